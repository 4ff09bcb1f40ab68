package jsondiff

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"graphguest/graphquery/jsondoc"
)

var marks = map[Kind]string{Changed: "~", Added: "+", Removed: "-"}

// told are the differences as lines.
func told(t testing.TB, a, b *jsondoc.Doc) (lines []string) {
	t.Helper()
	d, err := compare(t.Context(), a, b)
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range d.Differences {
		line := fmt.Sprintf("%s %s %s>%s", marks[x.Kind], x.Path, x.Old, x.New)
		if x.Noise {
			line = "(" + line + ")"
		}
		lines = append(lines, line)
	}
	return lines
}

func TestDifferencesByPath(t *testing.T) {
	for _, c := range []struct{ name, a, b, want string }{
		{"nothing", `{"a":[1,{"b":null}]}`, ` { "a" : [ 1 , { "b" : null } ] } `, ""},
		{"order of members", `{"a":1,"b":2}`, `{"b":2,"a":1}`, ""},
		{"escapes", `{"a":"\u00e9\/","\u0061b":1}`, `{"ab":1,"a":"é/"}`, ""},
		{"a number written otherwise", `[1]`, `[1.0]`, "~ [0] 1>1.0"},
		{"a long number", `[12345678901234567890]`, `[12345678901234567891]`, "~ [0] 12345678901234567890>12345678901234567891"},
		{"another type", `{"a":1}`, `{"a":"1"}`, `~ a 1>"1"`},
		{"null is not nothing", `{"a":null}`, `{}`, "- a null>"},
		{"the whole", `[]`, `{}`, "~  []>{}"},
		{"an array in its place", `{"a":[1]}`, `{"a":{"b":1}}`, `~ a [1]>{"b":1}`},
		{"an inserted row", `{"value":[{"id":"1"},{"id":"3"}]}`, `{"value":[{"id":"1"},{"id":"2"},{"id":"3"}]}`, `+ value/[id 2] >{"id":"2"}`},
		{"a removed row", `[{"id":1,"x":1},{"id":2},{"id":3}]`, `[{"id":3},{"x":2,"id":1}]`, `- [id 2] {"id":2}>|~ [id 1]/x 1>2`},
		{"rows that changed places", `[{"id":1},{"id":2}]`, `[{"id":2},{"id":1}]`, ""},
		{"all rows are new", `{"value":[]}`, `{"value":[{"id":1}]}`, `+ value/[id 1] >{"id":1}`},
		{"another key", `[{"id":"x","skuId":"a"},{"id":"x","skuId":"b","n":1}]`, `[{"id":"x","skuId":"b","n":2}]`, `- [skuId a] {"id":"x","skuId":"a"}>|~ [skuId b]/n 1>2`},
		{"a shared id", `[{"id":1},{"id":1,"a":1},{"id":2}]`, `[{"id":0},{"id":1},{"id":1,"a":2},{"id":2}]`, `+ [id 0] >{"id":0}|~ [id 1]/a 1>2`},
		{"no key in one row", `[{"id":1},{"x":1}]`, `[{"x":1},{"id":1}]`, `- [0]/id 1>|+ [0]/x >1|- [1]/x 1>|+ [1]/id >1`},
		{"by index", `["a","b","c"]`, `["a","c"]`, `~ [1] "b">"c"|- [2] "c">`},
		{"added by index", `[[],[1]]`, `[[2],[1],3]`, `+ [0]/[0] >2|+ [2] >3`},
		{"noise", `{"@odata.context":"a","value":[{"@odata.etag":"1","id":1}]}`, `{"@odata.context":"b","x":0,"value":[{"@odata.etag":"2","id":1}]}`,
			`(~ @odata.context "a">"b")|+ x >0|(~ value/[id 1]/@odata.etag "1">"2")`},
		{"noise of a member", `{"members@odata.nextLink":"a"}`, `{"members@odata.nextLink":"b"}`, `(~ members@odata.nextLink "a">"b")`},
		{"a name twice", `{"a":1,"a":2}`, `{"a":1,"b":0,"a":3}`, `+ b >0|~ a 2>3`},
		{"a key that looks like a path", `{"a/b":1}`, `{"a/b":2}`, `~ a/b 1>2`},
		{"scalars", `1`, `2`, "~  1>2"},
	} {
		got := strings.Join(told(t, jsondoc.New([]byte(c.a)), jsondoc.New([]byte(c.b))), "|")
		if got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, got, c.want)
		}
	}
}

