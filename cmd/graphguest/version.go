package main

import (
	"fmt"
	"runtime"

	"github.com/spf13/cobra"
)

// version is set at release with -ldflags "-X main.version=1.2.3".
var version = "dev"

func (p *program) versionCommand() *cobra.Command {
	return &cobra.Command{Use: "version", Short: "Print the version",
		Long:    "Prints the version of graphguest, the Go version it was built with, and for which system.",
		Example: "  graphguest version", Args: cobra.NoArgs,
		PersistentPreRun: func(*cobra.Command, []string) {}, // it waits for nothing that could be cancelled
		RunE: func(*cobra.Command, []string) error {
			_, err := fmt.Fprintf(p.out, "graphguest %s (%s %s/%s)\n", version, runtime.Version(), runtime.GOOS, runtime.GOARCH)
			return err
		}}
}
