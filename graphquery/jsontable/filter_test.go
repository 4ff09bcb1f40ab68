package jsontable

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/big"
	"slices"
	"strings"
	"testing"
	"unicode"
)

// wholeText is all that a cell holds, for people, by decoding it.
func wholeText(v json.RawMessage) string {
	if v == nil {
		return ""
	}
	switch v[0] {
	case '"':
		var s string
		json.Unmarshal(v, &s)
		return s
	case '{':
		var b bytes.Buffer
		json.Compact(&b, v)
		return b.String()
	case '[':
		var list []json.RawMessage
		json.Unmarshal(v, &list)
		var texts []string
		for _, item := range list {
			if item[0] == '[' {
				var b bytes.Buffer
				json.Compact(&b, item)
				texts = append(texts, b.String())
			} else {
				texts = append(texts, wholeText(item))
			}
		}
		return strings.TrimRight(fmt.Sprintf("[%d] %s", len(list), strings.Join(texts, ", ")), " ")
	}
	return string(v)
}

func TestATextIsFoundInTheCellsShown(t *testing.T) {
	r := newRand(21)
	needles := []string{"a", "A", "ad", "VANCE", "vance", "é", "É", "k", "K", "ß", "山", "😀", "1", "1e", "null", "l", `"`, `\`, "\x1b", "�", "{", "[1", ", ", "small", "Small", "é\"", "x"}
	for range 300 {
		rows := randomRows(r, 30)
		table := tableOf(t, rows...)
		shown := []Column{anyColumn(r), anyColumn(r), anyColumn(r)}
		needle := needles[r.IntN(len(needles))]
		typed, in := needle, shown
		if r.IntN(2) == 0 {
			in = shown[1:2]
			typed = shown[1].String() + ":" + needle
		}
		exact := strings.ContainsFunc(needle, unicode.IsUpper)
		want := []int{}
		for i, row := range rows {
			if slices.ContainsFunc(in, func(c Column) bool {
				text := wholeText(expected(row, c))
				if !exact {
					return text != "" && strings.Contains(plainCase(text), plainCase(needle))
				}
				return strings.Contains(text, needle)
			}) {
				want = append(want, i)
			}
		}
		f := table.Filter(typed, shown)
		if len(in) == 1 {
			f.columns[0].Count = shown[1].Count // the first of the same name is taken, counted or not
		}
		if got := rowsOf(arranged(t, table, nil, Arrangement{Filter: f})); !slices.Equal(got, want) {
			t.Fatalf("%q in %v: rows %v, want %v of\n%s", typed, in, got, want, strings.Join(rows, "\n"))
		}
	}
}

func TestComparisonsAreByType(t *testing.T) {
	rows := []string{`{}`, `{"v":null}`, `{"v":""}`, `{"v":5}`, `{"v":5.0}`, `{"v":10}`, `{"v":"10"}`, `{"v":"2024-01-31T00:00:00Z"}`,
		`{"v":"2023-05-05"}`, `{"v":true}`, `{"v":[1,2,3,4,5,6]}`, `{"v":"Bern"}`, `{"v":"bern"}`, `{"v":{"a":1}}`, `{"v":"a\"b"}`, `{"v":-7,"w":"x=y"}`}
	table := tableOf(t, rows...)
	for typed, want := range map[string]string{
		"v=":           "0 1 2",
		"v=null":       "0 1",
		"v!=null":      "2 3 4 5 6 7 8 9 10 11 12 13 14 15",
		"v=5":          "3 4",
		"V = 5":        "3 4",
		"v>5":          "5 6 10",
		"v>=5e0":       "3 4 5 6 10",
		"v<5":          "7 8 15", // dates by their letters
		"v>2023":       "7 8",
		"v<2024-01-01": "2 6 8",
		"v=bern":       "11 12",
		"v=Bern":       "11",
		"v>BERn":       "",
		"v>=BERN":      "11 12",
		"v=TRUE":       "",
		"v=true":       "9",
		"v=6":          "10",
		`v={"a":1}`:    "13",
		`v=a"b`:        "14",
		"v:2":          "7 8 10",
		"w:=":          "15",
		"x=y":          "15", // no column is called x
		"v:":           "0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15",
		"":             "0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15",
	} {
		f := table.Filter(typed, table.Columns())
		got := strings.Trim(fmt.Sprint(rowsOf(arranged(t, table, nil, Arrangement{Filter: f}))), "[]")
		if got != want {
			t.Errorf("%q leaves %s, want %s", typed, got, want)
		}
		if f.String() != typed {
			t.Errorf("%q reads %q", typed, f.String())
		}
	}
}

func TestAMemberOfAnObjectCanBeAskedForWithoutBeingShown(t *testing.T) {
	table := tableOf(t, `{"id":1,"manager":{"name":"Adele"}}`, `{"id":2,"manager":null}`)
	f := table.Filter("Manager/name:adele", table.Given([]string{"id"}))
	if got := rowsOf(arranged(t, table, nil, Arrangement{Filter: f})); !slices.Equal(got, []int{0}) {
		t.Errorf("rows %v", got)
	}
}

func TestLikeFindsWhatTheTallyCounted(t *testing.T) {
	r := newRand(23)
	for range 100 {
		rows := randomRows(r, 50)
		table := tableOf(t, rows...)
		c := anyColumn(r)
		tally, err := table.Tally(t.Context(), nil, c, nil)
		if err != nil {
			t.Fatal(err)
		}
		sum := 0
		for i, v := range tally.Values {
			o := arranged(t, table, nil, Arrangement{Filter: table.Like(c, v.Row)})
			if o.Len() != v.Count || o.Row(0) != v.Row {
				t.Fatalf("%s %s: %d counted from row %d on, %d alike: %v", c, v.Cell.Raw, v.Count, v.Row, o.Len(), rowsOf(o))
			}
			if i > 0 && v.Count > tally.Values[i-1].Count {
				t.Fatalf("%d after %d", v.Count, tally.Values[i-1].Count)
			}
			sum += v.Count
		}
		if sum != len(rows) || tally.Rows != len(rows) || tally.Rest != 0 {
			t.Fatalf("%d of %d rows counted", sum, tally.Rows)
		}
		checkNumbers(t, rows, c, tally)
	}
}

func checkNumbers(t *testing.T, rows []string, c Column, tally *Tally) {
	t.Helper()
	var least, greatest *big.Rat
	n := 0
	for _, row := range rows {
		v := expected(row, c)
		if classOf(v) != numbers {
			continue
		}
		n++
		x, _ := new(big.Rat).SetString(string(v))
		if least == nil || x.Cmp(least) < 0 {
			least = x
		}
		if greatest == nil || x.Cmp(greatest) > 0 {
			greatest = x
		}
	}
	if n != tally.Numbers {
		t.Fatalf("%d numbers, want %d", tally.Numbers, n)
	}
	if n > 0 {
		low, _ := new(big.Rat).SetString(string(tally.Min.Raw))
		high, _ := new(big.Rat).SetString(string(tally.Max.Raw))
		if low.Cmp(least) != 0 || high.Cmp(greatest) != 0 {
			t.Fatalf("from %s to %s, want %v to %v", tally.Min.Raw, tally.Max.Raw, least, greatest)
		}
	}
}
