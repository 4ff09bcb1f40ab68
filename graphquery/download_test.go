package graphquery

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"
)

const elsewhere = "https://contoso.sharepoint.com/x?tempauth=SECRET"

func redirect(status int, to string) answer {
	return answer{status: status, header: header("Location", to, "request-id", "r-graph"), body: ""}
}

func TestAFileElsewhereIsFetchedWithoutAnythingOfOurs(t *testing.T) {
	for _, status := range []int{301, 302, 303, 307, 308} {
		g := guestAt(redirect(status, elsewhere), answer{status: 200, header: http.Header{"Content-Type": {"image/png"}}, body: "PNG"})
		q := Query{Path: "/me/drive/root/content", Header: []Header{{"Range", "bytes=0-9"}, {"X-Own", "mine"}, {"Prefer", "x"}}}
		r, err := g.Run(t.Context(), q)
		if err != nil || string(r.Body) != "PNG" || r.RequestID != "r-graph" || strings.Contains(r.URL, "sharepoint") {
			t.Fatalf("%d: %v %+v", status, err, r)
		}
		there := g.graph.asked[1]
		if there.URL.String() != elsewhere || there.Method != "GET" || there.Header.Get("Range") != "bytes=0-9" {
			t.Errorf("asked %s %s", there.Method, there.URL)
		}
		for name := range there.Header {
			if name != "Range" && name != "User-Agent" && name != "Accept-Encoding" {
				t.Errorf("%d: %s went along", status, name)
			}
		}
		notes := strings.Join(r.Notes, "\n")
		wantText(t, notes, "contoso.sharepoint.com, without the token")
		if strings.Contains(notes, "SECRET") {
			t.Errorf("a note tells the key of a download: %s", notes)
		}
	}
}

func TestWhatMustNotBeFollowedIsShown(t *testing.T) {
	write := Query{Method: "POST", Path: "/x", Body: []byte("{}")}
	for name, tt := range map[string]struct {
		q  Query
		to string
	}{
		"without TLS":    {Query{Path: "/x"}, "http://contoso.sharepoint.com/x?tempauth=SECRET"},
		"Graph itself":   {Query{Path: "/x"}, base + "/v1.0/y"},
		"a path":         {Query{Path: "/x"}, "/v1.0/y"},
		"a user":         {Query{Path: "/x"}, "https://me:SECRET@contoso.sharepoint.com/x"},
		"a script":       {Query{Path: "/x"}, "javascript:alert(1)"},
		"after a write":  {write, elsewhere},
		"nothing at all": {Query{Path: "/x"}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			g := guestAt(redirect(302, tt.to), answer{status: 200, body: "{}"})
			g.Writable, g.Confirm = true, func(string, string) bool { return true }
			r, err := g.Run(t.Context(), tt.q)
			if err != nil || r.Status != 302 || len(g.graph.asked) != 1 {
				t.Fatalf("%v, asked %d times", err, len(g.graph.asked))
			}
			if strings.Contains(strings.Join(r.Notes, ""), "SECRET") {
				t.Errorf("%q", r.Notes)
			}
		})
	}
}

func TestADownloadThatFailsNamesItsHostAlone(t *testing.T) {
	for name, answers := range map[string][]answer{
		"refused":       {redirect(302, elsewhere), {status: 403, body: "no SECRET"}},
		"in a circle":   {redirect(302, elsewhere), redirect(302, "https://other.example/?sig=SECRET"), redirect(302, elsewhere), redirect(302, elsewhere), redirect(302, elsewhere), redirect(302, elsewhere), redirect(302, elsewhere)},
		"back to Graph": {redirect(302, elsewhere), redirect(302, base+"/v1.0/me")},
		"broken":        {redirect(302, elsewhere), {err: errors.New("reset by SECRET")}},
		"echoing":       {redirect(302, elsewhere), {err: errors.New(`malformed HTTP response "/x?tempauth=SECRET"`)}},
	} {
		t.Run(name, func(t *testing.T) {
			g := guestAt(answers...)
			_, err := g.runs(t, "/me/drive/root/content")
			if !errors.Is(err, ErrUnreachable) || len(g.graph.asked) > 1+maxHops {
				t.Fatalf("%v after %d requests", err, len(g.graph.asked))
			}
			for _, r := range g.graph.asked[1:] {
				if r.Header.Get("Authorization") != "" {
					t.Errorf("the token went to %s", r.URL.Host)
				}
			}
			if strings.Contains(err.Error(), "SECRET") {
				t.Error(err)
			}
		})
	}
}

