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
