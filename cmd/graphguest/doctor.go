package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"runtime"
	"strings"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"graphguest/auth"
)

// finding is one line of doctor: what was looked at, whether it works, and what to do where it does not.
type finding struct {
	Check  string `json:"check"`
	OK     bool   `json:"ok"`
	Detail string `json:"detail"`
	Next   string `json:"next,omitempty"`
}

func (p *program) doctorCommand() *cobra.Command {
	var format string
	cmd := &cobra.Command{Use: "doctor", Short: "Check keyring, browser, network, clock and files",
		Long: `Looks at everything a sign-in needs and says what to do about what does not work. It asks the
keyring to keep and forget a test entry, and the login and Graph hosts for a public page; it signs in nowhere.`,
		Example: "  graphguest doctor\n  graphguest doctor -o json", Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			a, err := p.open()
			if err != nil {
				return err
			}
			found := a.examine(cmd.Context())
			if err := p.print(format, found, func() { p.printFindings(found) }); err != nil {
				return err
			}
			for _, f := range found {
				if !f.OK {
					return errors.New("not everything works; see the lines above")
				}
			}
			return nil
		}}
	formatFlag(cmd, &format)
	return cmd
}

func (p *program) printFindings(found []finding) {
	for _, f := range found {
		mark := "ok    "
		if !f.OK {
			mark = "FAILED"
		}
		fmt.Fprintf(p.out, "%s %-10s %s\n", mark, f.Check, f.Detail)
		if f.Next != "" {
			fmt.Fprintf(p.out, "       → %s\n", f.Next)
		}
	}
}

// examine makes every check, the slow ones side by side.
func (a *app) examine(ctx context.Context) []finding {
	found := []finding{{Check: "program", OK: true, Detail: fmt.Sprintf("graphguest %s, %s/%s", version, runtime.GOOS, runtime.GOARCH)}}
	found = append(found, a.examineFiles()...)
	found = append(found, a.examineBrowser(), examineProxy())
	hosts := a.hostsInUse()
	slow := make([][]finding, len(hosts)+1)
	var wait sync.WaitGroup
	wait.Go(func() { slow[0] = []finding{a.examineKeyring(ctx)} })
	for i, cloud := range hosts {
		wait.Go(func() { slow[i+1] = a.examineCloud(ctx, cloud) })
	}
	wait.Wait()
	for _, more := range slow {
		found = append(found, more...)
	}
	return found
}

func (a *app) examineFiles() []finding {
	found := []finding{{Check: "settings", OK: true, Detail: a.config}, {Check: "state", OK: true, Detail: a.state}}
	found = append(found, a.examineSettings()...)
	envs, problems := a.store.List()
	f := finding{Check: "files", OK: len(problems) == 0, Detail: number(len(envs), "environment") + " read"}
	found = append(found, f)
	for _, problem := range problems {
		found = append(found, finding{Check: "files", Detail: problem.Error(), Next: "mend the file; it is left as it is and the other environments work"})
	}
	for _, e := range envs {
		_, problems := a.library(e.Name).List()
		for _, problem := range problems {
			found = append(found, finding{Check: "queries", Detail: problem.Error(), Next: "mend the file; the other queries work"})
		}
	}
	return found
}

func (a *app) examineBrowser() finding {
	f := finding{Check: "browser", OK: true}
	switch {
	case os.Getenv("BROWSER") != "":
		f.Detail = "$BROWSER: " + os.Getenv("BROWSER")
	case noScreen() != "":
		f.OK, f.Detail = false, "no $BROWSER, and "+noScreen()
		f.Next = "set BROWSER to a command, or sign in with graphguest login ENV --device-code"
	default:
		f.Detail = "the desktop's own, through " + desktopOpeners[runtime.GOOS]
	}
	return f
}

// examineProxy shows which proxy is used, without the password that its address may hold.
func examineProxy() finding {
	f := finding{Check: "proxy", OK: true, Detail: "none"}
	r := &http.Request{URL: &url.URL{Scheme: "https", Host: "graph.microsoft.com"}}
	proxy, err := http.ProxyFromEnvironment(r)
	switch {
	case err != nil, proxy != nil && (proxy.Host == "" || strings.Trim(proxy.Path, "/") != ""): // parts of a password may stand anywhere
		f.OK, f.Detail, f.Next = false, "HTTPS_PROXY is no address", "write it as http://host:port; in a password / is %2F, # is %23, ? is %3F and % is %25"
	case proxy != nil:
		f.Detail = proxy.Redacted()
	}
	return f
}

func (a *app) examineKeyring(ctx context.Context) finding {
	if a.demo != nil {
		return finding{Check: "keyring", OK: true, Detail: "the demo keeps its tokens in memory on purpose"}
	}
	where := a.desk.CheckStorage(ctx)
	if where.Persistent {
		return finding{Check: "keyring", OK: true, Detail: "a test entry was kept, read and forgotten"}
	}
	return finding{Check: "keyring", Detail: where.Why, Next: "until then tokens stay in memory and end with the program; they are never put in a file"}
}

// hostsInUse are the clouds of the environments, or the global one when there are none.
func (a *app) hostsInUse() []auth.Cloud {
	envs, _ := a.store.List()
	var clouds []auth.Cloud
	seen := map[string]bool{}
	for _, e := range append(envs, auth.Environment{Cloud: "global"}) {
		if c, err := a.clouds.Named(e.Cloud); err == nil && !seen[c.Name] && (len(envs) == 0 || e.Name != "") {
			seen[c.Name] = true
			clouds = append(clouds, c)
		}
	}
	return clouds
}

// skewAllowed is how far the clock may be off before tokens look too young or too old.
const skewAllowed = 5 * time.Minute

// examineCloud asks the login and the Graph host for a public page, and compares the clocks.
func (a *app) examineCloud(ctx context.Context, c auth.Cloud) []finding {
	ctx, cancel := context.WithTimeout(ctx, 20*time.Second)
	defer cancel()
	login, when := a.reach(ctx, a.login, "network", c.Login+"/common/v2.0/.well-known/openid-configuration")
	graph, _ := a.reach(ctx, a.graph, "network", c.Graph+"/v1.0/$metadata")
	found := []finding{login, graph}
	if when.IsZero() {
		return found
	}
	skew := a.now().Sub(when)
	clock := finding{Check: "clock", OK: skew.Abs() < skewAllowed, Detail: fmt.Sprintf("%s from %s", skew.Round(time.Second), c.Login)}
	if !clock.OK {
		clock.Next = "set the clock: tokens are only good for about an hour around it"
	}
	return append(found, clock)
}

// reach reports whether an https host answers at all, and its idea of the time.
func (a *app) reach(ctx context.Context, rt http.RoundTripper, check, link string) (finding, time.Time) {
	f := finding{Check: check, Detail: link}
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, link, nil)
	if err != nil {
		f.Next = err.Error()
		return f, time.Time{}
	}
	answer, err := rt.RoundTrip(r)
	if err != nil {
		f.Detail = auth.Redact(fmt.Sprintf("%s: %v", r.URL.Host, err))
		f.Next = "check the connection, the proxy (HTTPS_PROXY) and the certificates (SSL_CERT_FILE)"
		return f, time.Time{}
	}
	_ = answer.Body.Close()
	f.OK, f.Detail = true, r.URL.Host+" answers"
	when, _ := http.ParseTime(answer.Header.Get("Date"))
	return f, when
}
