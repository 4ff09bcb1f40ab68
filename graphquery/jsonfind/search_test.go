package jsonfind

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"graphguest/graphquery/jsondoc"
)

// words are what texts are made of: scripts, cases, signs, and letters that fold to another script.
var words = []string{"Jan", "jan", "JANET", "Käse", "KÄSE", "山田", "o'Neil", "a/b", "ſtark", "\u212Aelvin", "kelvin", "x\ny", "tab\t", `quo"te`, `back\slash`, "e9", "00e9", "é", "É", "u0041", "{", "null", "12"}

// quoted writes a text as JSON, its characters escaped at random.
func quoted(r *rand.Rand, text string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, c := range text {
		switch {
		case c == '"' || c == '\\':
			b.WriteString(`\` + string(c))
		case c == '\n':
			b.WriteString(`\n`)
		case c == '\t':
			b.WriteString(`\t`)
		case r.IntN(6) == 0 && c < 0x10000:
			fmt.Fprintf(&b, `\u%04x`, c)
		case r.IntN(6) == 0 && c < 0x10000:
			fmt.Fprintf(&b, `\u%04X`, c)
		default:
			b.WriteRune(c)
		}
	}
	b.WriteByte('"')
	return b.String()
}

// document is a collection of n rows.
func document(t testing.TB, r *rand.Rand, n int) *jsondoc.Doc {
	t.Helper()
	word := func() string { return words[r.IntN(len(words))] + words[r.IntN(len(words))] }
	var b strings.Builder
	b.WriteString(`{"value":[`)
	for i := range n {
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, `{%s:%s,%s : %d,"deep":{"list":[%s,true]}}`, quoted(r, word()), quoted(r, word()), quoted(r, word()), r.IntN(1000), quoted(r, word()))
	}
	b.WriteString("]}")
	d := jsondoc.New([]byte(b.String()))
	if err := d.Index(t.Context()); err != nil {
		t.Fatal(err)
	}
	return d
}

func TestEveryLineIsFoundThatShowsThePattern(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	patterns := []string{"jan", "Jan", "JAN", "é", "É", "käse", "e9", "00e9", "u00", "n", `"jan`, `": "`, `": "jan`, "o'neil", "'", "a/b", "/", "stark", "kelvin", "K",
		`quo\"te`, `\\`, `\n`, "re:^ *\"deep", "re:[0-9]{3}", "/jan|käse/", "re:ja.et", "re:(jan)+et", "{", "null", "12", "山", "re:.", "slash"}
	for _, n := range []int{0, 1, 30, 900} {
		d := document(t, r, n)
		lines, _ := d.Len()
		for _, text := range patterns {
			p, err := Compile(text)
			if err != nil {
				t.Fatalf("%q: %v", text, err)
			}
			var want []int
			for _, l := range d.Lines(0, lines) {
				shown := l.String()[2*l.Depth:]
				if p.shown.MatchString(shown) {
					want = append(want, l.Number-1)
				}
			}
			s := New(d, p)
			if err := s.Run(t.Context()); err != nil {
				t.Fatal(err)
			}
			if got, complete := s.Count(); got != len(want) || !complete {
				t.Fatalf("%q is found on %d of %d lines, want %d", text, got, lines, len(want))
			}
			walks(t, s, want, lines)
			walks(t, New(d, p), want, lines) // before it has been counted
		}
	}
}

// walks goes from hit to hit, both ways and around the ends.
func walks(t *testing.T, s *Search, want []int, lines int) {
	t.Helper()
	for range 5 {
		from := rand.IntN(lines + 1)
		hit, ok, wrapped := s.Next(t.Context(), from, true)
		i := slices.IndexFunc(want, func(line int) bool { return line > from })
		if ok != (len(want) > 0) || ok && (i >= 0 && hit != want[i] || i < 0 && (hit != want[0] || !wrapped)) {
			t.Fatalf("behind %d comes %d, %v, %v of %v", from, hit, ok, wrapped, want)
		}
		hit, ok, _ = s.Next(t.Context(), from, false)
		before := 0
		for before < len(want) && want[before] < from {
			before++
		}
		if ok && (before > 0 && hit != want[before-1] || before == 0 && hit != want[len(want)-1]) {
			t.Fatalf("before %d comes %d of %v", from, hit, want)
		}
	}
	if _, complete := s.Count(); complete && len(want) > 0 {
		i := rand.IntN(len(want))
		if n := s.Ordinal(want[i]); n != i+1 {
			t.Fatalf("line %d is number %d, want %d", want[i], n, i+1)
		}
	}
}

func TestASearchGoesOnWhereADocumentGrows(t *testing.T) {
	row := `{"displayName":"Janet Example","mail":"janet@fabrikam.com","department":"IT and what belongs to it"},`
	whole := []byte(`{"value":[` + strings.Repeat(row, 5000) + `{}]}`)
	d := jsondoc.NewOpen()
	p, _ := Compile("janet")
	s := New(d, p)
	for at := 0; at < len(whole); {
		at = min(at+60_000, len(whole))
		d = d.GrownOpen(whole[:at])
		if err := d.Index(t.Context()); err != nil {
			t.Fatal(err)
		}
		s = s.Grown(d)
		if err := s.Run(t.Context()); err != nil {
			t.Fatal(err)
		}
		lines, _ := d.Len()
		want := 0
		for _, l := range d.Lines(0, lines) {
			if strings.Contains(strings.ToLower(l.String()), "janet") {
				want++
			}
		}
		if n, _ := s.Count(); n != want {
			t.Fatalf("%d lines are found in the first %d bytes, want %d", n, at, want)
		}
	}
}

func TestWhatIsNoPatternIsSaid(t *testing.T) {
	for text, want := range map[string]string{"": "nothing to search for", "re:": "nothing to search for", "re:(": "missing closing )", "/[/": "missing closing ]", "re:a*": "finds nothing"} {
		if _, err := Compile(text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func TestASearchThatIsNotWantedEnds(t *testing.T) {
	d := document(t, rand.New(rand.NewPCG(3, 4)), 3000)
	p, _ := Compile("re:[a-z]+x[a-z]+")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	s := New(d, p)
	if err := s.Run(ctx); err != context.Canceled {
		t.Errorf("it ends with %v", err)
	}
	if _, ok, _ := s.Next(ctx, 0, true); ok {
		t.Error("it found something")
	}
	if _, complete := s.Count(); complete {
		t.Error("it says that it has looked everywhere")
	}
}

func TestTheKeysOfADocumentAreListed(t *testing.T) {
	d := jsondoc.New([]byte(`{"a":1,"b\u0063":{"a":[{"a":2}]},"x":"a","":null}`))
	_ = d.Index(t.Context())
	want := []Key{{"a", 1, 3}, {"bc", 2, 1}, {"x", 9, 1}, {"", 10, 1}}
	if got := Keys(t.Context(), d, 10); !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	if got := Keys(t.Context(), d, 2); len(got) != 2 || got[0].Count != 3 {
		t.Errorf("%v", got)
	}
}

func users(n int) []byte {
	var b bytes.Buffer
	b.WriteString(`{"value":[`)
	for i := 0; b.Len() < n; i++ {
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, `{"id":"%08x-1111-4222-8333-444455556666","displayName":"Person %d","mail":"person%d@fabrikam.com","department":null}`, i*7919, i, i)
	}
	b.WriteString("]}")
	return b.Bytes()
}

func BenchmarkSearchOf20MB(b *testing.B) {
	body := users(20 << 20)
	d := jsondoc.New(body)
	_ = d.Index(b.Context())
	for _, text := range []string{"kowalczyk99999999", "aeaeae", `"displayNameX`, "Zebra", "person", "re:zz[0-9]+q"} {
		b.Run(text, func(b *testing.B) {
			p, err := Compile(text)
			if err != nil {
				b.Fatal(err)
			}
			b.SetBytes(int64(len(body)))
			for b.Loop() {
				_ = New(d, p).Run(b.Context())
			}
		})
	}
}
