package resultpane

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"
	"net/http"
	"strings"
	"testing"

	"graphguest/auth"
	"graphguest/graphquery"
	"graphguest/tui/kit"
	"graphguest/tui/safetext"
)

func TestImagesAreToldWithTheirSize(t *testing.T) {
	picture := image.NewPaletted(image.Rect(0, 0, 648, 480), color.Palette{color.Black, color.White})
	for _, c := range []struct {
		kind   string
		encode func(io.Writer) error
		sentAs string
		want   string
	}{
		{"JPEG", func(w io.Writer) error { return jpeg.Encode(w, picture, nil) }, "image/jpeg", "sent as image/jpeg"},
		{"PNG", func(w io.Writer) error { return png.Encode(w, picture) }, "image/png", "sent as image/png"},
		{"GIF", func(w io.Writer) error { return gif.Encode(w, picture, nil) }, "application/octet-stream", "sent as application/octet-stream"},
		{"PNG", func(w io.Writer) error { return png.Encode(w, picture) }, "", "sent without a type"},
	} {
		var b bytes.Buffer
		if err := c.encode(&b); err != nil {
			t.Fatal(err)
		}
		u := look(t, 100, 24)
		u.gets(typed(c.sentAs, b.String())).Sees("a "+c.kind+" image of 648 × 480 pixels, ", c.want, "S saves it to a file · O opens it with the system's program")
		u.Presses("S", "O").Wished(kit.SaveAnswer{}, kit.OpenAnswer{})
		look(t, 100, 24).gets(typed(c.sentAs, b.String()[:12]+"\x00")).Sees("a " + c.kind + " image, 13 B").SeesNo("pixels")
	}
	look(t, 100, 24).gets(typed("application/json", "%PDF-1.7\x00")).Sees("A PDF document: 9 B, sent as application/json")
}

func TestTheFirstBytesFitIntoAnyWidth(t *testing.T) {
	body := strings.Repeat("\x89PNG\r\n\x1a\n ~\x7f", 100)
	for _, c := range []struct {
		width int
		row   string
	}{
		{80, "89 50 4e 47 0d 0a 1a 0a 20 7e 7f 89 50 4e 47 0d  ·PNG···· ~··PNG·"},
		{40, "89 50 4e 47 0d 0a 1a 0a  ·PNG····"},
		{20, "89 50 4e 47  ·PNG"},
	} {
		rows := dump([]byte(body), c.width)
		if len(rows) != mostDumped || rows[0] != c.row {
			t.Errorf("in %d cells: %d rows, the first is %q", c.width, len(rows), rows[0])
		}
		for _, row := range rows {
			if safetext.Width(row) > c.width || safetext.Line(row) != row {
				t.Errorf("in %d cells: %q", c.width, row)
			}
		}
	}
	if rows := dump([]byte("ab"), 80); len(rows) != 1 || rows[0] != "61 62"+strings.Repeat(" ", 44)+"ab" {
		t.Errorf("%q", rows)
	}
}

func TestAnAnswerOfAnotherKindThanItSaysIsNamed(t *testing.T) {
	for _, c := range []struct{ sentAs, body, want string }{
		{"application/json", "<!DOCTYPE html>\n<b>Sign in</b>", "! a web page sent as application/json, not what Graph answers with"},
		{"text/html; charset=utf-8", " <HTML><b>Sign in</b>", "! a web page sent as text/html"},
		{"text/plain", `{"a":1}`, "! JSON sent as text/plain"},
		{"text/csv", "caf\xe9", "! not all of it is UTF-8"},
		{"application/json", "{\"a\":\"caf\xe9\"}", "! not all of it is UTF-8"},
		{"application/json", `{"a":oops}`, "! not JSON from line 3 on"},
		{"application/xml", "<a>1</a>", "<a>1</a>"},
	} {
		look(t, 100, 24).gets(typed(c.sentAs, c.body)).Sees(c.want)
	}
	look(t, 80, 24).gets(people(2)).SeesNo("!")
	look(t, 80, 24).gets(typed("", `{"a":1}`)).SeesNo("!")
}

func TestWhatIsRemovedIsMarkedInWords(t *testing.T) {
	u := look(t, 100, 24)
	u.gets(changed()).Sees("2 rows · 1 removed", `"@removed": {  ✗ removed`, `"reason": "deleted"`, "D asks what changed since").
		Tell(kit.Focused{}).Sees("D in this pane (tab leads here) asks what changed since")
	r := changed()
	r.Removed = 0
	look(t, 100, 24).gets(r).SeesNo("✗")
}

