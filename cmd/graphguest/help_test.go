package main

import (
	"strings"
	"testing"

	"github.com/spf13/cobra"
)

// --help of every command is complete: what it does, at more length than a line, and how it looks.
func TestEveryCommandSaysWhatItDoesWithAnExample(t *testing.T) {
	each((&program{}).rootCommand(), func(c *cobra.Command) {
		if c.Short == "" || c.Long == "" {
			t.Errorf("%s: --help does not say what it does at length", c.CommandPath())
		}
		if !strings.Contains(c.Example, "graphguest ") {
			t.Errorf("%s: --help shows no example", c.CommandPath())
		}
		for _, line := range strings.Split(c.Long, "\n") {
			if len([]rune(line)) > 120 {
				t.Errorf("%s: a line of --help is longer than a screen is wide: %.60s…", c.CommandPath(), line)
			}
		}
	})
}

func each(c *cobra.Command, do func(*cobra.Command)) {
	do(c)
	for _, sub := range c.Commands() {
		each(sub, do)
	}
}
