package resultpane

import (
	"strings"
	"testing"
	"time"

	"graphguest/graphquery"
	"graphguest/tui/kit"
	"graphguest/tui/safetext/hostile"
)

// pages is what a pager would show.
func (u user) pages() (what, text string) {
	w, b, _ := u.Pane.(*Model).Text()
	return w, string(b)
}

func TestThePagerGetsTheAnswerAsItIsOnTheScreen(t *testing.T) {
	for body, want := range map[string]string{
		`{"a":"\u5c71","b":[],"c":[1,2.50],"d":{}}`: "{\n  \"a\": \"山\",\n  \"b\": [],\n  \"c\": [\n    1,\n    2.50\n  ],\n  \"d\": {}\n}\n",
		"\ufeff[1]":              "[\n  1\n]\n",
		`12345678901234567890.0`: "12345678901234567890.0\n",
		`{"a":1,"a":2}`:          "{\n  \"a\": 1,\n  \"a\": 2\n}\n",
		`{"a":1,"b":oops}`:       "{\n  \"a\": 1,\n  \"b\": \noops}\n",
	} {
		u := look(t, 80, 24)
		u.gets(ok(body))
		what, text := u.pages()
		if what != "the answer" || text != want {
			t.Errorf("%s of %s:\n%s", what, body, text)
		}
		if screen := unpadded(u.Screen()); !strings.HasPrefix(screen+"\n", unpadded(text)) {
			t.Errorf("the screen shows it otherwise:\n%s", screen)
		}
	}
}

func TestThePagerGetsLongValuesWhole(t *testing.T) {
	long := strings.Repeat("x", 1<<20)
	u := look(t, 80, 24)
	u.gets(ok(`{"content":"` + long + `"}`))
	if _, text := u.pages(); !strings.Contains(text, long+`"`) {
		t.Errorf("%d bytes of %d", len(text), len(long))
	}
}

func TestThePagerGetsTextInItsLines(t *testing.T) {
	u := look(t, 80, 24)
	u.gets(typed("text/csv", "id\tname\r\n1\tJanet"))
	if _, text := u.pages(); text != "id      name\n1       Janet\n" {
		t.Errorf("%q", text)
	}
}

func TestThePagerGetsNothingWhereThereIsNothing(t *testing.T) {
	for name, meet := range map[string]func(user){
		"at the start":  func(user) {},
		"on the way":    func(u user) { u.starts(1) },
		"no body":       func(u user) { u.gets(ok("")) },
		"binary":        func(u user) { u.gets(typed("image/png", "\x89PNG")) },
		"no connection": func(u user) { u.fails(errUnreachable) },
		"a new run":     func(u user) { u.gets(ok("{}")); u.starts(8) },
	} {
		u := look(t, 80, 24)
		meet(u)
		if what, text, ok := u.Pane.(*Model).Text(); ok {
			t.Errorf("%s: %s, %s", name, what, text)
		}
	}
}

func TestThePagerGetsRefusalsAndParts(t *testing.T) {
	u := look(t, 80, 24)
	u.refused()
	if what, text := u.pages(); what != "Graph's refusal" || !strings.Contains(text, `"code": "Authorization_RequestDenied"`) {
		t.Errorf("%s: %s", what, text)
	}
	u.breaks(`{"value":[1`)
	if what, text := u.pages(); what != "the part of the answer that came" || text != "{\n  \"value\": [\n    1\n" {
		t.Errorf("%s: %q", what, text)
	}
}

func TestWhatGrowsBeyondMeasureIsCutAndSaysSo(t *testing.T) {
	deep := strings.Repeat("[", 2000) + strings.Repeat("1,", 1<<20)
	for name, text := range map[string]string{
		"deep":   string(paged(isJSON, 1<<20, []byte(deep+"1"+strings.Repeat("]", 2000)))),
		"broken": string(paged(isJSON, 1<<20, []byte(deep))),
		"text":   string(paged(isText, 1<<20, []byte(strings.Repeat("a line\n", 1<<18)))),
		"a line": string(paged(isText, 1<<20, []byte(strings.Repeat("x", 2<<20)))),
	} {
		if len(text) > 1<<20+100 || len(text) < 1<<20-10_000 || !strings.HasSuffix(text, "\n… cut here: the rest is more than 1.0 MB\n") {
			t.Errorf("%s: %d bytes that end in %q", name, len(text), text[max(len(text)-100, 0):])
		}
	}
}

func TestNothingOfTheCorpusReachesAPager(t *testing.T) {
	corpus, found := hostile.Packed(8)
	for _, s := range corpus {
		for _, r := range []*graphquery.Result{ok(`{"a":` + quoted(s) + `}`), ok(`{"a":` + quoted(s) + `,"b":` + s), typed("text/plain", s)} {
			u := look(t, 80, 24)
			u.gets(r)
			_, text := u.pages()
			for line := range strings.Lines(text) {
				if why := hostile.Smuggled(strings.TrimSuffix(line, "\n")); why != "" {
					t.Errorf("%s in %.80q", why, line)
				}
			}
		}
	}
	if !found {
		t.Skip("only the built-in samples: the shared corpus is not beside the module")
	}
}

func TestAPageIsPromisedWithoutBeingMade(t *testing.T) {
	m := large(false)
	start := time.Now()
	for range 1000 {
		if what, _, ok := m.Page(); what != "the answer" || !ok {
			t.Fatal("no page of 50 MB")
		}
	}
	if took := time.Since(start); took > 200*time.Millisecond {
		t.Errorf("a thousand promises took %s", took)
	}
}

func BenchmarkPage50MB(b *testing.B) {
	m := large(false)
	m.Update(kit.Tick{})
	for b.Loop() {
		_, text, _ := m.Page()
		text()
	}
}

// unpadded is a screen without the blanks at the ends of its rows.
func unpadded(screen string) string {
	rows := strings.Split(screen, "\n")
	for i := range rows {
		rows[i] = strings.TrimRight(rows[i], " ")
	}
	return strings.Join(rows, "\n")
}