func TestTheDeltaLinkIsAQueryOfThisEnvironment(t *testing.T) {
	u := look(t, 100, 24)
	u.Tell(kit.EnvironmentOpened{Cloud: auth.Cloud{Graph: "https://graph.microsoft.com"}})
	u.gets(changed()).Presses("D")
	q := u.Wishes[0].(kit.RunQuery).Query
	if q.Path != "/users/delta?$deltatoken=abc" || q.Version != "v1.0" || q.Verb() != "GET" || len(q.Header) != 1 {
		t.Errorf("asks for %#v", q)
	}
	evil := changed()
	evil.DeltaLink = "https://evil.example/v1.0/users/delta?$deltatoken=abc"
	u.Wished(u.Wishes...)
	u.gets(evil).Presses("D")
	if f, is := u.Wishes[0].(kit.Failed); !is || !errors.Is(f.Err, graphquery.ErrOtherOrigin) {
		t.Errorf("wished %#v", u.Wishes)
	}
	u.gets(people(2))
	if why := u.Pane.(kit.Keyed).Why(changes); why != "the answer has no delta link" {
		t.Error(why)
	}
}

func TestAnswersWithoutABodySayWhatTheyMean(t *testing.T) {
	for _, c := range []struct {
		method string
		status int
		want   string
	}{
		{"PATCH", 204, "Graph has done it (204 No Content)."},
		{"GET", 204, "There is nothing there (204 No Content)."},
		{"HEAD", 200, "HEAD asks for the headers alone."},
		{"GET", 200, "The answer has no body."},
		{"POST", 202, "Graph has accepted it and does it later (202 Accepted). Its state is told at monitor.example."},
	} {
		r := typed("", "")
		r.Status, r.Query = c.status, graphquery.Query{Method: c.method, Path: "/x"}
		r.Header = http.Header{}
		if c.status == 202 {
			r.Header.Set("Location", "https://monitor.example/op?code=secret")
		}
		u := look(t, 100, 24)
		u.gets(r).Sees(c.want).SeesNo("secret").Presses("S", "O").Wished()
		if why := u.Pane.(kit.Keyed).Why(save); why != "the answer has no body" {
			t.Error(why)
		}
	}
}

func TestAnOperationIsShownUntilItEnds(t *testing.T) {
	u := look(t, 100, 24)
	u.starts(7)
	u.watches(40).Sees("0 s · the operation is inProgress · 40 % · asked 3 times at monitor.example", "esc stops watching; the operation itself goes on")
	u.watches(-1).Sees("inProgress · asked 3 times").SeesNo("%")
	accepted := typed("", "")
	accepted.Status = 202
	u.ends(accepted, context.Canceled).Sees("NO LONGER WATCHED: you stopped; the operation itself goes on", "202 Accepted")
	u.starts(7)
	u.ends(accepted, errUnreachable).Sees("NO LONGER WATCHED: " + errUnreachable.What)
	u.starts(7)
	u.ends(ok(`{"status":"succeeded"}`), nil).Sees(`"status": "succeeded"`).SeesNo("WATCHED")
}

func TestWhichPermissionIsAskedForWhatWasAsked(t *testing.T) {
	q := graphquery.Query{Path: "/users"}
	u := look(t, 100, 24)
	u.refused().Sees("W tells which permission")
	u.Presses("W").Wished(kit.AskPermission{Query: q})
	u.starts(7)
	r := people(2)
	r.Granted = []string{"User.Read"}
	u.ends(r, nil).Presses("W").Wished(kit.AskPermission{Query: q, Granted: []string{"User.Read"}})
	u.starts(7)
	u.ends(nil, errUnreachable).Presses("W").Wished(kit.AskPermission{Query: q})
	u.fails(errors.New("no query at all")).Presses("W").Wished()
	if why := u.Pane.(kit.Keyed).Why(permission); why != "Graph was asked nothing" {
		t.Error(why)
	}
}

func TestAViewersDocumentIsNotSavedAgain(t *testing.T) {
	u := look(t, 80, 24)
	u.Tell(kit.EnvironmentOpened{})
	v := New(kit.NewTheme(true))
	v.Update(kit.QueryDone{Result: &graphquery.Result{Body: []byte(`{"a":1}`), Count: -1, Rows: -1}})
	for _, k := range v.Keys() {
		switch k.Help() {
		case save.Help(), open.Help(), permission.Help(), nextPage.Help():
			t.Errorf("%s is offered", k.Help().Desc)
		}
	}
}