func TestSequencesAreComparedLikeArrays(t *testing.T) {
	a, b := []byte(`{"id":1}`+"\n"+`{"id":2}`+"\n"), []byte(`{"id":2,"x":1}{"id":1}`)
	got := told(t, jsondoc.NewSequence(a), jsondoc.NewSequence(b))
	if want := []string{"+ [id 2]/x >1"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	got = told(t, jsondoc.NewSequence(a), jsondoc.NewSequence())
	if len(got) != 2 || !strings.HasPrefix(got[0], "- [id 1]") && !strings.HasPrefix(got[0], "- [0]") {
		t.Errorf("beside nothing: %q", got)
	}
	got = told(t, jsondoc.NewSequence([]byte(" ")), jsondoc.New([]byte(`{"a":1}`)))
	if want := []string{`~  >{"a":1}`}; !slices.Equal(got, want) {
		t.Errorf("beside an object: %q", got)
	}
}

func TestWhatIsNoJSONIsRefusedInWords(t *testing.T) {
	good := jsondoc.New([]byte(`{}`))
	for _, c := range []struct {
		a, b *jsondoc.Doc
		want string
	}{
		{jsondoc.New([]byte("{\n\"a\":}")), good, "the first of the two is no JSON: line 3"},
		{good, jsondoc.New(), "the second of the two is no JSON"},
		{good, jsondoc.NewText([]byte("hello")), "the second of the two is no JSON"},
		{good, jsondoc.NewOpen([]byte(`{"a":[1,`)), "the second of the two is no JSON"},
	} {
		if _, err := compare(t.Context(), c.a, c.b); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("got %v, want %s", err, c.want)
		}
	}
}

func TestOfTooManyDifferencesTheRestIsCounted(t *testing.T) {
	const n = mostKept + 1234
	rows := func(etag, x string) *jsondoc.Doc {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, `,{"@odata.etag":%q,"id":%d,"x":%s}`, etag, i, x)
		}
		return jsondoc.New([]byte("[" + b.String()[1:] + "]"))
	}
	d, err := compare(t.Context(), rows("a", "1"), rows("b", "2"))
	if err != nil {
		t.Fatal(err)
	}
	if d.Changed != n || d.Noise != n || len(d.Differences) != mostKept+mostNoise || d.Left != 2*n-mostKept-mostNoise {
		t.Errorf("changed %d, noise %d, kept %d, left %d", d.Changed, d.Noise, len(d.Differences), d.Left)
	}
}

func TestACancelledComparisonEnds(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if d, err := compare(ctx, jsondoc.New([]byte(`[1]`)), jsondoc.New([]byte(`[2]`))); d != nil || err != context.Canceled {
		t.Errorf("got %v, %v", d, err)
	}
}

// write writes a value as JSON: members in any order, texts escaped and white space at random.
func write(r *rand.Rand, v any) string {
	space := func() string { return []string{"", "", "", " ", "\n\t"}[r.IntN(5)] }
	switch v := v.(type) {
	case map[string]any:
		var members []string
		for name, x := range v {
			members = append(members, space()+write(r, name)+space()+":"+space()+write(r, x)+space())
		}
		return "{" + strings.Join(members, ",") + "}"
	case []any:
		var list []string
		for _, x := range v {
			list = append(list, space()+write(r, x)+space())
		}
		return "[" + strings.Join(list, ",") + "]"
	case string:
		var b strings.Builder
		for _, c := range v {
			if r.IntN(8) == 0 || c == '"' || c == '\\' {
				fmt.Fprintf(&b, `\u%04x`, c)
			} else {
				b.WriteRune(c)
			}
		}
		return `"` + b.String() + `"`
	}
	text, _ := json.Marshal(v)
	return string(text)
}

