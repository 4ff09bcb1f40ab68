package export

import (
	"fmt"
	"strings"
	"testing"

	"github.com/clipperhouse/displaywidth"
)

func TestATableFitsTheTerminal(t *testing.T) {
	const rows = `{"value":[{"displayName":"日本語の長い名前です","userPrincipalName":"january_contoso.com#EXT#@fabrikam.onmicrosoft.com","userType":"Guest"}]}`
	for _, width := range []int{1, 10, 24, 40, 80, 200} {
		out := written(t, "table", Options{Width: width}, rows)
		for line := range strings.SplitSeq(strings.TrimSuffix(out, "\n"), "\n") {
			if w := displaywidth.String(line); w > max(width, minColumn) {
				t.Errorf("width %d: a line of %d cells: %q", width, w, line)
			}
		}
		if width == 200 && !strings.Contains(out, "january_contoso.com#EXT#@fabrikam.onmicrosoft.com") {
			t.Errorf("cut although there is room:\n%s", out)
		}
	}
}

func TestColumnsWithoutRoomAreSaid(t *testing.T) {
	var told []string
	var row []string
	for i := range 20 {
		row = append(row, fmt.Sprintf(`"column%d":"a long enough text"`, i))
	}
	written(t, "table", Options{Width: 40, Tell: func(n string) { told = append(told, n) }}, `{"value":[{`+strings.Join(row, ",")+`}]}`)
	if len(told) != 1 || !strings.Contains(told[0], "column19") || strings.Contains(told[0], "column0,") {
		t.Errorf("%q", told)
	}
}

func TestEveryTextOfATableIsCleaned(t *testing.T) {
	const evil = `{"value":[{"na\u001bme":"\u001b]52;c;x\u0007","two":["\u009b"]}]}`
	out := written(t, "table", Options{}, evil) + written(t, "table", Options{}, `{"na\u001bme":"\u001b]52;c;x\u0007"}`)
	if strings.ContainsAny(out, "\x1b\x07\u009b") {
		t.Errorf("%q", out)
	}
	clean := func(s string) string { return strings.ToUpper(s) }
	if out := written(t, "table", Options{Clean: clean}, `{"value":[{"name":"bob"}]}`); out != "NAME\nBOB\n" {
		t.Errorf("the given cleaner was not asked: %q", out)
	}
}

func TestAGiantCellDoesNotTakeForEver(t *testing.T) {
	body := `{"value":[{"a":"` + strings.Repeat("x", 8<<20) + `","b":"end"}]}`
	if out := written(t, "table", Options{Width: 80}, body); len(out) > 1000 || !strings.Contains(out, "end") {
		t.Errorf("%d bytes", len(out))
	}
}
