package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestACommandIsSplitAsItIsMeant(t *testing.T) {
	for line, want := range map[string][]string{
		"":                        nil,
		"   ":                     nil,
		"vi":                      {"vi"},
		" code  --wait ":          {"code", "--wait"},
		`"/opt/my editor/bin" -x`: {"/opt/my editor/bin", "-x"},
		`vim -u '~/my rc'`:        {"vim", "-u", "~/my rc"},
		`emacsclient -a ""`:       {"emacsclient", "-a", ""},
		`a"b c"d 'it"s'`:          {"ab cd", `it"s`},
		`C:\Windows\notepad.exe`:  {`C:\Windows\notepad.exe`},
		`"not closed`:             {"not closed"},
	} {
		if got := commandWords(line); !slices.Equal(got, want) {
			t.Errorf("%q is %q, want %q", line, got, want)
		}
	}
}

func TestVisualComesBeforeEditorBeforeWhatIsThere(t *testing.T) {
	bin := t.TempDir()
	t.Setenv("PATH", bin)
	t.Setenv("VISUAL", "mine -v")
	t.Setenv("EDITOR", "other")
	if got := editors().command(); !slices.Equal(got, []string{"mine", "-v"}) {
		t.Errorf("%q", got)
	}
	t.Setenv("VISUAL", "")
	if got := editors().command(); !slices.Equal(got, []string{"other"}) {
		t.Errorf("%q", got)
	}
	t.Setenv("EDITOR", "")
	if got := (&program{}).editor(t.Context()); editors().command() != nil || got != nil {
		t.Error("there is no editor here")
	}
}

func TestWhatAPagerGetsIsFitForATerminal(t *testing.T) {
	file := filepath.Join(t.TempDir(), "answer.json")
	long := strings.Repeat("x", 100_000)
	if err := os.WriteFile(file, []byte("a\x1b]52;c;eHg=\a\u009b31m\n\tb"+long), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := cleanFile(file); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if strings.ContainsAny(string(text), "\x1b\a\u009b") || !strings.HasSuffix(string(text), "\n        b"+long) {
		t.Errorf("%.80q", text)
	}
	if others, _ := filepath.Glob(file + ".*"); len(others) > 0 {
		t.Errorf("left behind: %v", others)
	}
}