// inParts is a document of parts that end where they may.
func inParts(r *rand.Rand, text string) *jsondoc.Doc {
	var parts [][]byte
	for rest := []byte(text); len(rest) > 0; {
		n := min(1+r.IntN(300), len(rest))
		if cut := jsondoc.Cut(rest[:n], false); n < len(rest) && cut > 0 {
			n = cut
		} else {
			n = len(rest)
		}
		parts, rest = append(parts, slices.Clip(rest[:n])), rest[n:]
	}
	return jsondoc.New(parts...)
}

var texts = []string{"Jan", "Käse, mild", "山田", `quo"te`, `back\slash`, "[{", "}],", "", "a:b"}

func someRow(r *rand.Rand, id int) map[string]any {
	row := map[string]any{"id": fmt.Sprintf("id,%d", id), "list": []any{r.IntN(9), texts[r.IntN(len(texts))], map[string]any{}}, "deep": map[string]any{"x": []any{}}}
	for i := range 4 {
		row[fmt.Sprintf("%s %d", texts[r.IntN(len(texts))], i)] = texts[r.IntN(len(texts))]
	}
	return row
}

func copied(v any) any {
	switch v := v.(type) {
	case map[string]any:
		c := map[string]any{}
		for k, x := range v {
			c[k] = copied(x)
		}
		return c
	case []any:
		c := make([]any, len(v))
		for i, x := range v {
			c[i] = copied(x)
		}
		return c
	}
	return v
}

func TestExactlyWhatWasEditedIsFound(t *testing.T) {
	for seed := range uint64(400) {
		r := rand.New(rand.NewPCG(seed, 7))
		var rows []any
		for id := range 1 + r.IntN(60) {
			rows = append(rows, someRow(r, id))
		}
		var now []any
		var want []string
		for i, row := range rows {
			at := fmt.Sprintf("value/[id id,%d]", i)
			changed := copied(row).(map[string]any)
			switch r.IntN(8) {
			case 0:
				want = append(want, "- "+at)
				continue
			case 1:
				now = append(now, someRow(r, 1000+i))
				want = append(want, fmt.Sprintf("+ value/[id id,%d]", 1000+i))
			case 2:
				changed["list"].([]any)[0] = "new"
				want = append(want, "~ "+at+"/list/[0]")
			case 3:
				changed["deep"].(map[string]any)["x"] = []any{map[string]any{"name": "n"}}
				want = append(want, "+ "+at+"/deep/x/[name n]")
			case 4:
				delete(changed, "deep")
				changed["more"] = nil
				want = append(want, "- "+at+"/deep", "+ "+at+"/more")
			}
			now = append(now, changed)
		}
		if r.IntN(2) == 0 {
			r.Shuffle(len(now), func(i, j int) { now[i], now[j] = now[j], now[i] })
		}
		if len(now) == 0 {
			continue
		}
		a := inParts(r, write(r, map[string]any{"n": 1, "value": rows, "z": "end"}))
		b := inParts(r, write(r, map[string]any{"n": 1, "value": now, "z": "end"}))
		d, err := compare(t.Context(), a, b)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, x := range d.Differences {
			got = append(got, marks[x.Kind]+" "+x.Path.String())
			for _, v := range [][]byte{x.Old, x.New} {
				if v != nil && !json.Valid(v) {
					t.Fatalf("seed %d: %s: %q is no value", seed, x.Path, v)
				}
			}
		}
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Fatalf("seed %d:\n got %q\nwant %q", seed, got, want)
		}
	}
}

func TestADocumentMayBeIndexedMeanwhile(t *testing.T) {
	a, b := inParts(rand.New(rand.NewPCG(1, 1)), string(people(2000, 0))), jsondoc.New(people(2000, 100))
	over := make(chan error)
	go func() { over <- a.Index(t.Context()) }()
	d, err := compare(t.Context(), a, b)
	if err != nil || d.Changed != 20 {
		t.Errorf("got %v, %v", d, err)
	}
	if err := <-over; err != nil {
		t.Error(err)
	}
}

// compare compares two documents at once.
func compare(ctx context.Context, a, b *jsondoc.Doc) (*Diff, error) { return New(a, b).Run(ctx) }
