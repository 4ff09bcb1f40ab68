package main

import (
	"errors"
	"fmt"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"graphguest/auth"
	"graphguest/graphquery"
	"graphguest/graphquery/library"
	"graphguest/tui/safetext"
)

// savedFacts is the JSON shape of saved list.
type savedFacts struct {
	Name   string `json:"name"`
	Title  string `json:"title"`
	Query  string `json:"query"`
	File   string `json:"file"`
	Line   int    `json:"line"`
	Shared bool   `json:"shared"`
}

func (p *program) savedCommand() *cobra.Command {
	cmd := &cobra.Command{Use: "saved", Short: "List, add, rename and remove saved queries",
		Long:    "Saved queries are .http files in the environment's folder; graphguest run runs one.",
		Example: "  graphguest saved list -e fabrikam\n  graphguest saved add 'All guests' \"/users?\\$filter=userType eq 'Guest'\" -e fabrikam",
		Args:    cobra.NoArgs, RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() }}
	cmd.AddCommand(p.savedListCommand(), p.savedAddCommand(), p.savedRenameCommand(), p.savedRemoveCommand())
	return cmd
}

// collection is the saved queries of the environment that -e names.
func (p *program) collection() (library.Library, auth.Environment, error) {
	a, err := p.open()
	if err != nil {
		return library.Library{}, auth.Environment{}, err
	}
	env, _, err := a.guest(p.env)
	return a.library(env.Name), env, err
}

func (p *program) savedListCommand() *cobra.Command {
	var format string
	cmd := &cobra.Command{Use: "list -e ENV", Short: "List the saved queries of an environment", Args: cobra.NoArgs,
		Long:    "Lists the environment's saved queries and those of all environments, by name and title.",
		Example: "  graphguest saved list -e fabrikam\n  graphguest saved list -e fabrikam -o json",
		RunE: func(*cobra.Command, []string) error {
			lib, _, err := p.collection()
			if err != nil {
				return err
			}
			all, problems := lib.List()
			list := []savedFacts{}
			for _, s := range all {
				list = append(list, savedFacts{s.Name, s.Title, s.Query.String(), s.File, s.Line, s.Shared})
			}
			if err := p.print(format, list, func() { p.savedTable(list) }); err != nil {
				return err
			}
			for _, problem := range problems {
				report(p.err, problem)
			}
			if len(problems) > 0 {
				return fmt.Errorf("%s could not be read; the others are listed", number(len(problems), "query"))
			}
			return nil
		}}
	p.environmentFlag(cmd)
	formatFlag(cmd, &format)
	return cmd
}

func (p *program) savedTable(list []savedFacts) {
	w := tabwriter.NewWriter(p.out, 0, 4, 2, ' ', 0)
	fmt.Fprintln(w, "NAME\tTITLE\tQUERY")
	for _, s := range list {
		fmt.Fprintf(w, "%s\t%s\t%s\n", s.Name, safetext.Line(s.Title), safetext.Line(s.Query))
	}
	_ = w.Flush()
}

func (p *program) savedAddCommand() *cobra.Command {
	var f requestFlags
	cmd := &cobra.Command{Use: "add TITLE [METHOD] PATH -e ENV", Short: "Save a query without running it",
		Long:    "Saves a query under a title, in a file of its own. Nothing is sent.",
		Example: "  graphguest saved add 'All guests' \"/users?\\$filter=userType eq 'Guest'\" -e fabrikam\n  graphguest saved add 'New title' PATCH /me -e lab -H 'Content-Type: application/json' -d '{\"jobTitle\":\"Guest\"}'",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) < 2 || len(args) > 3 || strings.TrimSpace(args[0]) == "" {
				return errors.New("expected TITLE [METHOD] PATH, for example: graphguest saved add 'Who am I' /me -e fabrikam")
			}
			return nil
		},
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(_ *cobra.Command, args []string) error {
			lib, env, err := p.collection()
			if err != nil {
				return err
			}
			cloud, err := p.app.clouds.Named(env.Cloud)
			if err != nil {
				return err
			}
			q, err := graphquery.ParseLine(strings.Join(args[1:], " "), cloud.Graph)
			if err != nil {
				return usageError{err}
			}
			if q, err = f.apply(q, p.in); err != nil {
				return err
			}
			saved, err := lib.Save(library.Saved{Title: strings.TrimSpace(args[0]), Query: q})
			if err != nil {
				return err
			}
			fmt.Fprintf(p.out, "saved %s in %s\n", saved.Name, saved.File)
			return nil
		}}
	p.environmentFlag(cmd)
	cmd.Flags().StringArrayVarP(&f.headers, "header", "H", nil, "a header, 'Name: value'; may be repeated")
	cmd.Flags().StringVarP(&f.body, "data", "d", "", "the body: text, @FILE, or - for standard input")
	return cmd
}

func (p *program) savedRenameCommand() *cobra.Command {
	cmd := &cobra.Command{Use: "rename QUERY TITLE -e ENV", Short: "Give a saved query another title",
		Long:              "Gives a saved query another title, and the name that follows from it.",
		Example:           "  graphguest saved rename all-guests 'Guests by name' -e fabrikam",
		Args:              exactly(2, "the saved query's name and its new title"),
		ValidArgsFunction: p.firstIsQuery,
		RunE: func(_ *cobra.Command, args []string) error {
			lib, _, err := p.collection()
			if err != nil {
				return err
			}
			saved, err := lib.Rename(args[0], args[1])
			if errors.Is(err, library.ErrNoQuery) {
				return usageError{err}
			}
			if err == nil {
				fmt.Fprintf(p.out, "%s is now %s\n", args[0], saved.Name)
			}
			return err
		}}
	p.environmentFlag(cmd)
	return cmd
}

func (p *program) savedRemoveCommand() *cobra.Command {
	var yes bool
	cmd := &cobra.Command{Use: "remove QUERY -e ENV", Short: "Remove a saved query",
		Long:              "Removes a saved query from its file, after asking.",
		Example:           "  graphguest saved remove all-guests -e fabrikam\n  graphguest saved remove all-guests -e fabrikam --yes",
		Args:              exactly(1, "the saved query's name"),
		ValidArgsFunction: p.firstIsQuery,
		RunE: func(_ *cobra.Command, args []string) error {
			lib, _, err := p.collection()
			if err != nil {
				return err
			}
			saved, err := lib.Find(args[0])
			if err != nil {
				return usageError{err}
			}
			if !yes && !p.ask(fmt.Sprintf("remove %s (%s) from %s?", saved.Name, saved.Query.String(), saved.File)) {
				return usagef("nothing was removed: say yes, or give --yes")
			}
			if err := lib.Delete(saved.Name); err != nil {
				return err
			}
			fmt.Fprintf(p.out, "removed %s\n", saved.Name)
			return nil
		}}
	p.environmentFlag(cmd)
	cmd.Flags().BoolVar(&yes, "yes", false, "do not ask")
	return cmd
}
