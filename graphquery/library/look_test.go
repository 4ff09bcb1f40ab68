package library

import (
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"graphguest/graphquery"
)

var arranged = Look{
	Columns: []Column{{Path: "displayName", Width: 30}, {Path: "manager/mail"}, {Path: `odd "name"` + "\n\u2028", Count: true}},
	Filter:  `.value[] | select(.mail  == "a\u001b") # two  blanks`,
}

func TestALookIsKeptAndForgottenWithoutChangingAnythingElse(t *testing.T) {
	const before = "### Staff\r\n# @name staff\r\n# @gx {\"deltaLink\":{\"" + fabrikam + "\":\"" + linkB + "\"}, \"mine\":1.50}\r\n# of people\r\nGET {{graph}}/v1.0/users\r\n\r\n### Me\r\nGET {{graph}}/v1.0/me\r\n"
	l := shelf(t, map[string]string{own + "staff.http": before})
	look := func(s Saved, to Look) Saved {
		t.Helper()
		err := l.KeepLook(s, to)
		if err == nil {
			s, err = l.Find("staff")
		}
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	s, err := l.Find("staff")
	if err != nil || !s.Look.Empty() {
		t.Fatalf("%+v, %v", s, err)
	}
	if s = look(s, arranged); !reflect.DeepEqual(s.Look, arranged) || s.DeltaLinks[fabrikam] != linkB {
		t.Errorf("kept %+v", s)
	}
	if s = look(s, Look{Filter: "."}); !reflect.DeepEqual(s.Look, Look{Filter: "."}) {
		t.Errorf("kept %+v", s.Look)
	}
	file := read(t, filepath.Join(l.Dir, "staff.http"))
	if want := strings.Replace(before, `"mine":1.50}`, `"mine":1.50,"look":{"filter":"."}}`, 1); file != want {
		t.Errorf("the file is\n%s", file)
	}
	if look(s, Look{}); read(t, filepath.Join(l.Dir, "staff.http")) != before {
		t.Errorf("forgotten, and the file is\n%s", read(t, filepath.Join(l.Dir, "staff.http")))
	}
}

func TestANewQueryTakesItsLookAlong(t *testing.T) {
	l := shelf(t, nil)
	s, err := l.Save(Saved{Title: "Guests", Query: graphquery.Query{Path: "/users"}, Look: arranged})
	if err != nil || !reflect.DeepEqual(s.Look, arranged) {
		t.Fatalf("%+v, %v", s, err)
	}
	s.Look, s.Query.Path = Look{}, "/users?$top=5"
	if s, err = l.Save(s); err != nil || !reflect.DeepEqual(s.Look, arranged) {
		t.Errorf("changed without a word about it: %+v, %v", s.Look, err)
	}
	s.Look = Look{Filter: ".value"}
	if s, err = l.Save(s); err != nil || s.Look.Filter != ".value" || s.Look.Columns != nil {
		t.Errorf("%+v, %v", s.Look, err)
	}
}

func TestALookThatMeansNothingIsNone(t *testing.T) {
	for extra, want := range map[string]Look{
		`{"look":5}`: {}, `{"look":{"columns":{}}}`: {}, `{"look":null}`: {}, `[]`: {}, "": {},
		`{"look":{"columns":[{"width":5},{"path":"a","width":-3},{"path":"b","width":99999999}],"other":1}}`: {Columns: []Column{{Path: "a"}, {Path: "b", Width: widestColumn}}},
		`{"look":{"filter":"` + strings.Repeat("x", longestFilter+1) + `"}}`:                                 {},
	} {
		if got := lookOf(extra); !reflect.DeepEqual(got, want) {
			t.Errorf("%.60s is %+v", extra, got)
		}
	}
	l := shelf(t, map[string]string{own + "q.http": "### q\n# @gx no json\nGET /users\n"})
	s, _ := l.Find("q")
	if err := l.KeepLook(s, arranged); err == nil || !strings.Contains(err.Error(), "@gx") {
		t.Errorf("%v", err)
	}
	if err := l.KeepLook(s, Look{Columns: make([]Column, mostColumns+1)}); err == nil {
		t.Error("too many columns were kept")
	}
}
