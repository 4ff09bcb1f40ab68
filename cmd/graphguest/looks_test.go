package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"graphguest/tui/settings"
)

func TestTheBackgroundIsThePersonsWordThenTheTerminals(t *testing.T) {
	for _, c := range []struct {
		setting, variable string
		dark              bool
	}{
		{"", "", true}, {"auto", "", true}, {"light", "15;0", false}, {"dark", "0;15", true},
		{"", "15;0", true}, {"", "0;15", false}, {"auto", "0;default;15", false}, {"", "0;7", false}, {"", "7;8", true}, {"", "15;default", true},
	} {
		t.Setenv("COLORFGBG", c.variable)
		if got := dark(settings.Settings{Background: c.setting}); got != c.dark {
			t.Errorf("background %q with COLORFGBG=%s: dark is %v", c.setting, c.variable, got)
		}
	}
}

func TestSettingsNeedNotBeThere(t *testing.T) {
	if s, faults := readSettings(t.TempDir()); len(faults) > 0 || s.Theme != "" {
		t.Errorf("%+v, %v", s, faults)
	}
}

func TestAWrongSettingIsNamedAndTheRestCounts(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "settings.toml")
	if err := os.WriteFile(file, []byte("theme = \"mono\"\nbackground = \"grey\"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	s, faults := readSettings(dir)
	if s.Theme != "mono" || len(faults) != 1 || !strings.Contains(faults[0].Error(), "settings.toml:2") {
		t.Errorf("%+v, %v", s, faults)
	}
}
