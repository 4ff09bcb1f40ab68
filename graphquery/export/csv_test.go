package export

import (
	"bufio"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"
)

func TestCellsThatCouldBeFormulasAreNeutral(t *testing.T) {
	f, err := os.Open("../../../shared/data/hostile/csv-cells.jsonl")
	if err != nil {
		t.Skip("the hostile corpus csv-cells.jsonl is not here")
	}
	defer f.Close()
	n := 0
	for lines := bufio.NewScanner(f); lines.Scan(); n++ {
		var row struct {
			Cell      string
			Dangerous bool
		}
		if err := json.Unmarshal(lines.Bytes(), &row); err != nil {
			t.Fatal(err)
		}
		quoted, _ := json.Marshal(row.Cell)
		out := written(t, "csv", Options{Columns: []string{"a", "b"}}, fmt.Sprintf(`{"value":[{"a":%s,"b":"end"}]}`, quoted))
		records, err := csv.NewReader(strings.NewReader(strings.ReplaceAll(out, "\r\n", "\n"))).ReadAll()
		if err != nil || len(records) != 2 || records[1][1] != "end" {
			t.Errorf("%q became %q: %v", row.Cell, out, err)
			continue
		}
		want := row.Cell
		if row.Dangerous {
			want = "'" + row.Cell
		}
		if got := records[1][0]; got != want {
			t.Errorf("%q became %q, want %q", row.Cell, got, want)
		}
	}
	if n < 200 {
		t.Errorf("only %d cells", n)
	}
}

func TestNumbersAreLeftAlone(t *testing.T) {
	out := written(t, "csv", Options{}, `{"value":[{"a":-5,"b":-1.5e3,"c":12345678901234567890,"d":0.10,"e":"-5","f":"-5+1"}]}`)
	if want := "a,b,c,d,e,f\r\n-5,-1.5e3,12345678901234567890,0.10,-5,'-5+1\r\n"; out != want {
		t.Errorf("%q, want %q", out, want)
	}
}

func TestColumnNamesAreNeutralButGraphsOwn(t *testing.T) {
	out := written(t, "csv", Options{}, `{"value":[{"@odata.type":"#microsoft.graph.user","=cmd":1}]}`)
	if want := "@odata.type,'=cmd\r\n#microsoft.graph.user,1\r\n"; out != want {
		t.Errorf("%q, want %q", out, want)
	}
}

func TestFormulasStayWhereThatIsAsked(t *testing.T) {
	rows := `{"value":[{"=a":"=1+1","b":"+31 20 555","c":"@x","d":"-","e":" =1"}]}`
	if out, want := written(t, "csv", Options{}, rows), "'=a,b,c,d,e\r\n'=1+1,'+31 20 555,'@x,'-,' =1\r\n"; out != want {
		t.Errorf("%q, want %q", out, want)
	}
	if out, want := written(t, "csv", Options{Formulas: true}, rows), "=a,b,c,d,e\r\n=1+1,+31 20 555,@x,-,\" =1\"\r\n"; out != want {
		t.Errorf("as it is: %q, want %q", out, want)
	}
}

func TestACellIsTheTextThatGraphMeant(t *testing.T) {
	for _, tt := range []struct{ json, cell string }{
		{`"plain"`, "plain"}, {`"Zoë"`, "Zoë"}, {`"a,b"`, `"a,b"`}, {`"a;b"`, `"a;b"`}, {`"a\"b"`, `"a""b"`}, {`"a\nb"`, "\"a\nb\""},
		{`"tab\there"`, "\"tab\there\""}, {`"x\u0026y"`, "x&y"}, {`"\u00e9t\u00e9"`, "été"}, {`"a "`, `"a "`}, {`""`, ""}, {`null`, ""},
		{`true`, "true"}, {`0.10`, "0.10"}, {`[]`, "[]"}, {`[ 1 , 2 ]`, `"[1,2]"`}, {`{ "a b" : "c \" } d" }`, `"{""a b"":""c \"" } d""}"`},
		{`["é","\u202e"]`, `"[""é"",""\u202e""]"`}, {"[\"\u202e\"]", `"[""\u202e""]"`}, {"\"bad\xffutf\"", "bad\ufffdutf"}, {`"trailing\\"`, `trailing\`},
	} {
		out := written(t, "csv", Options{Columns: []string{"a", "b"}}, `{"value":[{"a":`+tt.json+`,"b":1}]}`)
		if want := "a,b\r\n" + tt.cell + ",1\r\n"; out != want {
			t.Errorf("%s became %q, want %q", tt.json, out, want)
		}
	}
}

func TestRowsOfOtherShapesFindTheirColumns(t *testing.T) {
	out := written(t, "csv", Options{}, `{"value":[{"a":1,"b":2},{"b":3,"a":4},{"b":5},{"a":6,"a":7},{"\u0061":8,"B":9},{}]}`)
	if want := "a,b,B\r\n1,2,\r\n4,3,\r\n,5,\r\n7,,\r\n8,,9\r\n,,\r\n"; out != want {
		t.Errorf("%q, want %q", out, want)
	}
	out = written(t, "csv", Options{Columns: []string{"DisplayName"}}, `{"value":[{"displayName":"x"},{"DisplayName":"y","displayName":"z"}]}`)
	if want := "DisplayName\r\nx\r\ny\r\n"; out != want {
		t.Errorf("%q, want %q", out, want)
	}
}
