package main

import (
	"bufio"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
)

func (p *program) envCommand() *cobra.Command {
	cmd := &cobra.Command{Use: "env", Short: "Add, list, show, edit, copy, rename and remove environments",
		Long: "An environment is one resource tenant as you use it: cloud, tenant, app, account, scopes and access mode.",
		Example: `  graphguest env add --tenant fabrikam.com --account you@home.example
  graphguest env list
  graphguest env edit fabrikam --color green`,
		Args: cobra.NoArgs, RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() }}
	cmd.AddCommand(p.envAddCommand(), p.envListCommand(), p.envShowCommand(), p.envEditCommand(),
		p.envCopyCommand(), p.envRenameCommand(), p.envRemoveCommand())
	return cmd
}

// ask puts a yes-or-no question to the person at the terminal. Without one the answer is no.
func (p *program) ask(question string) bool { return p.askFor("yes", question) }

// askFor is ask where yes is a word that nobody types by habit.
func (p *program) askFor(word, question string) bool {
	if !p.inTTY {
		return false
	}
	fmt.Fprintf(p.err, "%s type %s to go on\n", question, word)
	line, _ := bufio.NewReader(p.in).ReadString('\n')
	return strings.TrimSpace(line) == word
}

// exactly is cobra.ExactArgs with a word about what is missing.
func exactly(n int, what string) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		switch {
		case len(args) < n:
			return fmt.Errorf("missing: %s", what)
		case len(args) > n:
			return fmt.Errorf("unexpected argument %q; expected only %s", args[n], what)
		}
		return nil
	}
}

// atMost is cobra.MaximumNArgs with a word about what is expected.
func atMost(n int, what string) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		if len(args) > n {
			return fmt.Errorf("unexpected argument %q; expected at most %s", args[n], what)
		}
		return nil
	}
}

// number is 1 page, 2 pages, 2 queries.
func number(n int, what string) string {
	if stem, ok := strings.CutSuffix(what, "y"); ok && n != 1 {
		what = stem + "ies"
	} else if n != 1 {
		what += "s"
	}
	return fmt.Sprintf("%d %s", n, what)
}

func orElse(s, instead string) string {
	if s == "" {
		return instead
	}
	return s
}
