package jsontable

import (
	"fmt"
	"strings"
	"testing"

	"graphguest/graphquery/jsondoc"
)

func pathsOf(columns []Column) string {
	var names []string
	for _, c := range columns {
		names = append(names, c.String())
	}
	return strings.Join(names, " ")
}

func TestColumnsComeInTheOrderInWhichTheyComeUp(t *testing.T) {
	table := tableOf(t, `{"@odata.etag":"x","id":"1","mail":null}`, `{"id":"2","a/b":1,"m@odata.navigationLink":""}`, `{"@removed":{"reason":"deleted"},"\u0069d":"3"}`)
	if got := pathsOf(table.Columns()); got != "@removed id mail a~1b" {
		t.Errorf("columns %s", got)
	}
	if got := pathsOf(table.Known()); got != "@removed id mail a~1b @odata.etag m@odata.navigationLink" {
		t.Errorf("known %s", got)
	}
	if got := pathsOf(table.Given([]string{"MAIL", "id", "Manager/displayName", "A~1B"})); got != "mail id Manager/displayName a~1b" {
		t.Errorf("given %s", got)
	}
	if got := table.Cell(2, ParseColumn("@removed")).Text(); got != "deleted" {
		t.Errorf("@removed reads %q", got)
	}
}

func TestColumnsAreFoundInTheFirstRowsAndTheLast(t *testing.T) {
	rows := make([]string, 1000)
	for i := range rows {
		rows[i] = fmt.Sprintf(`{"id":%d}`, i)
	}
	rows[sample-1], rows[sample], rows[999] = `{"early":1}`, `{"between":1}`, `{"late":1}`
	if got := pathsOf(tableOf(t, rows...).Columns()); got != "id early late" {
		t.Errorf("columns %s", got)
	}
}

func TestColumnsThatTurnUpLaterAreBehindTheOthers(t *testing.T) {
	first := []byte(`{"value":[{"id":1,"@odata.etag":""},`)
	d := indexed(t, jsondoc.NewOpen(first))
	table := New(d)
	if got := pathsOf(table.Columns()); got != "id" {
		t.Fatalf("columns %s", got)
	}
	table = table.Grown(indexed(t, d.Grown(first, []byte(`{"mail":1,"id":2}]}`))))
	if got := pathsOf(table.Known()); got != "id mail @odata.etag" {
		t.Errorf("columns %s", got)
	}
}

func TestAColumnIsReadAsItWasWritten(t *testing.T) {
	for _, c := range []Column{{Path: []string{"a/b", "~1", "~"}}, {Path: []string{""}}, {Path: []string{"manager", "displayName"}}} {
		if back := ParseColumn(c.String()); !back.Same(c) {
			t.Errorf("%q came back from %q as %q", c.Path, c.String(), back.Path)
		}
	}
}

func TestAColumnOfObjectsUnfoldsIntoTheirMembersAndBack(t *testing.T) {
	table := tableOf(t, `{"id":1,"m":{"a":1,"@odata.type":"","b/c":{"d":1}},"z":2}`, `{"m":null}`, `{"m":{"e":[1],"a":2}}`)
	columns := table.Columns()
	expanded, ok := table.Expand(columns, 1)
	if got := pathsOf(expanded); !ok || got != "id m/a m/b~1c m/e z" {
		t.Fatalf("expanded: %s", got)
	}
	deeper, ok := table.Expand(expanded, 2)
	if got := pathsOf(deeper); !ok || got != "id m/a m/b~1c/d m/e z" {
		t.Errorf("expanded again: %s", got)
	}
	if folded, ok := table.Fold(deeper, 2); !ok || pathsOf(folded) != pathsOf(expanded) {
		t.Errorf("folded back: %s", pathsOf(folded))
	}
	if folded, ok := table.Fold(deeper, 1); !ok || pathsOf(folded) != pathsOf(columns) {
		t.Errorf("folded all: %s", pathsOf(folded))
	}
	if _, ok := table.Expand(columns, 0); ok {
		t.Error("a number was expanded")
	}
	if _, ok := table.Fold(columns, 0); ok {
		t.Error("a column of the row was folded")
	}
	if look := table.Look(ParseColumn("m")); look[Object] != 2 || look[Null] != 1 || look.Rows() != 3 {
		t.Errorf("m looks like %v", look)
	}
}

func TestADocumentWithoutRowsIsAnEmptyTable(t *testing.T) {
	for _, body := range []string{``, `{"id":1}`, `{"value":[]}`, `"x"`, `{"value":[{"a":}`} {
		table := New(indexed(t, jsondoc.New([]byte(body))))
		o, err := table.Arrange(t.Context(), nil, Arrangement{Sort: []By{{Column: ParseColumn("a")}}, Filter: table.Filter("x", table.Given([]string{"a"}))}, nil)
		if err != nil || o.Len() != 0 || table.Rows() != 0 || len(table.Columns()) != 0 {
			t.Errorf("%s: %d rows, %d shown, columns %v, %v", body, table.Rows(), o.Len(), table.Columns(), err)
		}
		if got := string(table.Document(nil, nil)); got != "[\n]\n" {
			t.Errorf("%s: document %q", body, got)
		}
	}
}
