package jq

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/go-json-experiment/json/jsontext"
)

// maker makes filters and documents that fit each other.
type maker struct{ *rand.Rand }

func (m maker) of(all ...string) string { return all[m.IntN(len(all))] }

// filter is made of a row, at most so deep.
func (m maker) filter(depth int) string {
	if depth == 0 {
		return m.of(".", ".a", ".b", ".c", `."a"`, `.["b"]`, ".a.b", ".a?", ".a.b?", "1", "null", `"x"`, ".[]?", ".a[]?", "..", "empty", "$x", "length?", "keys?", "type", "not")
	}
	f := func() string { return m.filter(depth - 1) }
	switch m.IntN(24) {
	case 0, 1, 2:
		return f() + "|" + f()
	case 3:
		return f() + "," + f()
	case 4:
		return "(" + f() + ")" + m.of("", ".a?", ".b?", "[]?", "?")
	case 5:
		return "(" + f() + ")" + m.of("+", "-", "==", "<", " and ", " or ", "//", "!=") + "(" + f() + ")"
	case 6, 7:
		return "select(" + f() + ")"
	case 8:
		return "if " + f() + " then " + f() + m.of("", " else "+f(), " elif "+f()+" then "+f()) + " end"
	case 9:
		return "{a:(" + f() + ")" + m.of("", ",b", `,"c"`, ",(.c|tostring):1", ",$x") + "}"
	case 10:
		return "[" + f() + "]"
	case 11:
		return "try (" + f() + ")" + m.of("", " catch .", " catch 1", " catch (.|length)")
	case 12:
		return "((" + f() + ") as $x|" + f() + ")"
	case 13:
		return "((" + f() + ") as " + m.of("{a:$x}", "[$x]", "{$x}", "{a:$x} ?// $x") + "|" + f() + ")"
	case 14:
		return "first(" + f() + ")"
	case 15:
		return "limit(2;" + f() + ")"
	case 16:
		return m.of("any", "all") + "(" + f() + ";" + f() + ")"
	case 17:
		return m.of("isempty", "last", "has", "error", "map", "del", "path", "with_entries", "map_values", "sort_by") + "(" + f() + ")"
	case 18:
		return `"v \(` + f() + `)"`
	case 19:
		return "reduce (" + f() + ") as $x (" + f() + ";" + f() + ")"
	case 20:
		return "(foreach (" + f() + ") as $x (" + f() + ";" + f() + "))"
	case 21:
		return "((" + f() + ")" + m.of("=", "|=", "+=") + "(" + f() + "))"
	case 22:
		return "(def f: " + f() + ";" + m.of("f", "f|f", ".a?|f", "select(f)") + ")"
	}
	return m.of(".[", ".a?[") + f() + "]?"
}

// whole is a filter of a document.
func (m maker) whole() string {
	rows := m.of(".value[]", ".value[]?", ".value|.[]", ".[]", `.["value"][]`, ".value[].a", ".value[].a?") + m.of("", "|"+m.filter(m.IntN(4)))
	switch m.IntN(8) {
	case 0:
		return "[" + rows + "]" + m.of("", "|length", "|.[0]")
	case 1:
		return m.of("first(", "limit(3;", "isempty(") + rows + ")"
	case 2:
		return m.of(".value|map(", "map(", ".|map(") + m.filter(m.IntN(3)) + ")" + m.of("", "|length")
	}
	return "null as $x|" + rows
}

func (m maker) value(depth int) string {
	switch k := m.IntN(12); {
	case depth > 0 && k < 5:
		var members []string
		for range m.IntN(4) {
			members = append(members, m.of(`"a"`, `"b"`, `"c"`, `"\u0061"`, `"z"`, `"é"`)+m.of(":", " : ")+m.value(depth-1))
		}
		return "{" + strings.Join(members, m.of(",", " ,\n")) + "}"
	case depth > 0 && k < 7:
		var all []string
		for range m.IntN(4) {
			all = append(all, m.value(depth-1))
		}
		return "[" + strings.Join(all, ",") + "]"
	}
	return m.of("1", "-0", "2.50", "1e3", "12345678901234567890", "null", "true", "false", `""`, `"x"`, `"é\n\u0000\ud800"`, "\"\xff\x7f\"", `"a\/b"`)
}

func (m maker) document() string {
	var rows []string
	for range m.IntN(6) {
		rows = append(rows, m.value(3))
	}
	list := "[" + strings.Join(rows, m.of(",", ", ", "\n,")) + "]"
	return m.of("", "", "", "{\"x\":1,\"value\":") + m.of(list, `{"value":`+list+`}`, `{"@odata.count":2,"value":`+list+`,"z":{"value":[]}}`)
}

func FuzzTheFastWays(f *testing.F) {
	for i := range uint64(300) {
		f.Add(i)
	}
	f.Fuzz(func(t *testing.T, seed uint64) {
		m := maker{rand.New(rand.NewPCG(seed, 5))}
		expr, doc := m.whole(), m.document()
		if _, err := Parse(expr); err != nil {
			expr = strings.TrimPrefix(expr, "null as $x|")
		}
		if _, err := Parse(expr); err != nil || !json.Valid([]byte(doc)) {
			return
		}
		if p := parsed(t, expr).plan; !p.rows { // bound before: take it without
			expr = strings.ReplaceAll(strings.TrimPrefix(expr, "null as $x|"), "$x", ".c?")
			if _, err := Parse(expr); err != nil {
				return
			}
		}
		same(t, expr, doc)
	})
}

func FuzzSequence(f *testing.F) {
	f.Add([]byte("1 2\n{\"a\":[]}[]\"x\"\"y\""), 1)
	f.Add([]byte(`{"a":1,} [`), 3)
	f.Add([]byte("\ufeff[1]\r\n-1.5e3 nul"), 2)
	f.Fuzz(func(t *testing.T, doc []byte, n int) {
		if len(doc) > 2<<10 {
			return
		}
		n = n&0x3f + 1
		rows, wrong := scanned(cut(string(doc), n))
		whole, wrongWhole := scanned([][]byte{doc})
		if fmt.Sprint(rows, wrong) != fmt.Sprint(whole, wrongWhole) {
			t.Fatalf("in parts of %d: %q %v, whole: %q %v", n, rows, wrong, whole, wrongWhole)
		}
		for _, row := range whole {
			if !jsontext.Value(row).IsValid(jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true)) {
				t.Fatalf("%q is no JSON", row)
			}
		}
	})
}

// scanned are the values of a sequence, and why there are no more.
func scanned(parts [][]byte) (rows []string, err error) {
	f := newFeed(sourceOf(parts), &Sequence{})
	f.step = 1 << 20
	for !f.ended && err == nil {
		var b batch
		b, err = f.next()
		for _, r := range b.rows {
			rows = append(rows, string(b.data[r.From:r.To]))
		}
	}
	return rows, err
}
