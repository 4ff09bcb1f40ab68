package headers

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"graphguest/graphquery"
	"graphguest/tui/kit"
	"graphguest/tui/safetext"
	"graphguest/tui/view"
)

var _ view.View = (*Model)(nil)
var _ view.Copied = (*Model)(nil)

const hostile = "\x1b]0;x\x07\x1b[31mred\u202e\u200b\r\n\xff日本👩‍👩‍👧"

func answer(status int, pairs ...string) view.Answer {
	h := http.Header{}
	for i := 0; i < len(pairs); i += 2 {
		h[pairs[i]] = append(h[pairs[i]], pairs[i+1])
	}
	return view.Answer{Graph: "https://graph.microsoft.com", Result: &graphquery.Result{Status: status, Header: h, URL: "https://graph.microsoft.com/v1.0/me", ClientRequestID: "c-1",
		Query: graphquery.Query{Path: "/me", Header: []graphquery.Header{{Name: "ConsistencyLevel", Value: "eventual"}, {Name: "Authorization", Value: "Bearer eyJsecret"}}, Body: []byte("{}")}}}
}

func shown(a view.Answer) *Model {
	m := New(kit.PlainTheme())
	m.zone = time.UTC
	m.Show(a)
	return m
}

func press(m *Model, k key.Binding) {
	for _, d := range deeds {
		if d.Help() == k.Help() && d.Why(m) == "" {
			d.Do(m)
		}
	}
}

func TestHeadersStandInOrderWithWhatTheyMean(t *testing.T) {
	m := shown(answer(429, "Retry-After", "12", "Date", "Mon, 02 Jan 2006 15:04:05 GMT", "Zebra", "z", "X-Ms-Throttle-Limit-Percentage", "0.9",
		"x-ms-ags-diagnostic", `{"ServerInfo":{"DataCenter":"West Europe","Slice":"E","Ring":"5","ScaleUnit":"002","RoleInstance":"AM2"}}`))
	text := ansi.Strip(m.View(120, 40))
	at := 0
	for _, want := range []string{"HTTP 429 Too Many Requests", "Date: Mon, 02", "2 Jan 2006 15:04:05 +00:00", "Retry-After: 12", "wait 12 s before asking again",
		"answered by the data centre West Europe, slice E, ring 5, scale unit 002, server AM2", "90 % of the limit is used", "Zebra: z",
		"What was sent", "GET https://graph.microsoft.com/v1.0/me", "Authorization: Bearer $TOKEN", "client-request-id: c-1", "ConsistencyLevel: eventual", "a body of 2 bytes"} {
		i := strings.Index(text[at:], want)
		if i < 0 {
			t.Fatalf("%q is missing after %q in\n%s", want, text[:at], text)
		}
		at += i
	}
	if strings.Contains(text, "eyJ") {
		t.Error("a token is shown")
	}
}

func TestAddressesThatOpenWithoutASignInAreNotShown(t *testing.T) {
	m := shown(answer(302, "Location", "https://contoso.sharepoint.com/a?tempauth=secret", "Set-Cookie", "esctx=secret; path=/",
		"Link", `<https://docs.example/a?sig=secret>; rel="sunset"`, "Content-Location", "https://user:secret@files.example/x",
		"Operation-Location", "https://graph.microsoft.com/v1.0/operations/own?x=1", "Refresh", "0; url=https://u:secret@a.example/b c"))
	all := ansi.Strip(m.View(120, 60))
	for range m.rows {
		for _, c := range m.Copies() {
			text, _ := c.Text()
			all += text
		}
		press(m, view.Down)
	}
	if strings.Contains(all, "secret") {
		t.Errorf("something secret is shown:\n%s", all)
	}
	for _, want := range []string{"Location: https://contoso.sharepoint.com/…", "may open without a sign-in", "https://graph.microsoft.com/v1.0/operations/own?x=1", `<https://docs.example/a?…>; rel="sunset"`} {
		if !strings.Contains(all, want) {
			t.Errorf("%q is missing in\n%s", want, all)
		}
	}
}

func TestOnlyGraphsOwnAddressesAreShownWhole(t *testing.T) {
	const graph = "https://graph.microsoft.com"
	for _, tt := range []struct{ graph, name, value, want string }{
		{graph, "Location", graph + "/v1.0/x?y=1", graph + "/v1.0/x?y=1"},
		{graph, "Location", "https://files.example/x?sig=secret", "https://files.example/…"},
		{graph, "Location", "//files.example/x?sig=secret", "files.example/…"},
		{graph, "Location", "/x?tempauth=secret", "/x?…"},
		{graph, "Location", `https:\\files.example\x?sig=secret`, "…"},
		{graph, "Location", "https:/files.example/x?sig=secret", "…"},
		{graph, "Location", "https:files.example/x?sig=secret", "…"},
		{graph, "Location", "https://files.example/%zz/secret", "…"},
		{graph, "Location", "https://u:secret@graph.microsoft.com/x", "https://graph.microsoft.com/…"},
		{graph, "Location", "http://graph.microsoft.com/secret", "http://graph.microsoft.com/…"},
		{graph, "Link", `</a>; rel="next", <https://files.example/x?sig=secret>; rel="alternate"`, `</a>; rel="next", <https://files.example/x?…>; rel="alternate"`},
		{graph, "X-Hint", "/see //files.example/x?sig=secret", "/see //files.example/x?…"},
		{"", "Location", graph + "/secret", graph + "/…"},
		{graph, "X-Plain", "max-age=1; a//b", "max-age=1; a//b"},
	} {
		got, hid := withoutKeys(tt.graph, tt.name, tt.value)
		if got != tt.want || hid != (got != tt.value) {
			t.Errorf("%s: %s is shown as %q, %v, want %q", tt.name, tt.value, got, hid, tt.want)
		}
	}
}

