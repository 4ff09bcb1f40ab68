package auth_test

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"graphguest/auth"
)

func TestNamesThatEverySystemTakesAreValid(t *testing.T) {
	for _, name := range []string{"fabrikam", "Fabrikam-2", "a", "7", "client.com", "_x", "console", "com10", strings.Repeat("a", 64)} {
		if err := auth.ValidName(name); err != nil {
			t.Error(err)
		}
	}
}

func TestNamesThatSomeSystemReadsAsSomethingElseAreRefused(t *testing.T) {
	for _, name := range []string{"", ".", "..", ".git", "-rf", "a.", "a b", "a/b", `a\b`, "con", "NUL", "nul.txt", "Com1", "lpt9.x", "é", "a\n", "a\x00", strings.Repeat("a", 65)} {
		if auth.ValidName(name) == nil {
			t.Errorf("%q is valid", name)
		}
	}
}

func TestNoHostileNameLeavesTheFolder(t *testing.T) {
	file, err := os.Open("../../shared/data/hostile/names.jsonl")
	if err != nil {
		t.Skip("the collection of hostile names is not here: ", err)
	}
	defer file.Close()
	root := t.TempDir()
	s := auth.Store{Dir: filepath.Join(root, "environments")}
	lines, saved := bufio.NewScanner(file), 0
	for lines.Scan() {
		var row struct{ Name string }
		if err := json.Unmarshal(lines.Bytes(), &row); err != nil {
			t.Fatal(err)
		}
		e := sample("x")
		e.Name = row.Name
		if err := s.Save(e); err != nil {
			if removed := s.Remove(row.Name); removed == nil {
				t.Errorf("%q could not be saved but removed", row.Name)
			}
			continue
		}
		saved++
		if got, err := s.Load(row.Name); err != nil || got.Name != row.Name {
			t.Errorf("%q came back as %q, %v", row.Name, got.Name, err)
		}
	}
	folders, err := os.ReadDir(s.Dir)
	if err != nil && saved > 0 || len(folders) != saved {
		t.Errorf("%d saved, %d folders, %v", saved, len(folders), err)
	}
	if beside, _ := os.ReadDir(root); len(beside) > 1 {
		t.Errorf("outside the folder: %v", beside)
	}
}
