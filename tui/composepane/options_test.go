package composepane

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"graphguest/graphquery"
	"graphguest/tui/kit"
)

func TestTheOptionsOfTheLineAreShownDecoded(t *testing.T) {
	before(t, kit.Options, "/users?$filter=displayName%20eq%20'Zo%C3%AB%20%26%20Co'&$count=true&api-version=1.0&$search=%22a%22").
		sees("$filter displayName eq 'Zoë & Co'", "$count ● on", "api-version 1.0", `$search "a"`, "$select such as id,displayName")
}

func TestAnEscapedApostropheIsOneToThePersonAndStaysWhatItIsUntilItIsEdited(t *testing.T) {
	const query = "GET /users?$filter=startswith(displayName,%27a%27)&$select=id%2Cmail"
	l := before(t, kit.Options, query[4:]).sees("$filter startswith(displayName,'a')", "$select id,mail").seesNo("%27", "✗")
	l.presses("down", "f3", "f2", "down", "up", "enter").runs(parsed(t, query))
	l.has(query).presses("end", "left", "left").types("b").has("GET /users?$filter=startswith(displayName,'ab')&$select=id%2Cmail")
	before(t, kit.Options, "/users?$filter=a%20ne%20%27b%27").sees("$filter with ne needs it")
}

func TestAnOptionIsTypedIntoTheLine(t *testing.T) {
	before(t, kit.Options, "/users?$top=5").
		types("id,mail").has("GET /users?$top=5&$select=id,mail").
		presses("down").types("a eq 'x & y'").has("GET /users?$top=5&$select=id,mail&$filter=a eq 'x & y'").
		presses("tab").types("AT&T").has("GET /users?$top=5&$select=id,mail&$filter=a eq 'x & y'&$search=AT%26T").
		sees("$search AT&T").
		presses("up", "up", "ctrl+u").has("GET /users?$top=5&$filter=a eq 'x & y'&$search=AT%26T")
}

func TestAnOptionOfAnyNameKeepsItsPlace(t *testing.T) {
	l := before(t, kit.Options, "/users?api-version=1&$TOP=5&%24skip=2&flag")
	l.sees("api-version 1", "$top 5", "$skip 2", "flag no value")
	for range 5 {
		l.presses("down")
	}
	l.types("0").presses("down").types("1").has("GET /users?api-version=1&$TOP=50&%24skip=21&flag")
	l.presses("down", "down", "ctrl+u").has("GET /users?$TOP=50&%24skip=21&flag").types("9").has("GET /users?$TOP=50&%24skip=21&flag&api-version=9")
	l.presses("down").types("x").has("GET /users?$TOP=50&%24skip=21&flag=x&api-version=9")
}

func TestCountIsSwitchedBySpace(t *testing.T) {
	l := before(t, kit.Options, "/users?$select=id").presses("up", "shift+tab").sees("› $count ○ off", "space switches it")
	l.types("yes").presses("space").has("GET /users?$select=id&$count=true").sees("● on").
		presses("space").has("GET /users?$select=id").sees("○ off")
	if _, _, shown := l.model().Cursor(); shown {
		t.Error("there is a cursor where nothing is typed")
	}
	before(t, kit.Options, "/users?$count=maybe").presses("shift+tab").sees("✗ $count takes true or false")
}

func TestTabGoesRoundAndArrowsStayWithin(t *testing.T) {
	l := before(t, kit.Options, "/users").presses("up").sees("› $select")
	l.presses("shift+tab").sees("› $count").presses("down").sees("› $count").presses("tab").sees("› $select")
	l.Tell(tea.MouseWheelMsg{Button: tea.MouseWheelDown})
	l.sees("› $filter").Tell(tea.MouseClickMsg{X: 5, Y: 7})
	l.sees("› $top").Wished()
}

func TestAnOptionIsRemovedByKey(t *testing.T) {
	before(t, kit.Options, "/users?$select=id&$top=5").presses("alt+d").has("GET /users?$top=5").sees("$select such as")
}

