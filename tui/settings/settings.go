// Package settings reads settings.toml: how the explorer looks and which keys it
// obeys. It knows no key by name; the root checks those.
package settings

// Settings are a person's choices. The zero value is the default of each.
type Settings struct {
	Theme      string       // default, high-contrast, colour-blind or mono; "" = default
	Background string       // dark, light, or auto: the terminal is asked; "" = auto
	Glyphs     string       // unicode or ascii; "" = unicode
	Mouse      *bool        // whether clicks and the wheel come to the explorer; nil = yes
	Keys       []KeySetting // in the order of the file
}

// KeySetting gives one key other keystrokes: [keys.answer] page-down = ["space", "n"].
// No keystroke at all takes the key away.
type KeySetting struct {
	Scope, Name string
	Strokes     []string
	Place       string // "settings.toml:12", for messages
}
