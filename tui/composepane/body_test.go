package composepane

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"graphguest/graphquery"
	"graphguest/tui/kit"
	"graphguest/tui/kit/editor"
)

func withBody(t *testing.T, text string, all ...graphquery.Header) *line {
	return opened(t, kit.Body, graphquery.Query{Method: "POST", Version: "v1.0", Path: "/users", Header: all, Body: []byte(text)}, nil)
}

func TestABodyIsTypedOverSeveralLines(t *testing.T) {
	withBody(t, "").sees("no body").types(`{"a": [`).presses("enter").types("1").presses("enter").types("]").presses("enter").types("}").
		hasBody("{\"a\": [\n  1\n]\n}").sees("✓ valid JSON · 15 bytes", "Body 15 B").
		presses("ctrl+r").runs(graphquery.Query{Method: "POST", Version: "v1.0", Path: "/users", Body: []byte("{\"a\": [\n  1\n]\n}")})
}

func TestTheCursorOfTheBodySurvivesTheEcho(t *testing.T) {
	l := withBody(t, "{}").presses("right").types(`"a":1`).hasBody(`{"a":1}`)
	if x, y, shown := l.model().Cursor(); x != 6 || y != 2 || !shown {
		t.Errorf("the cursor is at %d, %d", x, y)
	}
	l.presses("f2", "f4").types("0").hasBody(`{"a":10}`)
}

func TestAFaultInTheBodyIsNamedAndOneKeyGoesThere(t *testing.T) {
	withBody(t, "{\n  \"a\": 1,\n  \"b\": x\n}").
		sees("✗ line 3, column 8: no value begins with \"x\"", "→ ctrl+y goes there").
		presses("ctrl+y", "delete").types("2").hasBody("{\n  \"a\": 1,\n  \"b\": 2\n}").sees("✓ valid JSON")
}

func TestTidyKeepsTheOrderAndTheVariables(t *testing.T) {
	withBody(t, `{"b":{{n}},"a":["{{t}}",{"z":{{m}}}],"n":1.50}`).sees("✓ valid JSON").presses("ctrl+y").
		hasBody("{\n  \"b\": {{n}},\n  \"a\": [\n    \"{{t}}\",\n    {\n      \"z\": {{m}}\n    }\n  ],\n  \"n\": 1.50\n}").
		sees("Variables 3").presses("ctrl+y").sees("✓ valid JSON")
}

func TestAFaultBehindAVariableIsWhereItIs(t *testing.T) {
	withBody(t, `{"a": {{name}}, "b" 1}`).sees("line 1, column 21")
	withBody(t, `{"a": "{{name}}`).sees("it ends too early")
}

func TestAMethodThatSendsNoBodySaysSo(t *testing.T) {
	l := opened(t, kit.Body, graphquery.Query{Method: "GET", Version: "v1.0", Path: "/me"}, nil).sees("! GET sends no body").
		types("{}").hasBody("{}").sees("! GET sends no body: POST and PATCH do", "✓ valid JSON · 2 bytes")
	l.presses("ctrl+r").runs(graphquery.Query{Method: "GET", Version: "v1.0", Path: "/me"})
	l.hasBody("").sees("{}").types("1").hasBody("{}1")
	l.query.Method = "PATCH"
	l.echo()
	l.sees("{}1").seesNo("sends no body")
	l.query.Body = nil
	l.echo()
	l.sees("no body")
}

func TestABodyThatIsNoJSONIsNotCheckedAsSuch(t *testing.T) {
	withBody(t, "hello").sees("5 bytes · no JSON: without a Content-Type it goes out as text").seesNo("✗").presses("ctrl+y").hasBody("hello")
	withBody(t, "{a", header("content-type", "text/csv")).sees("2 bytes · text/csv").seesNo("✗")
	withBody(t, "hello", header("Content-Type", "application/json")).sees("✗ line 1, column 1")
	withBody(t, "12").sees("✓ valid JSON")
}

func TestAPasteIsBoundedAndSaysWhatWasCut(t *testing.T) {
	l := withBody(t, "").pastes(strings.Repeat("x", editor.Limit+2000)).sees("✗ 2.0 KB did not fit", "at most 1.0 MB")
	if len(l.query.Body) != editor.Limit {
		t.Errorf("the body has %d bytes", len(l.query.Body))
	}
	l.presses("ctrl+u").seesNo("did not fit")
}

func TestABodyTooLargeToEditStaysAsItIs(t *testing.T) {
	big := "{" + strings.Repeat(" ", editor.Limit) + "}"
	l := withBody(t, big).sees("! 1.0 MB is too much to edit here: ctrl+g").types("x").pastes("y").presses("ctrl+y").hasBody(big)
	if _, _, shown := l.model().Cursor(); shown {
		t.Error("there is a cursor in what is not shown")
	}
	l.presses("f2").types("id").hasBody(big)
}

func TestLineEndsOfABodyStay(t *testing.T) {
	withBody(t, "a\r\nb").presses("down", "end", "enter").types("c").hasBody("a\r\nb\r\nc")
}

func TestTheWheelScrollsTheBody(t *testing.T) {
	l := withBody(t, strings.Repeat("1\n", 40))
	for range 20 {
		l.Tell(tea.MouseWheelMsg{Button: tea.MouseWheelDown})
	}
	if _, y, _ := l.model().Cursor(); y != 11 {
		t.Errorf("the cursor is in row %d", y)
	}
	l.Wished()
}