func TestAFaultyOptionIsMarkedWithTheReason(t *testing.T) {
	for query, want := range map[string]string{
		"/users?$top=ten":                 "✗ $top takes a whole number",
		"/users?$filter=a eq 'b":          "✗ the quote ' is not closed",
		`/users?$search="displayName:a`:   `✗ the quote " is not closed`,
		"/users?$search=ali":              `! $search stands in double quotes: "ali"`,
		"/users?$filter=a&$top=1&$TOP=2":  "✗ $TOP is there twice: Graph refuses that",
		"/users?select=id":                "! $select is meant? v1.0 may not know it without its $",
		"/users?$filter=a eq 'O''N' or b": "$filter: texts in single quotes",
	} {
		l := before(t, kit.Options, query)
		for range 9 {
			if strings.Contains(l.Screen(), want) {
				break
			}
			l.presses("down")
		}
		l.sees(want)
		if mark, _, _ := strings.Cut(want, " "); len(mark) <= len("✗") && !strings.Contains(l.row("›"+mark), "›"+mark) {
			t.Errorf("%s: its row has no mark", query)
		}
	}
	for _, fine := range []string{"/users?$top={{n}}", "/users?$search={{words}}", `/users?$search="a:O'Neill"`, "/users?$count={{c}}", "/users?$filter=a eq O'Neill"} {
		before(t, kit.Options, fine).presses("down", "down").seesNo("✗", "double quotes: ")
	}
}

func TestAQuoteThatIsNotClosedNeverSwallowsAnotherOption(t *testing.T) {
	before(t, kit.Options, "/users?$select=id&$orderby='x'").presses("down").types("a eq 'b").
		has("GET /users?$select=id&$orderby='x'&$filter=a eq 'b").
		types("'").has("GET /users?$select=id&$orderby='x'&$filter=a eq 'b'")
	before(t, kit.Options, "/users?$filter=a&$orderby='x'").presses("down").types(" eq '").
		has("GET /users?$filter=a eq %27&$orderby='x'").sees("✗ the quote ' is not closed").
		types("b'").has("GET /users?$filter=a eq 'b'&$orderby='x'").sees("$orderby 'x'")
	before(t, kit.Options, `/users?$search="a&$top=1`).presses("down").types(`b"`).
		has(`GET /users?$search="a&$top=1&$filter=b`).sees("✗ a double quote is not closed").
		presses("backspace").types(" eq 1").has(`GET /users?$search="a&$top=1&$filter=b eq 1`)
}

func TestAdvancedQueriesGetTheirHeaderByOneKey(t *testing.T) {
	for _, tt := range []struct{ query, says, query2 string }{
		{`/users?$search="displayName:a"`, "ConsistencyLevel: eventual will be added: $search in the directory needs it. ctrl+y writes it here", ""},
		{"/users?$filter=userType ne 'Guest'", "ConsistencyLevel: eventual and $count=true will be added: $filter with ne needs it", "&$count=true"},
		{"/users?$filter=NOT(endswith(mail,'x'))", "$filter with not needs it", "&$count=true"},
		{"/groups?$filter=members/$count eq 0", "$count in a $filter needs it", "&$count=true"},
		{"/users?$filter=a eq 'b'&$orderby=c", "$filter together with $orderby needs it", "&$count=true"},
		{"/users?$count=true", "$count=true in the directory needs it", ""},
		{"/users/$count", "/$count needs it", ""},
	} {
		before(t, kit.Options, tt.query).sees("will be added", tt.says).
			presses("ctrl+y").has("GET " + tt.query + tt.query2).hasHeaders("ConsistencyLevel: eventual").
			sees("✓ ConsistencyLevel: eventual goes along").seesNo("ctrl+y").
			presses("f3").sees("ConsistencyLevel eventual")
	}
	for _, plain := range []string{"/users?$filter=displayName eq 'not ne endsWith'", "/users?$orderby=displayName", "/me/messages?$filter=a ne 1&$count=true", "/users?$filter=a ne 1&$count=false", "/users?$top=1", "/users?$filter=a eq 'it''s not ne'"} {
		before(t, kit.Options, plain).seesNo("ConsistencyLevel").presses("ctrl+y").has("GET " + plain).hasHeaders()
	}
}

func TestAnotherConsistencyLevelIsReplaced(t *testing.T) {
	opened(t, kit.Options, graphquery.Query{Path: "/users/$count", Header: []graphquery.Header{header("consistencylevel", "session"), header("A", "b")}}, nil).
		sees("! ctrl+y sets ConsistencyLevel: eventual: /$count needs it").
		presses("ctrl+y").hasHeaders("A: b", "ConsistencyLevel: eventual")
}

func TestAnEmptyOptionIsNoOption(t *testing.T) {
	before(t, kit.Options, "/users?&$top=1&=x").sees("Options 1", "$top 1").types("id").has("GET /users?&$top=1&=x&$select=id")
}

func TestAnOptionTooLongForALineIsLeftToTheEditor(t *testing.T) {
	long := "/users?$filter=a eq '" + strings.Repeat("x", 17<<10) + "'"
	l := before(t, kit.Options, long).presses("down").types("y").has("GET "+long).sees("! this value does not fit into one line", "ctrl+g")
	l.presses("alt+d").has("GET /users")
}
