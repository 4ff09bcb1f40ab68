package tui_test

import (
	"fmt"
	"testing"

	"graphguest/tui/kit"
)

const forEach = "### manager of\n# @name manager-of\nGET {{graph}}/v1.0/users/{{userId}}/manager\n\n" +
	"### group mail\n# @name group-mail\nGET {{graph}}/v1.0/groups/{{id}}?$filter=mail eq '{{mail}}' and x eq '{{domain}}'\n\n" +
	"### two\n# @name two\nGET {{graph}}/v1.0/a/{{one}}/{{other}}\n\n### plain\n# @name plain\nGET {{graph}}/v1.0/me\n\n" +
	"### gone\n# @name gone\nDELETE {{graph}}/v1.0/users/{{id}}\n"

func someRows(n int) (w kit.RunOnRows) {
	for i := range n {
		w.Rows = append(w.Rows, fmt.Appendf(nil, `{"id":"id-%d","displayName":"Person %d","mail":"p%d@x.example","list":[1]}`, i, i, i))
	}
	return w
}

func marking(t *testing.T) (*world, *staged, *user) {
	w := newWorld(t)
	writable(t, w, "contoso")
	w.write(t, "contoso", "queries/each.http", forEach)
	w.write(t, "contoso", "http-client.env.json", `{"contoso":{"domain":"x.example"}}`)
	s := w.stage(batching)
	return w, s, w.at(t, "contoso").presses(esc)
}

func TestASavedQueryRunsOnceForEachRow(t *testing.T) {
	_, s, u := marking(t)
	u.wishes(someRows(45)).sees("Run on 45 rows", "two: GET", "not every row has one, other", "plain: GET", "it has no variables")
	u.chooses("manager of").sees("Run “manager of” on 45 rows?", "{{userId}} is each row's id, first id-0", "3 requests to contoso, a row each, 20 in a request at most")
	if got := s.asked(); len(got) != 0 {
		t.Fatalf("sent %q without a yes", got)
	}
	u.presses("y").sees("200 OK", "Person 0")
	if got := s.asked(); len(got) != 3 || got[0] != "POST /v1.0/$batch" {
		t.Errorf("sent %q", got)
	}
}

func TestVariablesAreFilledFromTheMembersOfTheirNamesAndTheEnvironment(t *testing.T) {
	_, _, u := marking(t)
	u.wishes(someRows(2)).chooses("group mail").sees("{{id}} is each row's id", "{{mail}} is each row's mail", "{{domain}} is x.example for all").presses("y")
	u.sizes(200, 60).sees("/groups/id-1", "p1%40x.example")
}

func TestWritesOnRowsAreAskedForOneByOne(t *testing.T) {
	_, s, u := marking(t)
	u.wishes(someRows(2)).chooses("gone").presses("y").sees("Send this batch? All of its queries write", "DELETE https://graph.microsoft.com/v1.0/users/id-0", "DELETE https://graph.microsoft.com/v1.0/users/id-1")
	u.presses("n")
	if got := s.asked(); len(got) != 0 {
		t.Errorf("sent %q", got)
	}
}

func TestRowsThatCannotBeRunOnSayWhy(t *testing.T) {
	_, s, u := marking(t)
	u.wishes(kit.RunOnRows{}).sees("no row is marked")
	u.wishes(someRows(101)).sees("101 rows are more than a query is run for at once: at most 100")
	u.wishes(kit.RunOnRows{Rows: [][]byte{[]byte(`5`)}}).sees("✗", "row 1: it is no object")
	u.wishes(kit.RunOnRows{Rows: [][]byte{[]byte(`{"id":"a"}`), []byte(`{"id":null}`)}}).chooses("manager of").sees("not every row has userId")
	u.presses(esc).wishes(kit.RunOnRows{Rows: [][]byte{[]byte(`{"id":"../x"}`), []byte(`{"id":".."}`)}}).chooses("manager of").sees("✗ row 2", "cannot stand in a path")
	if got := s.asked(); len(got) != 0 {
		t.Errorf("sent %q", got)
	}
}
