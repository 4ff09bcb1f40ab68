package graphquery

import (
	"bufio"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"os"
	"strings"
	"testing"

	"github.com/go-json-experiment/json/jsontext"
)

// hostile reads one of the shared corpora line by line; without it the test is skipped.
func hostile(t *testing.T, name string, each func(line []byte)) {
	t.Helper()
	f, err := os.Open("../../shared/data/hostile/" + name)
	if err != nil {
		t.Skipf("the hostile corpus %s is not here", name)
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		each(lines.Bytes())
	}
}

type hostileURL struct {
	URL     string `json:"url"`
	Allowed bool   `json:"token_allowed"`
}

func hostileURLs(t *testing.T) []hostileURL {
	var all []hostileURL
	hostile(t, "urls.jsonl", func(line []byte) {
		var u hostileURL
		if err := json.Unmarshal(line, &u); err != nil {
			t.Fatal(err)
		}
		all = append(all, u)
	})
	if len(all) < 40 {
		t.Fatalf("only %d addresses in the corpus", len(all))
	}
	return all
}

func TestHostileAddressesGetNoToken(t *testing.T) {
	for _, tt := range hostileURLs(t) {
		slots := map[string]func(*guest) error{
			"typed": func(g *guest) error {
				q, err := ParseLine(tt.URL, base)
				if err != nil {
					return err
				}
				_, err = g.Run(t.Context(), q)
				return err
			},
			"next link": func(g *guest) error {
				_, err := g.Collect(t.Context(), &Result{Body: []byte(`{"value":[]}`), NextLink: tt.URL}, 0, nil)
				return err
			},
			"next link of a stream": func(g *guest) error {
				link, _ := jsontext.AppendQuote(nil, tt.URL)
				g.graph.answers = []answer{{status: 200, body: `{"value":[],"@odata.nextLink":` + string(link) + `}`}, {status: 200, body: `{"value":[]}`}}
				_, err := g.Stream(t.Context(), Query{Path: "/users"}, Stream{All: true}, func(*Part) error { return nil })
				return err
			},
			"saved path": func(g *guest) error {
				_, err := g.Run(t.Context(), Query{Path: tt.URL})
				return err
			},
			"request": func(g *guest) error {
				u, err := url.Parse(tt.URL)
				if err != nil {
					return err
				}
				req := &http.Request{Method: "GET", URL: u, Header: http.Header{}}
				_, err = g.send(t.Context(), tokenFor(fabrikamID), req, &Result{})
				return err
			},
		}
		for slot, send := range slots {
			g := guestAt(answer{status: 200, body: `{"value":[]}`})
			err := send(g)
			for _, r := range g.graph.asked {
				if r.URL.Scheme != "https" || !strings.EqualFold(r.URL.Hostname(), "graph.microsoft.com") || r.URL.Port() != "" && r.URL.Port() != "443" || r.URL.User != nil {
					t.Errorf("%s %q: the token went to %s", slot, tt.URL, r.URL)
				}
			}
			if tt.Allowed && slot != "saved path" && err != nil {
				t.Errorf("%s %q: %v, want it sent", slot, tt.URL, err)
			}
		}
	}
}

func TestTheOriginHasToBeExactlyOurs(t *testing.T) {
	for _, tt := range []struct {
		base, link string
		want       bool
	}{
		{base, base + "/v1.0/me", true},
		{base, base, true},
		{base + "/", base + ":443/x", true},
		{base, base + ":444/x", false},
		{base, "http://graph.microsoft.com/", false},
		{"http://graph.microsoft.com", "http://graph.microsoft.com/", false},
		{"https://localhost:9443", "https://localhost:9443/v1.0/me", true},
		{"https://localhost:9443", "https://localhost/v1.0/me", false},
		{"https://localhost:9443", "https://127.0.0.1:9443/", false},
		{"", base, false},
		{base, "", false},
		{base, "/v1.0/me", false},
		{base, base + "/" + strings.Repeat("x", 1<<20), false},
	} {
		_, err := allowed(tt.base, tt.link)
		if (err == nil) != tt.want {
			t.Errorf("allowed(%q, %.60q): %v, want %v", tt.base, tt.link, err, tt.want)
		}
		if err != nil && !errors.Is(err, ErrOtherOrigin) {
			t.Errorf("allowed(%q, %.60q): %v is not ErrOtherOrigin", tt.base, tt.link, err)
		}
	}
}

func TestGraphOfAnotherCloudIsRefusedWithBothNames(t *testing.T) {
	for _, tt := range []struct{ base, link, theirs, ours string }{
		{base, "https://graph.microsoft.us/v1.0/me", "Graph of the US government cloud (GCC High)", "in the global cloud"},
		{base, "https://DOD-graph.microsoft.us/v1.0/me", "(DoD)", "in the global cloud"},
		{base, "https://microsoftgraph.chinacloudapi.cn/v1.0/me", "in China", "in the global cloud"},
		{base, "https://canary.graph.microsoft.com/v1.0/me", "canary", "in the global cloud"},
		{"https://graph.microsoft.us", base + "/v1.0/me", "Graph of the global cloud", "in the US government cloud (GCC High)"},
		{"https://dod-graph.microsoft.us", "https://graph.microsoft.us/me", "(GCC High)", "(DoD)"},
		{"https://graph.lab.example", base + "/v1.0/me", "the global cloud", "in a cloud of its own (https://graph.lab.example)"},
	} {
		_, err := allowed(tt.base, tt.link)
		if !errors.Is(err, ErrOtherOrigin) {
			t.Fatalf("%s at %s: %v", tt.link, tt.base, err)
		}
		wantText(t, err.Error(), tt.theirs, tt.ours, tt.base)
	}
	for _, link := range []string{"http://graph.microsoft.us/", "https://x@graph.microsoft.us/", "https://graph.microsoft.us:8443/", "https://graph.microsoft.us.evil.example/", "https://graph.example/"} {
		if _, err := allowed(base, link); !errors.Is(err, ErrOtherOrigin) || strings.Contains(err.Error(), "government") {
			t.Errorf("%s: %v, want it refused as unknown", link, err)
		}
	}
}

func FuzzOnlyOurOriginIsAllowed(f *testing.F) {
	for _, seed := range []string{base + "/x", "https://graph.microsoft.com@evil.example/", "https:\\\\evil", "//x", "https://graph.microsoft.com:443"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, link string) {
		u, err := allowed(base, link)
		if err != nil {
			return
		}
		if host := strings.ToLower(u.Host); u.Scheme != "https" || host != "graph.microsoft.com" && host != "graph.microsoft.com:443" || u.User != nil {
			t.Errorf("%q is allowed and leads to %s", link, u)
		}
	})
}
