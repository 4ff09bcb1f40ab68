package graphquery_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"graphguest/graphquery"
	"graphguest/graphquery/graphsim/faultsim"
	"graphguest/graphquery/httpfile"
	"graphguest/graphquery/paste"
)

// A slot is a place where an address can come from. It asks for it as the program does.
type slot struct {
	name string
	ask  func(ctx context.Context, s *site, link string) error
	// serves makes Graph give the address; nil = it comes from the person
	serves func(w http.ResponseWriter, r *http.Request, link string)
}

// ownHeader is of a query: a person may have put anything into it.
const ownHeader = "OWN-CANARY-4e21"

func asked(path string) graphquery.Query {
	return graphquery.Query{Path: path, Header: []graphquery.Header{{Name: "X-Own", Value: ownHeader}, {Name: "Referer", Value: "https://own.example/" + ownHeader}}}
}

func runs(ctx context.Context, s *site, q graphquery.Query) error {
	q.Header = asked("").Header
	r, err := s.Run(ctx, q)
	s.hearResult(r)
	return err
}

func runsUsers(ctx context.Context, s *site, _ string) error { return runs(ctx, s, asked("/users")) }

func member(name string) func(http.ResponseWriter, *http.Request, string) {
	return func(w http.ResponseWriter, _ *http.Request, link string) {
		text, _ := json.Marshal(link)
		fmt.Fprintf(w, `{"value":[{"id":"1","@odata.id":%s}],%q:%s}`, text, name, text)
	}
}

func header(status int, name string) func(http.ResponseWriter, *http.Request, string) {
	return func(w http.ResponseWriter, _ *http.Request, link string) {
		w.Header().Set(name, strings.NewReplacer("\n", " ", "\r", " ", "\t", " ").Replace(link))
		w.WriteHeader(status)
	}
}

var slots = []slot{
	{name: "address bar", ask: func(ctx context.Context, s *site, link string) error {
		q, err := graphquery.ParseLine(link, s.Graph)
		if err != nil {
			return err
		}
		return runs(ctx, s, q)
	}},
	{name: "path of a query", ask: func(ctx context.Context, s *site, link string) error { return runs(ctx, s, asked(link)) }},
	{name: "saved query", ask: func(ctx context.Context, s *site, link string) error {
		f, _ := httpfile.Parse("x.http", []byte("### x\nGET "+link+"\n"))
		for _, r := range f.Requests {
			if r.Refused != "" { // the program does not run it, and says this
				return errors.New(r.Refused)
			}
			if err := runs(ctx, s, r.Query); err != nil {
				return err
			}
		}
		return nil
	}},
	{name: "pasted", ask: func(ctx context.Context, s *site, link string) error { return pastes(ctx, s, link) }},
	{name: "pasted curl", ask: func(ctx context.Context, s *site, link string) error {
		return pastes(ctx, s, "curl -H 'X-Own: "+ownHeader+"' '"+link+"'")
	}},
	{name: "next link of a stream", serves: member("@odata.nextLink"), ask: func(ctx context.Context, s *site, _ string) error {
		r, err := s.Stream(ctx, asked("/users"), graphquery.Stream{All: true}, func(*graphquery.Part) error { return nil })
		s.hearResult(r)
		return err
	}},
	{name: "next link of a collection", serves: member("@odata.nextLink"), ask: func(ctx context.Context, s *site, _ string) error {
		r, err := s.Run(ctx, asked("/users"))
		if err != nil || r.NextLink == "" {
			return err
		}
		r, err = s.Collect(ctx, r, 0, nil)
		s.hearResult(r)
		return err
	}},
	{name: "delta link", serves: member("@odata.deltaLink"), ask: func(ctx context.Context, s *site, _ string) error {
		r, err := s.Run(ctx, asked("/users/delta"))
		if err != nil || r.DeltaLink == "" {
			return err
		}
		q, err := graphquery.ParseLine(r.DeltaLink, s.Graph)
		if err != nil {
			return err
		}
		return runs(ctx, s, q)
	}},
	{name: "@odata.id", serves: member("@odata.context"), ask: func(ctx context.Context, s *site, link string) error {
		if err := runsUsers(ctx, s, ""); err != nil {
			return err
		}
		q, err := graphquery.ParseLine(link, s.Graph)
		if err != nil {
			return err
		}
		return runs(ctx, s, q)
	}},
	{name: "redirect of a download", serves: header(http.StatusFound, "Location"), ask: runsUsers},
	{name: "lasting redirect", serves: header(http.StatusPermanentRedirect, "Location"), ask: runsUsers},
	{name: "monitor", serves: header(http.StatusAccepted, "Location"), ask: watches},
	{name: "operation", serves: header(http.StatusAccepted, "Operation-Location"), ask: watches},
	{name: "content location", serves: header(http.StatusOK, "Content-Location"), ask: runsUsers},
	{name: "link header", serves: header(http.StatusOK, "Link"), ask: runsUsers},
}

// goesThere are the slots whose address is followed to another host, without anything that would be a loss there.
var goesThere = map[string]bool{"redirect of a download": true, "lasting redirect": true, "monitor": true, "operation": true}

func pastes(ctx context.Context, s *site, text string) error {
	p, err := paste.Parse(text, s.Graph)
	if err != nil {
		return err
	}
	return runs(ctx, s, p.Query)
}

// watches begins an operation and watches it for a while.
func watches(ctx context.Context, s *site, _ string) error {
	r, err := s.Run(ctx, asked("/users"))
	s.hearResult(r)
	if err != nil || s.MonitorHost(r) == "" {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, 3*time.Minute)
	defer cancel()
	r, err = s.Monitor(ctx, r, nil)
	s.hearResult(r)
	return err
}

// Wherever an address comes from, no credential leaves for another host than Graph's, none travels without TLS, and
// what is said about it is a sentence.
func TestNoAddressLeadsACredentialAway(t *testing.T) {
	ca := faultsim.NewAuthority()
	urls := append(faultsim.URLs(), faultsim.URL{URL: faultsim.Canaries()["download_url"]}, faultsim.URL{URL: "http://files.example/x"})
	for _, slot := range slots {
		for _, u := range urls {
			t.Run(slot.name+"/"+u.URL, func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) { follows(t, ca, slot, u) })
			})
		}
	}
}

func follows(t *testing.T, ca *faultsim.Authority, slot slot, u faultsim.URL) {
	s := reaches(ca, faultsim.Fault{}, 1<<30, true)
	s.secrets["own_header"] = ownHeader
	first := true
	s.server.Good = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		if slot.serves == nil || !first {
			fmt.Fprint(w, `{"value":[{"id":"1"}],"status":"succeeded"}`)
			return
		}
		first = false
		slot.serves(w, r, u.URL)
	})
	err := slot.ask(t.Context(), s, u.URL)
	s.hearErr(err)
	s.close()
	s.proves(t)
	for _, what := range s.server.Second.Asked() {
		if strings.Contains(what, " http://") {
			t.Errorf("it asked without TLS: %s", what)
		}
		if slot.serves == nil || strings.Contains(slot.name, "link") {
			t.Errorf("it asked another host: %s", what)
		}
	}
	if file := faultsim.Canaries()["download_url"]; u.URL == file && len(s.server.Second.Asked()) == 0 && goesThere[slot.name] {
		t.Errorf("it did not go after %s: %v", file, err)
	}
	typed := slot.name == "address bar" || strings.HasPrefix(slot.name, "pasted")
	if u.Allowed && typed && (err != nil || s.server.Asked() != 1) {
		t.Errorf("asked Graph %d times: %v", s.server.Asked(), err)
	}
}
