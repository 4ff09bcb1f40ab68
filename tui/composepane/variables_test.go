package composepane

import (
	"maps"
	"testing"

	"graphguest/graphquery"
	"graphguest/tui/kit"
)

func withVariables(t *testing.T, values map[string]string) *line {
	return opened(t, kit.Variables, graphquery.Query{
		Method: "POST", Version: "v1.0", Path: "/users/{{id}}?$filter=a eq '{{name}}' or b eq '{{name}}'",
		Header: []graphquery.Header{header("A", "{{h}}")}, Body: []byte(`{"a":"{{id}}","b":{{n}}}`),
	}, values)
}

func (l *line) hasVariables(want map[string]string) *line {
	l.t.Helper()
	if !maps.Equal(l.variables, want) {
		l.t.Errorf("the variables are %v, want %v", l.variables, want)
	}
	return l
}

func TestTheNamesOfAQueryAreFoundInTheirOrder(t *testing.T) {
	withVariables(t, map[string]string{"name": "ali", "old": "x"}).
		sees("Variables 4", "{{id}} no value yet; http-client.env.json may have one", "{{h}}", "{{n}}", "{{old}} x", "! no value yet: one typed here counts, unless http-client.env.json of the environment has one, which wins").
		presses("shift+tab").sees("Nothing in this query uses {{old}}.").presses("up", "up").sees("›! {{h}}").presses("up").sees("›  {{name}}", "The value here counts, unless http-client.env.json")
}

func TestAValueIsTypedAndTakenAway(t *testing.T) {
	given := map[string]string{"name": "ali"}
	withVariables(t, given).types("7").hasVariables(map[string]string{"id": "7", "name": "ali"}).
		presses("down").types("ce").hasVariables(map[string]string{"id": "7", "name": "alice"}).seesNo("! no value yet").
		presses("alt+d").hasVariables(map[string]string{"id": "7"}).sees("! no value yet: one typed here counts")
	if given["name"] != "ali" || len(given) != 1 {
		t.Error("the variables of the file were changed behind its back")
	}
}

func TestAQueryWithoutVariablesSaysHowToWriteThem(t *testing.T) {
	l := before(t, kit.Variables, "/me").sees("No {{variables}} in this query. Write {{name}} in the path").types("x").presses("tab", "down", "up", "alt+d", "ctrl+g")
	l.Wished()
	l.presses("f2", "down").types("id eq '{{v}}'").presses("f5").sees("{{v}} no value yet")
}

func TestAValueOfSeveralLinesIsKept(t *testing.T) {
	withVariables(t, map[string]string{"id": "a\nb"}).sees("a␊b", "! this value does not fit into one line").types("x").
		hasVariables(map[string]string{"id": "a\nb"}).presses("down").types("y").hasVariables(map[string]string{"id": "a\nb", "name": "y"})
}

func TestManyVariablesAreBounded(t *testing.T) {
	l := withVariables(t, nil)
	l.query.Body = nil
	for i := range 1000 {
		l.query.Body = append(l.query.Body, "{{v"+string(rune('a'+i%26))+string(rune('a'+i/26%26))+string(rune('a'+i/676))+"}}"...)
	}
	l.echo()
	l.sees("Variables 200").presses("shift+tab")
}
