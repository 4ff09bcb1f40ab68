package jsontable

import (
	"encoding/json"
	"fmt"
	"math/big"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode"

	"graphguest/graphquery/jsondoc"
)

// scalars are values that are hard to compare, to decode, or to find.
var scalars = []string{
	`null`, `true`, `false`, `0`, `-0`, `0.0`, `1`, `1.0`, `1e0`, `10e-1`, `-1`, `2`, `9007199254740992`, `9007199254740993`,
	`9007199254740993.00000000000000000000000001`, `1e400`, `2e400`, `-1e400`, `1e-400`, `0.30000000000000004`, `0.3`,
	`""`, `"a"`, `"A"`, `"\u0061"`, `"b"`, `"Adele Vance"`, `"ADELE VANCE"`, `"adele@fabrikam.com"`, `"É"`, `"é"`, `"\u00e9"`,
	`"straße"`, `"K"`, `"k"`, "\"\u212a\"", `"山田 太郎"`, `"山田 次郎"`, `"😀"`, `"\ud83d\ude00"`, `"\ud83d"`, "\"\xff\"", "\"a\xe5\xb1\"",
	`"a\"b"`, `"back\\"`, `"tab\t\u001b[31m"`, `"\/x"`, `"2024-01-31T10:00:00Z"`, `"2023-12-31"`, `"1002"`, `"a longer text, Small"`, `"a longer text, small"`,
}

var memberNames = []string{"id", "Name", "name", "a/b", "t~x", "@removed", "@odata.etag", `q\"uote`, `\u0069d`, "value", "deep"}

func randomValue(r *rand.Rand, depth int, b *strings.Builder) {
	switch r.IntN(8) {
	case 0:
		if depth > 0 {
			randomObject(r, depth-1, b)
			return
		}
	case 1:
		if depth > 0 {
			b.WriteString("[")
			for i := range r.IntN(4) {
				b.WriteString([]string{"", ", "}[min(i, 1)])
				randomValue(r, depth-1, b)
			}
			b.WriteString("]")
			return
		}
	}
	b.WriteString(scalars[r.IntN(len(scalars))])
}

func randomObject(r *rand.Rand, depth int, b *strings.Builder) {
	gap := func() { b.WriteString([]string{"", "", " ", "\n"}[r.IntN(4)]) }
	b.WriteString("{")
	for i := range r.IntN(7) {
		b.WriteString([]string{"", ","}[min(i, 1)])
		gap()
		fmt.Fprintf(b, `"%s"`, memberNames[r.IntN(len(memberNames))])
		gap()
		b.WriteString(":")
		gap()
		randomValue(r, depth, b)
		gap()
	}
	b.WriteString("}")
}

func randomRows(r *rand.Rand, n int) []string {
	rows := make([]string, n)
	for i := range rows {
		var b strings.Builder
		if r.IntN(20) == 0 {
			randomValue(r, 1, &b)
		} else {
			randomObject(r, 2, &b)
		}
		rows[i] = b.String()
	}
	return rows
}

func tableOf(t testing.TB, rows ...string) *Table {
	t.Helper()
	d := jsondoc.New([]byte(`{"value":[` + strings.Join(rows, ",") + `]}`))
	return New(indexed(t, d))
}

func indexed(t testing.TB, d *jsondoc.Doc) *jsondoc.Doc {
	t.Helper()
	if err := d.Index(t.Context()); err != nil {
		t.Fatal(err)
	}
	return d
}

// anyColumn is one of those that random rows have.
func anyColumn(r *rand.Rand) Column {
	name := func() string {
		return strings.NewReplacer(`q\"uote`, `q"uote`, `\u0069d`, "id").Replace(memberNames[r.IntN(len(memberNames))])
	}
	c := Column{Path: []string{name()}}
	if r.IntN(4) == 0 {
		c.Path = append(c.Path, name())
	}
	c.Count = r.IntN(6) == 0
	return c
}

// expected is what encoding/json finds in a row; nil = nothing.
func expected(row string, c Column) json.RawMessage {
	value := json.RawMessage(row)
	for depth, name := range c.Path {
		var members map[string]json.RawMessage
		if json.Unmarshal(value, &members) != nil || members == nil {
			if depth > 0 || name != "value" {
				return nil
			}
			members = map[string]json.RawMessage{"value": value} // the row is no object
		}
		if value = members[name]; value == nil {
			return nil
		}
	}
	switch {
	case c.Count && value[0] == '[':
		var list []any
		json.Unmarshal(value, &list)
		return json.RawMessage(fmt.Sprint(len(list)))
	case len(c.Path) == 1 && c.Path[0] == removed && value[0] == '{':
		if why := expected(string(value), Column{Path: []string{"reason"}}); why != nil {
			return why
		}
	}
	return value
}

// precedes is the order of two cells by decoding them: negative, 0 or positive.
func precedes(a, b json.RawMessage, descending bool) int {
	ca, cb := classOf(a), classOf(b)
	order := int(ca) - int(cb)
	if order == 0 {
		order = comparedDecoded(ca, a, b)
	}
	if descending && ca < last && cb < last {
		return -order
	}
	return order
}

func classOf(v json.RawMessage) class {
	if v == nil {
		return missing
	}
	return map[byte]class{'n': nulls, 't': bools, 'f': bools, '"': texts, '[': lists, '{': objects}[v[0]] +
		map[bool]class{true: numbers}[strings.IndexByte("-0123456789", v[0]) >= 0]
}

func comparedDecoded(c class, a, b json.RawMessage) int {
	var ta, tb string
	json.Unmarshal(a, &ta)
	json.Unmarshal(b, &tb)
	switch c {
	case bools:
		return strings.Compare(string(a), string(b)) // f, t
	case numbers:
		na, _ := new(big.Rat).SetString(string(a))
		nb, _ := new(big.Rat).SetString(string(b))
		return na.Cmp(nb)
	case texts:
		if order := strings.Compare(plainCase(ta), plainCase(tb)); order != 0 {
			return order
		}
		return strings.Compare(ta, tb)
	case lists:
		var la, lb []any
		json.Unmarshal(a, &la)
		json.Unmarshal(b, &lb)
		if len(la) != len(lb) {
			return len(la) - len(lb)
		}
		return strings.Compare(string(a), string(b))
	case objects:
		return strings.Compare(string(a), string(b))
	}
	return 0
}

// plainCase is a text of which all that strings.EqualFold finds equal is the same.
func plainCase(s string) string {
	return strings.Map(func(r rune) rune {
		least := r
		for f := unicode.SimpleFold(r); f != r; f = unicode.SimpleFold(f) {
			least = min(least, f)
		}
		if least < 128 {
			return unicode.ToLower(least)
		}
		return least
	}, s)
}

func newRand(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, seed)) }
