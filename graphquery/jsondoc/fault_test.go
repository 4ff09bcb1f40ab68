package jsondoc

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestBrokenJSONIsShownUpToTheFaultAndRawAfterIt(t *testing.T) {
	for _, c := range []struct {
		in        string
		want      string
		line, col int
		reason    string
	}{
		{"{\"a\":1,\"b\": nope,\n \"c\":2}", "{\n  \"a\": 1,\n  \"b\": \nnope,\n \"c\":2}", 4, 1, "invalid character 'o'"},
		{`[1,2`, "[\n  1,\n  2", 3, 4, "ends in the middle"},
		{`{"a":"cut of`, "{\n  \"a\": \"cut of", 2, 15, "ends in the middle"},
		{`{} {}`, "{}\n{}", 2, 1, "more text follows"},
		{`[1]]`, "[\n  1\n]\n]", 4, 1, ""},
		{"", "", 1, 1, "empty"},
		{" \n ", "", 1, 1, "empty"},
		{"\xef\xbb\xbf[1]", "[\n  1\n]", 0, 0, ""},
		{"<html>\n<b>proxy</b>\n", "<html>\n<b>proxy</b>", 1, 1, "invalid character '<'"},
	} {
		d := indexed(t, New([]byte(c.in)))
		if got := text(d, 0, 99); got != c.want {
			t.Errorf("%q is shown as\n%s\nwant\n%s", c.in, got, c.want)
		}
		line, col, err := d.Fault()
		if line != c.line || col != c.col || (err != nil) != (c.line > 0) {
			t.Errorf("%q: fault at %d:%d, %v; want %d:%d", c.in, line, col, err, c.line, c.col)
		}
		if err != nil && !strings.Contains(err.Error(), c.reason) {
			t.Errorf("%q: the reason is %q, want %q", c.in, err, c.reason)
		}
	}
}

func TestAFaultFarInsideLeavesTheLinesBeforeItAlone(t *testing.T) {
	good := users(200_000)
	whole := indexed(t, New(good))
	lines, _ := whole.Len()
	broken := indexed(t, New(append(good[:len(good)-2:len(good)-2], "!!\nend"...)))
	line, col, err := broken.Fault()
	if line != lines-1 || col != 1 || err == nil {
		t.Errorf("fault at %d:%d, %v; want %d:1", line, col, err, lines-1)
	}
	if n, complete := broken.Len(); n != lines || !complete {
		t.Errorf("%d lines, want %d", n, lines)
	}
	if text(whole, 0, lines-2) != text(broken, 0, lines-2) {
		t.Error("lines before the fault changed")
	}
	last := broken.Lines(lines-2, 9)
	if len(last) != 2 || last[0].Spans[0] != (Span{Broken, "!!"}) || last[1].Spans[0] != (Span{Broken, "end"}) {
		t.Errorf("behind the fault: %q", last)
	}
}

func TestNestingEndsAtALimitThatIsSaid(t *testing.T) {
	deep := func(n int) *Doc {
		return indexed(t, New([]byte(strings.Repeat("[", n)+strings.Repeat("]", n))))
	}
	if _, _, err := deep(deepest).Fault(); err != nil {
		t.Errorf("%d levels: %v", deepest, err)
	}
	line, _, err := deep(deepest + 1).Fault()
	if err != errTooDeep || line != deepest+1 {
		t.Errorf("%d levels: line %d, %v", deepest+1, line, err)
	}
}

func TestTheJSONTestSuiteAgrees(t *testing.T) {
	files, _ := filepath.Glob("../../../shared/data/jsontestsuite/test_parsing/*.json")
	if len(files) == 0 {
		t.Skip("JSONTestSuite is not in ../shared/data beside the module")
	}
	for _, file := range files {
		body, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		d := indexed(t, New(body))
		_, _, fault := d.Fault()
		name := filepath.Base(file)
		switch {
		case name[0] == 'y' && fault != nil:
			t.Errorf("%s is JSON, and refused: %v", name, fault)
		case name[0] == 'n' && fault == nil:
			t.Errorf("%s is no JSON, and taken", name)
		}
		mustHold(t, d)
		survives(t, d)
		if n, _ := d.Len(); fault == nil && n < 300 {
			agrees(t, d)
		}
	}
}

// mustHold checks what is true of any document: its lines can be reached from
// anywhere, and there are as many as Len says.
func mustHold(t *testing.T, d *Doc) {
	t.Helper()
	n, complete := d.Len()
	all := d.Lines(0, n+1)
	if len(all) != n || !complete {
		t.Errorf("Len says %d, %v; there are %d lines", n, complete, len(all))
	}
	for from := 0; from < n; from += max(n/7, 1) {
		if got, want := d.Lines(from, 1)[0].String(), all[from].String(); got != want {
			t.Errorf("line %d alone is %q, in its row %q", from, got, want)
		}
	}
	if line, _, err := d.Fault(); err != nil && line > n+1 {
		t.Errorf("the fault is on line %d of %d", line, n)
	}
}

func FuzzDoc(f *testing.F) {
	for _, s := range []string{`{"a":[1,{"b":null}]}`, `[[[[`, `}{,:"`, `"\ud83d\ude00`, "1\n2\r\n3", `{"a":{},"b":[ ]}`, "\x00\xff"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		New(body).Lines(3, 10)
		mustHold(t, indexed(t, New(body)))
		mustHold(t, indexed(t, NewText(body)))
		parted := New(body[:len(body)/3], body[len(body)/3:len(body)/2], body[len(body)/2:])
		mustHold(t, indexed(t, parted))
		mustHold(t, indexed(t, parted.Grown(body[:len(body)/3], body)))
	})
}
