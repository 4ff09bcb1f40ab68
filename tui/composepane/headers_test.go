package composepane

import (
	"strings"
	"testing"

	"graphguest/graphquery"
	"graphguest/tui/kit"
)

func withHeaders(t *testing.T, all ...graphquery.Header) *line {
	return opened(t, kit.Headers, graphquery.Query{Method: "GET", Version: "v1.0", Path: "/me", Header: all}, nil)
}

func TestAHeaderIsTypedFieldByField(t *testing.T) {
	withHeaders(t).sees("name", "value").types("Accept").presses("tab").types("text/plain").
		hasHeaders("Accept: text/plain").presses("tab").types("Prefer: a").
		hasHeaders("Accept: text/plain", "Prefer: a").
		presses("up").types("!").hasHeaders("Accept: text/plain!", "Prefer: a").
		presses("shift+tab", "ctrl+u").types("X").hasHeaders("X: text/plain!", "Prefer: a")
}

func TestARowThatIsEmptiedGoesWhenItIsLeft(t *testing.T) {
	l := withHeaders(t, header("A", "1"), header("B", "2"), header("C", "3")).presses("down", "backspace").hasHeaders("A: 1", "C: 3")
	l.sees("✗ a name is missing").presses("tab", "backspace").hasHeaders("A: 1", "C: 3").
		presses("down").sees("› C").presses("up").sees("› A").seesNo("✗")
}

func TestARowIsRemovedByKey(t *testing.T) {
	l := withHeaders(t, header("A", "1"), header("B", "2")).presses("alt+d").hasHeaders("B: 2").sees("› B").presses("alt+d").hasHeaders()
	l.seesNo("alt+d").presses("alt+d").hasHeaders()
	if why := l.model().whyNothing(); why != "there is nothing in this row" {
		t.Errorf("alt+d does nothing, since %q", why)
	}
}

func TestWholeLinesArePasted(t *testing.T) {
	withHeaders(t, header("A", "1")).presses("down").pastes("Prefer: return=minimal\r\nIf-Match: W/\"x:y\"\n").
		hasHeaders("A: 1", "Prefer: return=minimal", `If-Match: W/"x:y"`).presses("down").types("B: 2").
		hasHeaders("A: 1", "Prefer: return=minimal", `If-Match: W/"x:y"`, "B: 2")
	withHeaders(t).pastes("Accept").presses("tab").pastes("a:b").hasHeaders("Accept: a:b")
}

func TestTheTokenAndCookiesAreRefusedWithTheReason(t *testing.T) {
	for _, name := range []string{"Authorization", "cookie"} {
		l := withHeaders(t).types(name).presses("tab").types("secret").hasHeaders().
			sees("is refused", "the token comes from the sign-in and goes to Graph alone")
		if !strings.HasPrefix(l.row(name), "›✗ ") {
			t.Errorf("the row is %q", l.row(name))
		}
		l.presses("enter").runs(graphquery.Query{Method: "GET", Version: "v1.0", Path: "/me"})
	}
}

func TestAFaultyHeaderIsMarkedWithTheReason(t *testing.T) {
	for _, tt := range []struct{ name, value, says string }{
		{"a b", "c", `✗ "a b" is no name for a header`},
		{"Ünal", "c", "✗ \"Ünal\" is no name for a header"},
		{"Host", "evil", "! Host is set by the program itself: yours is left out"},
		{"A", "b\nc", "✗ the value of the header A holds a line break"},
		{"Prefer", "return=representation", "Prefer: a write answers with the whole object"},
		{"if-match", "W/x", "If-Match: change the object"},
	} {
		withHeaders(t, header(tt.name, tt.value)).sees(tt.says)
	}
	withHeaders(t, header("a\nb", "c")).sees("✗").types("x").hasHeaders("a\nb: cx")
}

func TestTheUsualHeadersAreOffered(t *testing.T) {
	l := withHeaders(t, header("accept", "old")).presses("ctrl+y").sees("type to find", "› ConsistencyLevel: eventual", "enter takes it, esc goes back")
	l.types("time zone").sees("› Prefer: outlook.timezone", "Prefer: times of calendars").seesNo("If-Match").
		presses("enter").hasHeaders("accept: old", `Prefer: outlook.timezone="W. Europe Standard Time"`).
		presses("backspace").types("?\"").hasHeaders("accept: old", `Prefer: outlook.timezone="W. Europe Standard Time?"`)
	l.presses("ctrl+y").types("immutable").presses("enter").presses("ctrl+y").types("accept:").presses("enter").
		hasHeaders("accept: application/json", `Prefer: outlook.timezone="W. Europe Standard Time?"`, `Prefer: IdType="ImmutableId"`)
	l.presses("ctrl+y", "down", "down", "up").sees("› If-Match: *").presses("esc").seesNo("type to find")
	l.presses("ctrl+y").types("zzz").sees("none of the usual headers").presses("enter", "up").sees("⌕ zzz").presses("esc").sees("accept")
}

func TestAUsualHeaderWithoutAValueWaitsForIt(t *testing.T) {
	withHeaders(t).presses("ctrl+y").types("guid").presses("enter").types("6ea9").hasHeaders("client-request-id: 6ea9")
}

func TestAllUsualHeadersCanBeSent(t *testing.T) {
	for _, u := range withHeaders(t).model().usual() {
		if err := u.Valid(); err != nil || graphquery.OwnHeader(u.Name) || refused[strings.ToLower(u.Name)] != "" || u.what == "" {
			t.Errorf("%s: %v", u.Name, err)
		}
	}
}

func TestTheTagOfTheObjectOnTheScreenIsOfferedFirst(t *testing.T) {
	l := withHeaders(t)
	l.Pane.Update(kit.QueryChanged{Query: graphquery.Query{Method: "PATCH", Path: "/x"}, Match: header("If-Match", `W/"7"`)})
	l.presses("ctrl+y").sees(`› If-Match: W/"7"`, "only if nobody has").presses("enter").hasHeaders(`If-Match: W/"7"`)
	l.Pane.Update(kit.QueryChanged{Query: graphquery.Query{Method: "PATCH", Path: "/y"}})
	l.presses("ctrl+y").seesNo(`W/"7"`)
}
