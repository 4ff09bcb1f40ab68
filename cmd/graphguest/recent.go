package main

import (
	"fmt"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"graphguest/tui/kit"
	"graphguest/tui/safetext"
)

// recentFacts is the JSON shape of recent.
type recentFacts struct {
	At     time.Time `json:"at"`
	Query  string    `json:"query"`
	Status int       `json:"status,omitempty"` // of HTTP
	Took   int64     `json:"tookMs"`
	Failed string    `json:"failed,omitempty"` // why no answer came
}

func (p *program) recentCommand() *cobra.Command {
	var format string
	cmd := &cobra.Command{Use: "recent -e ENV", Short: "List the last runs in the explorer", Args: cobra.NoArgs,
		Long:    "Lists what was run in the explorer in one environment, the newest first.\nNeither bodies nor headers nor answers are kept.",
		Example: "  graphguest recent -e fabrikam\n  graphguest recent -e fabrikam -o json",
		RunE: func(*cobra.Command, []string) error {
			a, err := p.open()
			if err != nil {
				return err
			}
			env, _, err := a.guest(p.env)
			if err != nil {
				return err
			}
			kept, err := a.memory().kept(env.Name)
			if err != nil {
				return err
			}
			list := []recentFacts{}
			for _, r := range kept.Runs {
				list = append(list, recentFacts{r.At, r.Query.String(), r.Status, r.Took.Milliseconds(), r.Failed})
			}
			return p.print(format, list, func() { p.recentTable(kept.Runs) })
		}}
	p.environmentFlag(cmd)
	formatFlag(cmd, &format)
	return cmd
}

func (p *program) recentTable(runs []kit.Run) {
	if len(runs) == 0 {
		fmt.Fprintln(p.out, "nothing was run here in the explorer yet")
		return
	}
	w := tabwriter.NewWriter(p.out, 0, 4, 2, ' ', 0)
	fmt.Fprintln(w, "WHEN\tHOW\tQUERY")
	for _, r := range runs {
		how := r.Failed
		if how == "" {
			how = fmt.Sprint(r.Status)
		}
		fmt.Fprintf(w, "%s\t%s\t%s\n", kit.Ago(p.app.now().Sub(r.At)), safetext.Line(how), safetext.Line(r.Query.String()))
	}
	_ = w.Flush()
}
