package main

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"graphguest/tui"
	"graphguest/tui/settings"
)

func settingsFile(config string) string { return filepath.Join(config, "settings.toml") }

// readSettings reads settings.toml of a folder. There need be none. What it says wrongly is a fault, with file and
// line, and the rest of it counts.
func readSettings(config string) (settings.Settings, []error) {
	file := settingsFile(config)
	data, err := os.ReadFile(file)
	switch {
	case os.IsNotExist(err):
		return settings.Settings{}, nil
	case err != nil:
		return settings.Settings{}, []error{err}
	}
	return settings.Parse(file, data)
}

// dark is what is known of the terminal's background before it answers for itself: the person's word, else
// COLORFGBG, which some terminals set, else dark.
func dark(s settings.Settings) bool {
	switch s.Background {
	case "dark", "light":
		return s.Background == "dark"
	}
	// "15;0" or "0;default;15": the last one is the background, one of the sixteen colours.
	parts := strings.Split(os.Getenv("COLORFGBG"), ";")
	colour, err := strconv.Atoi(parts[len(parts)-1])
	return err != nil || colour != 7 && (colour < 9 || colour > 15)
}

// colourless is true where the person wants no colours anywhere (no-color.org).
func colourless() bool { return os.Getenv("NO_COLOR") != "" }

// lookOf is what a screen is given of the person's taste.
func lookOf(s settings.Settings) tui.World {
	return tui.World{Settings: s, Dark: dark(s), NoColor: colourless(), Copy: copyNative}
}

// examineSettings checks settings.toml and the keys it names.
func (a *app) examineSettings() []finding {
	s, faults := readSettings(a.taste)
	_, clashes := tui.Keys(s)
	faults = append(faults, clashes...)
	file := settingsFile(a.taste)
	if len(faults) == 0 {
		f := finding{Check: "settings", OK: true, Detail: file + " read"}
		if _, err := os.Stat(file); err != nil {
			f.Detail = "no settings.toml: every key and colour is as it comes"
		}
		return []finding{f}
	}
	var found []finding
	for _, fault := range faults {
		found = append(found, finding{Check: "settings", Detail: fault.Error(), Next: "mend that line; the rest of the file counts"})
	}
	return found
}
