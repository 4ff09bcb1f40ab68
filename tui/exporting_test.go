package tui_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"graphguest/tui/kit"
)

// exports chooses a format and names the file.
func (u *user) exports(wish kit.ExportAnswer, format, file string) *user {
	u.t.Helper()
	return u.wishes(wish).sees("Export as").presses(format).sees("Export to a file").presses("ctrl+u").types(file).presses(enter)
}

func theThings(rows string) kit.ExportAnswer {
	return kit.ExportAnswer{What: "the answer", Parts: [][]byte{[]byte(`{"value":[`), []byte(rows), []byte(`]}`)}}
}

func TestAnAnswerIsExportedInEveryFormat(t *testing.T) {
	_, _, u := paging(t, "contoso")
	folder := t.TempDir()
	rows := `{"id":"=row-a","n":1},{"id":"row-b","n":null}`
	for format, want := range map[string]string{
		"j": "[\n  {\n    \"id\": \"=row-a\",", "n": `{"id":"=row-a","n":1}` + "\n", "c": "id,n\r\n'=row-a,1\r\nrow-b,\r\n", "m": "| =row-a", "t": "=row-a",
	} {
		file := filepath.Join(folder, format)
		u.exports(theThings(rows), format, file).sees("exported", " to "+folder[:20])
		text, err := os.ReadFile(file)
		if err != nil || !strings.Contains(string(text), want) {
			t.Errorf("%s: %q, %v", format, text, err)
		}
		if info, _ := os.Stat(file); info != nil && info.Mode().Perm() != 0o600 {
			t.Errorf("others may read it: %v", info.Mode())
		}
	}
	sequence := kit.ExportAnswer{What: "what the filter gives", Parts: [][]byte{[]byte("1\n[2,\n3]\n")}, Sequence: true}
	u.exports(sequence, "n", filepath.Join(folder, "s")).sees("exported")
	if text, _ := os.ReadFile(filepath.Join(folder, "s")); string(text) != "1\n[2,3]\n" {
		t.Errorf("%q", text)
	}
}

func TestTheKeyOfTheAnswerExportsIt(t *testing.T) {
	_, _, u := paging(t, "contoso")
	file := filepath.Join(t.TempDir(), "out.csv")
	u.presses(esc, tab, "X").sees("Export as").presses("c").sees("things.csv").presses("ctrl+u").types(file).presses(enter).sees("exported")
	if text, err := os.ReadFile(file); err != nil || string(text) != "id\r\nrow-a\r\n" {
		t.Errorf("%q, %v", text, err)
	}
}

func TestAFileIsOnlyReplacedAfterAYes(t *testing.T) {
	_, _, u := paging(t, "contoso")
	folder := t.TempDir()
	file := filepath.Join(folder, "mine")
	if err := os.WriteFile(file, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	u.exports(theThings(`{"a":1}`), "n", file).sees("Replace this file?").presses("n")
	if text, _ := os.ReadFile(file); string(text) != "mine" {
		t.Errorf("a no replaced it by %s", text)
	}
	u.exports(theThings(`{"a":1}`), "n", file).presses("y").sees("exported")
	if text, _ := os.ReadFile(file); string(text) != "{\"a\":1}\n" {
		t.Errorf("it holds %s", text)
	}
	u.exports(theThings(`{"a":1}`), "n", folder).sees("✗", "is no file")
	u.exports(theThings(`{"a":`), "n", filepath.Join(folder, "broken")).sees("✗", "not JSON")
	u.exports(theThings(`1`), "n", filepath.Join(folder, "no", "such")).sees("✗", "there is no folder")
	if files, _ := os.ReadDir(folder); len(files) != 1 {
		t.Errorf("left behind: %v", files)
	}
}

func TestEscEndsALongExportAndNothingIsLeftOfIt(t *testing.T) {
	_, _, u := paging(t, "contoso")
	folder := t.TempDir()
	wish := theThings(strings.Repeat(`{"id":"a row that is written","n":12345},`, 2_000_000) + `{}`)
	u.wishes(wish).presses("c", "ctrl+u").types(filepath.Join(folder, "long.csv"))
	u.gets(keyNamed(enter))
	u.sees("writing long.csv", "esc cancels")
	u.gets(keyNamed(esc))
	u.sees("writing long.csv: cancelled").settles()
	u.exports(theThings(`1`), "n", filepath.Join(folder, "short")).sees("exported")
	if files, _ := os.ReadDir(folder); len(files) != 1 {
		t.Errorf("left behind: %v", files)
	}
}

func TestTheAnswerIsReadInTheEditorAndStaysAsItIs(t *testing.T) {
	w := newWorld(t)
	var read, name string
	w.Editor = func(file string) tea.ExecCommand {
		text, _ := os.ReadFile(file)
		read, name = string(text), filepath.Base(file)
		return nil
	}
	u := w.at(t, "contoso").presses("alt+e").sees("answer in the editor: there is no answer yet")
	u.types("/me").presses(enter).sees(consultant).presses("alt+e")
	if !strings.Contains(read, consultant) || name != "answer.json" {
		t.Errorf("%s holds %s", name, read)
	}
	if u.told[len(u.told)-1] != "tea.execMsg" {
		t.Errorf("the terminal was told %q", u.told)
	}
	guestAt(t, "contoso").types("/me").presses(enter).sees(consultant).presses("alt+e").sees("no editor was found; set $EDITOR")
}
