package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"sync/atomic"
	"time"

	"github.com/spf13/cobra"
)

// program is what the commands share: the streams, the global flags and the app once it is wanted.
type program struct {
	streams
	useDemo bool
	env     string
	app     *app
	running bool            // the usage was right and a command began
	ctx     context.Context // ends with ctrl+c; nil before a command began
	stop    func()
	command string // what was called: "graphguest env add"

	signals  chan os.Signal
	onScreen atomic.Bool // the terminal is a screen now
	away     atomic.Bool // and lent to another program
	begun    time.Time   // since when it is a screen
}

// run is the whole program: main and the tests start it the same way. It returns the exit code.
func run(args []string, s streams) int {
	p := &program{streams: s, stop: func() {}, command: "graphguest"}
	defer func() { p.stop() }()
	err := p.execute(args)
	if err != nil && !p.running {
		err = usageError{err} // cobra refused the flags or the arguments
	}
	if err != nil && p.ctx != nil && p.ctx.Err() != nil {
		err = context.Cause(p.ctx) // whatever failed, it failed because of ctrl+c
	}
	if readerGone(err) {
		s.flush()
		if p.app != nil {
			p.app.close()
		}
		return exitReaderGone
	}
	if err != nil {
		report(s.err, err)
		if errors.As(err, new(usageError)) {
			fmt.Fprintf(s.err, "  %s --help says more\n", p.command)
		}
	}
	if p.app != nil {
		p.app.close()
	}
	s.flush()
	return exitCode(err)
}

// execute runs the command that args name. A panic is an error like others: told without secrets.
func (p *program) execute(args []string) (err error) {
	defer func() {
		if value := recover(); value != nil {
			p.running, err = true, crashed(value)
		}
	}()
	root := p.rootCommand()
	root.SetArgs(args)
	cmd, err := root.ExecuteContextC(context.Background())
	p.command = cmd.CommandPath()
	return err
}

func (p *program) rootCommand() *cobra.Command {
	root := &cobra.Command{
		Use:   "graphguest",
		Short: "Explore Microsoft Graph as a guest of any tenant",
		Long: `graphguest explores Microsoft Graph in the terminal for people who are guests in
somebody else's tenant. Without a command it opens the explorer.`,
		Example: `  graphguest --demo                      the explorer in the demo world: no account, no network
  graphguest env add fabrikam --tenant fabrikam.com --account you@home.example
  graphguest login fabrikam
  graphguest query /me -e fabrikam`,
		Args:              cobra.NoArgs,
		SilenceErrors:     true,
		SilenceUsage:      true,
		CompletionOptions: cobra.CompletionOptions{HiddenDefaultCmd: false},
		PersistentPreRun:  p.begin,
		RunE:              func(cmd *cobra.Command, _ []string) error { return p.explore(cmd.Context()) },
	}
	root.SetIn(p.in)
	root.SetOut(p.out)
	root.SetErr(p.err)
	root.PersistentFlags().BoolVar(&p.useDemo, "demo", false, "use the demo world: simulated clouds, nothing of yours is touched, no packet leaves")
	root.Flags().StringVarP(&p.env, "environment", "e", "", "the environment to open")
	p.completeEnvironments(root)
	root.AddCommand(p.envCommand(), p.loginCommand(), p.logoutCommand(), p.queryCommand(), p.runCommand(), p.batchCommand(),
		p.claimsCommand(), p.whoamiCommand(), p.savedCommand(), p.recentCommand(), p.viewCommand(), p.keysCommand(), p.doctorCommand(), p.versionCommand())
	return root
}

// begin is called when the usage was right: from here on ctrl+c, or a terminal that goes away, cancels what the
// command waits for, and the demo's folder is removed.
func (p *program) begin(cmd *cobra.Command, _ []string) {
	p.running = true
	p.ctx, p.stop = p.heed(cmd.Context())
	p.in = patientReader{p.ctx, p.in}
	cmd.SetContext(p.ctx)
}

// open puts the world together, once.
func (p *program) open() (*app, error) {
	if p.app != nil {
		return p.app, nil
	}
	if !p.useDemo {
		p.app = newRealApp(p.streams)
		return p.app, nil
	}
	a, err := newDemoApp(p.streams)
	p.app = a
	return a, err
}

// environmentFlag adds -e to a command that works in one environment.
func (p *program) environmentFlag(cmd *cobra.Command) {
	cmd.Flags().StringVarP(&p.env, "environment", "e", "", "the environment to work in")
	p.completeEnvironments(cmd)
}

// formatFlag adds -o with its choices to a command that prints facts.
func formatFlag(cmd *cobra.Command, format *string) {
	cmd.Flags().StringVarP(format, "output", "o", "text", "text or json")
	_ = cmd.RegisterFlagCompletionFunc("output", cobra.FixedCompletions([]string{"text", "json"}, cobra.ShellCompDirectiveNoFileComp))
}
