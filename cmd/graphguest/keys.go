package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"graphguest/tui"
)

// keyShown is one key of the explorer, as `graphguest keys -o json` prints it.
type keyShown struct {
	Scope   string   `json:"scope"`
	Name    string   `json:"name"`
	Keys    []string `json:"keys"` // none: the settings took it away
	Does    string   `json:"does"`
	Changed bool     `json:"changed"` // by settings.toml
}

func (p *program) keysCommand() *cobra.Command {
	var format string
	cmd := &cobra.Command{Use: "keys", Short: "List every key of the explorer, as your settings make it",
		Long: `Prints every key: where it works, its name, how it is pressed and what it does. In settings.toml a key is
changed under the name of where it works:

  [keys.answer]
  page-down = ["space", "n"]     # [] takes a key away

What settings.toml says wrongly is told on standard error with its line; the rest of the file counts.`,
		Example: "  graphguest keys\n  graphguest keys -o json | jq '.[] | select(.changed)'", Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			a, err := p.open()
			if err != nil {
				return err
			}
			return p.listKeys(a, format)
		}}
	formatFlag(cmd, &format)
	return cmd
}

func (p *program) listKeys(a *app, format string) error {
	chosen, faults := readSettings(a.taste)
	keys, clashes := tui.Keys(chosen)
	shown := make([]keyShown, 0, len(keys))
	for _, k := range keys {
		shown = append(shown, keyShown{k.Scope, k.Name, append([]string{}, k.Strokes...), k.Does, k.Changed})
	}
	if err := p.print(format, shown, func() { p.printKeys(shown) }); err != nil {
		return err
	}
	faults = append(faults, clashes...)
	for _, fault := range faults {
		fmt.Fprintln(p.err, "graphguest: "+fault.Error())
	}
	if len(faults) > 0 {
		return errors.New("not all of settings.toml counts; see the lines above")
	}
	return nil
}

// printKeys lists the keys scope by scope; * marks those that the settings changed.
func (p *program) printKeys(shown []keyShown) {
	widest := 0
	for _, k := range shown {
		widest = max(widest, len(k.Name))
	}
	scope := ""
	for _, k := range shown {
		if k.Scope != scope {
			if scope != "" {
				fmt.Fprintln(p.out)
			}
			scope = k.Scope
			fmt.Fprintf(p.out, "[keys.%s]\n", scope)
		}
		mark, pressed := " ", strings.Join(k.Keys, " ")
		if k.Changed {
			mark = "*"
		}
		fmt.Fprintf(p.out, "%s %-*s  %-22s %s\n", mark, widest, k.Name, orElse(pressed, "(none)"), k.Does)
	}
}
