package jsondiff

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"graphguest/graphquery/jsondoc"
)

// canonical writes JSON in one way; with sorted also arrays in one order. ok is false for what a decoder would not keep.
func canonical(t testing.TB, text []byte, sorted bool) (string, bool) {
	if !utf8.Valid(text) || !json.Valid(text) || bytes.Contains(text, []byte(`\u`)) {
		return "", false
	}
	dec := json.NewDecoder(bytes.NewReader(text))
	dec.UseNumber()
	var v any
	if err := dec.Decode(&v); err != nil {
		return "", false
	}
	out := inOneWay(t, v, sorted)
	return out, strings.Count(out, ":") == bytes.Count(text, []byte(":")) // no name was there twice
}

func inOneWay(t testing.TB, v any, sorted bool) string {
	switch v := v.(type) {
	case map[string]any:
		var members []string
		for name, x := range v {
			members = append(members, inOneWay(t, name, sorted)+":"+inOneWay(t, x, sorted))
		}
		slices.Sort(members)
		return "{" + strings.Join(members, ",") + "}"
	case []any:
		var list []string
		for _, x := range v {
			list = append(list, inOneWay(t, x, sorted))
		}
		if sorted {
			slices.Sort(list)
		}
		return "[" + strings.Join(list, ",") + "]"
	case json.Number:
		return v.String()
	}
	text, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func FuzzCompare(f *testing.F) {
	for _, s := range [][2]string{
		{`{"a":1}`, `{"a":2,"b":[]}`}, {`[{"id":1},{"id":2}]`, `[{"id":2}]`}, {`{"value":[{"id":"a","x":[1,2]}]}`, `{"value":[]}`},
		{`[1,[2,[3]]]`, `[[1],2]`}, {`"a"`, `null`}, {`[{"name":1,"name":2}]`, `[{"name":-1e5}]`}, {`{"a":1,"a":1}`, `{"a":1}`},
	} {
		f.Add([]byte(s[0]), []byte(s[1]))
	}
	f.Fuzz(func(t *testing.T, a, b []byte) {
		there, err := compare(t.Context(), jsondoc.New(a), jsondoc.New(b))
		if err != nil {
			return
		}
		back, err := compare(t.Context(), jsondoc.New(b), jsondoc.New(a))
		if err != nil {
			t.Fatal(err)
		}
		if there.Added != back.Removed || there.Removed != back.Added || there.Changed != back.Changed || there.Noise != back.Noise {
			t.Errorf("there %+v, back %+v", there, back)
		}
		if d, err := compare(t.Context(), jsondoc.New(a), jsondoc.New(bytes.Clone(a))); err != nil || d.Count()+d.Noise > 0 {
			t.Errorf("differs from itself: %+v, %v", d, err)
		}
		x, okX := canonical(t, a, false)
		y, okY := canonical(t, b, false)
		if !okX || !okY {
			return
		}
		same := there.Count()+there.Noise == 0
		if x == y && !same {
			t.Errorf("the same, but: %+v", there)
		}
		x, _ = canonical(t, a, true)
		y, _ = canonical(t, b, true)
		if x != y && same {
			t.Errorf("a difference is not found between\n%s\n%s", x, y)
		}
	})
}