func TestAHostThatQuotesItsAddressTellsNoKeyOfIt(t *testing.T) {
	const to = "https://files.example/report.xlsx?rsct=text/plain&tempauth=SECRET"
	there := answer{status: 200, body: "x", header: http.Header{
		"Content-Type": {"text/plain"}, "Content-Disposition": {`attachment; filename="report.xlsx"`},
		"X-Asked": {"/report.xlsx?rsct=text/plain&tempauth=SECRET"}, "X-Key": {"SECRET"},
	}}
	r, err := guestAt(redirect(302, to), there).runs(t, "/me/drive/items/1/content")
	if err != nil || strings.Contains(fmt.Sprint(r.Header), "SECRET") {
		t.Fatalf("%v %v", err, r.Header)
	}
	if r.Header.Get("Content-Type") != "text/plain" || !strings.Contains(r.Header.Get("Content-Disposition"), "report.xlsx") {
		t.Errorf("%v", r.Header)
	}
}

func TestAFileElsewhereThatIsBusyIsAskedForAgain(t *testing.T) {
	busy := answer{status: 503, header: http.Header{"Retry-After": {"3"}}}
	reset := answer{err: io.ErrUnexpectedEOF}
	g := guestAt(redirect(302, elsewhere), busy, redirect(302, elsewhere), reset, redirect(302, elsewhere), answer{status: 200, body: "PNG"})
	r, err := g.runs(t, "/me/photo/$value")
	if err != nil || string(r.Body) != "PNG" || !slices.Equal(g.slept, []time.Duration{3e9, 250e6}) {
		t.Fatalf("%v, slept %v", err, g.slept)
	}
	wantText(t, r.Retries[0].Why, "contoso.sharepoint.com asked to wait 3 s (503)")
	wantText(t, r.Retries[1].Why, "the connection to contoso.sharepoint.com broke")
	for i, asked := range g.graph.asked {
		if here := i%2 == 0; here != (asked.Header.Get("Authorization") != "") {
			t.Errorf("request %d to %s carried %v", i, asked.URL.Host, asked.Header)
		}
	}
}

func TestAnotherHostAsksForNoTokenAndNamesNoPages(t *testing.T) {
	challenge := answer{status: 401, header: http.Header{"Www-Authenticate": {bearerChallenge("e30=")}}}
	g := guestAt(redirect(302, elsewhere), challenge)
	if _, err := g.runs(t, "/me/drive/root/content"); !errors.Is(err, ErrUnreachable) || len(g.claims) != 1 {
		t.Errorf("%v after tokens for %q", err, g.claims)
	}

	page := answer{status: 200, body: `{"value":[{"id":"1"}],"@odata.nextLink":"` + base + `/v1.0/me/messages","@odata.deltaLink":"` + base + `/v1.0/x"}`}
	g = guestAt(redirect(302, elsewhere), page)
	if r, err := g.runs(t, "/me/drive/root/content"); err != nil || r.NextLink != "" || r.DeltaLink != "" || r.Rows != 1 {
		t.Errorf("%v %+v", err, r)
	}
	g = guestAt(redirect(302, elsewhere), page)
	r, err := g.Stream(t.Context(), Query{Path: "/me/drive/root/content"}, Stream{All: true}, func(*Part) error { return nil })
	if err != nil || r.NextLink != "" || len(g.graph.asked) != 2 {
		t.Errorf("%v %+v after %d requests", err, r, len(g.graph.asked))
	}
}

func FuzzForeignAddresses(f *testing.F) {
	f.Add("https://contoso.sharepoint.com/x")
	f.Add("//graph.microsoft.com./x")
	f.Add(`https://a\@graph.microsoft.com/`)
	here, _ := url.Parse(base + "/v1.0/me")
	c := &Client{Graph: base}
	f.Fuzz(func(t *testing.T, location string) {
		to := c.foreign(here, location)
		if to == nil {
			return
		}
		if name := strings.ToLower(to.Host); to.Scheme != "https" || to.User != nil || name == "graph.microsoft.com" || name == "graph.microsoft.com." || name == "" {
			t.Errorf("%q leads to %s", location, to)
		}
		if again, err := url.Parse(to.String()); err != nil || again.Host != to.Host {
			t.Errorf("%q is another address when it is read again: %s", location, to)
		}
	})
}
