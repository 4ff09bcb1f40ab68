package graphquery_test

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"graphguest/graphquery"
	"graphguest/graphquery/graphsim/faultsim"
)

// files is the host that Graph points to: where a file lies, or where an operation is watched.
const files = "contoso.sharepoint.com"

// elsewhere is a Graph that is well, and points to a host that goes wrong.
type elsewhere struct {
	*site
	there *faultsim.Server
}

func pointsTo(ca *faultsim.Authority, status int, f faultsim.Fault, piped bool) *elsewhere {
	e := &elsewhere{site: reaches(ca, faultsim.Fault{}, 1<<30, piped)}
	e.secrets["own_header"] = ownHeader
	e.server.Good = http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Location", e.secrets["download_url"])
		w.Header().Set("Set-Cookie", "graph=1")
		w.WriteHeader(status)
	})
	e.there = faultsim.Start(faultsim.Site{
		Host: files, Fault: f, Authority: ca, Secrets: e.secrets, Piped: piped,
		Good: http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "application/json")
			fmt.Fprint(w, `{"status":"succeeded","percentageComplete":100,"value":[{"id":"1"},{"id":"2"}]}`)
		}),
	})
	graph := e.way.DialContext
	e.way.DialContext = func(ctx context.Context, network, address string) (net.Conn, error) {
		if address == files+":443" {
			return e.there.Dial(ctx, network, address)
		}
		return graph(ctx, network, address)
	}
	return e
}

// follows asks Graph, and goes where it points.
func (e *elsewhere) follows(ctx context.Context) (*graphquery.Result, error) {
	r, err := e.Run(ctx, asked("/me/drive/items/1/content"))
	if err == nil && r.Status == http.StatusAccepted {
		r, err = e.Monitor(ctx, r, nil)
	}
	e.hearErr(err)
	e.hearResult(r)
	e.close()
	e.there.Close()
	return r, err
}

// proves checks what holds whatever the other host does.
func (e *elsewhere) proves(t *testing.T, f faultsim.Fault, err error) {
	t.Helper()
	e.site.proves(t)
	for _, heard := range e.there.Heard() {
		for _, name := range []string{"Authorization", "Cookie", "Referer", "X-Own", "Proxy-Authorization"} {
			if heard.Header.Get(name) != "" {
				t.Errorf("%s went to the other host", name)
			}
		}
	}
	if f.Transport != "" && !mayWork[f.Transport] && !errors.Is(err, graphquery.ErrUnreachable) && !errors.Is(err, graphquery.ErrTooLarge) {
		t.Errorf("err = %v", err)
	}
	if err != nil && (strings.Contains(err.Error(), "proxy "+files) || strings.Contains(err.Error(), "graph.microsoft.com")) {
		t.Errorf("the wrong host is blamed: %v", err)
	}
}

// mayWork are the faults that an answer can survive.
var mayWork = map[string]bool{"cl-and-te": true, "content-length-too-small": true, "1-byte-per-second-body": true, "header-count-100k": true}

// Whatever the host does that Graph points to: no credential goes there, its address with the key in it is in no text,
// and what is said names that host and not Graph.
func TestWhateverAnotherHostDoesThereIsASentence(t *testing.T) {
	ca := faultsim.NewAuthority()
	for _, status := range []int{http.StatusFound, http.StatusAccepted} {
		for _, f := range faultsim.Catalogue() {
			if slow[f.Transport] || strings.HasPrefix(f.Transport, "proxy-") {
				continue
			}
			t.Run(fmt.Sprintf("%d/%s", status, f), func(t *testing.T) {
				watch := faultsim.Begin()
				ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
				defer cancel()
				e := pointsTo(ca, status, f, false)
				_, err := e.follows(ctx)
				e.proves(t, f, err)
				if ctx.Err() != nil {
					t.Errorf("it did not end: %v", err)
				}
				heap, left := watch.End()
				if left != nil {
					t.Error(left)
				}
				if heap > 256<<20 {
					t.Errorf("%d MiB of memory", heap>>20)
				}
			})
		}
	}
}

func TestAnotherHostThatNeverEndsIsLeft(t *testing.T) {
	ca := faultsim.NewAuthority()
	for _, status := range []int{http.StatusFound, http.StatusAccepted} {
		for _, f := range faultsim.Catalogue() {
			if !slow[f.Transport] {
				continue
			}
			t.Run(fmt.Sprintf("%d/%s", status, f), func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) {
					began := time.Now()
					e := pointsTo(ca, status, f, true)
					_, err := e.follows(t.Context())
					e.proves(t, f, err)
					if took := time.Since(began); took > 90*time.Minute {
						t.Errorf("it took %s", took)
					}
				})
			})
		}
	}
}