func TestTheHostOfAMonitorIsNotGraph(t *testing.T) {
	a := answer(303, "Location", "https://contoso.sharepoint.com/x?tempauth=secret")
	a.Result.URL = "https://contoso.sharepoint.com"
	text := ansi.Strip(shown(a).View(120, 40))
	if strings.Contains(text, "secret") || strings.Contains(text, "Authorization") || !strings.Contains(text, "without the token") {
		t.Error(text)
	}
}

func TestMeaningsOfValues(t *testing.T) {
	c := context{status: 201, zone: time.UTC}
	for _, tt := range []struct{ name, value, want string }{
		{"Deprecation", "@1688169599", "out of date since, or from 30 Jun 2023 23:59:59 +00:00"},
		{"Sunset", "Sat, 31 Dec 2018 23:59:59 GMT", "31 Dec 2018"},
		{"Location", "https://x", "the address of what was made"},
		{"Cache-Control", "no-cache, max-age=60", "the answer is not to be used again without asking, is fresh for 60 s"},
		{"Strict-Transport-Security", "max-age=31536000", "for 365 days"},
		{"x-ms-throttle-scope", "Tenant_Application/ReadWrite/app/tenant", "the limit of Tenant_Application for ReadWrite, of the application app and tenant"},
		{"WWW-Authenticate", `Bearer error="insufficient_claims"`, "claims challenge"},
		{"Retry-After", "2.5", "wait 2.5 s"},
		{"Retry-After", "NaN", "how long to wait"},
		{"Content-Type", "application/json;odata.metadata=minimal", "OData's JSON, with the annotations"},
		{"X-Ms-Ags-Diagnostic", "{", "which of Graph's servers"},
		{"Never-Heard-Of", "x", ""},
	} {
		if got := c.explain(tt.name, tt.value); !strings.Contains(got, tt.want) || tt.want == "" && got != "" {
			t.Errorf("%s: %s means %q, want %q", tt.name, tt.value, got, tt.want)
		}
	}
}

func TestTheScreenIsFilledExactlyAndHostileTextIsHarmless(t *testing.T) {
	var pairs []string
	for i := range 40 {
		pairs = append(pairs, fmt.Sprintf("X-%d", i), strings.Repeat(hostile, i), hostile, hostile)
	}
	m := shown(answer(200, append(pairs, "Huge", strings.Repeat("a b", 400000))...))
	for _, size := range [][2]int{{80, 24}, {120, 40}, {200, 60}, {1, 1}, {3, 2}, {10, 5}, {80, 24}} {
		m.View(size[0], size[1])
		for range 400 {
			press(m, view.PageDown)
			lines := strings.Split(m.View(size[0], size[1]), "\n")
			if len(lines) != size[1] {
				t.Fatalf("%v: %d lines", size, len(lines))
			}
			for _, line := range lines {
				if w := safetext.Width(line); w > size[0] {
					t.Fatalf("%v: a line of %d cells: %q", size, w, line)
				}
				if bare := ansi.Strip(line); strings.ContainsAny(bare, "\x1b\x07\r\u202e\u200b") {
					t.Fatalf("unsafe: %q", bare)
				}
			}
			if m.cursor < m.top || m.cursor >= m.top+m.height {
				t.Fatalf("%v: the cursor %d is out of sight from %d", size, m.cursor, m.top)
			}
		}
		press(m, view.First)
	}
}

func TestTheCursorStaysOnItsHeaderWhenTheWidthChanges(t *testing.T) {
	m := shown(answer(200, "A", strings.Repeat("word ", 200), "B", "b", "C", "c"))
	m.View(40, 10)
	for m.Where() != "B" {
		press(m, view.Down)
	}
	m.View(200, 20)
	if m.Where() != "B" {
		t.Errorf("it is on %q", m.Where())
	}
	if got := m.Copies(); len(got) != 3 {
		t.Fatalf("%d copies", len(got))
	}
	for i, want := range []string{"b", "B: b"} {
		if text, _ := m.Copies()[i].Text(); text != want {
			t.Errorf("copied %q, want %q", text, want)
		}
	}
}

func TestKeysSayWhyTheyDoNothing(t *testing.T) {
	m := shown(view.Answer{})
	m.View(80, 24)
	if len(m.Keys()) != 0 || m.Why(view.Down) == "" || m.Offers(view.Answer{}) || len(m.Copies()) != 0 {
		t.Error("something is there without an answer")
	}
	m = shown(answer(200, "A", "b"))
	m.View(80, 24)
	if m.Why(view.Up) != "this is the first line" || m.Why(view.Down) != "" {
		t.Error(m.Why(view.Up), m.Why(view.Down))
	}
	m.Update(tea.KeyPressMsg{Code: 'G', Text: "G"})
	if m.cursor != len(m.rows)-1 || m.Why(view.Last) == "" {
		t.Error("G does not go to the end")
	}
	m.Update(tea.MouseClickMsg{Y: 1})
	if m.Where() != "A" {
		t.Errorf("a click went to %q", m.Where())
	}
}
