package faultsim

import (
	"io"
	"net/http"
	"strings"
	"testing"
	"time"
)

func TestEveryRowOfTheCatalogueIsKnown(t *testing.T) {
	elsewhere := map[string]bool{"h2-goaway": true, "h2-rst": true, "tls-alert": true}
	for _, f := range Catalogue() {
		_, transport := transports[f.Transport]
		_, dial := dials[f.Transport]
		_, handshake := handshakes[f.Transport]
		_, tunnel := tunnels[f.Transport]
		_, body := bodies[f.Body]
		_, words := refusals[f.Body]
		if !transport && !dial && !handshake && !tunnel && !body && !words && !elsewhere[f.Transport] && f.RetryAfter == nil {
			t.Errorf("nothing is done for %s", f)
		}
	}
	if n := len(Catalogue()); n < 411 {
		t.Errorf("%d faults", n)
	}
}

func TestWhatIsAskedForBeforeTheFaultIsAnsweredWell(t *testing.T) {
	s := Start(Site{Host: "graph.example", After: 1, Fault: Fault{Status: 503, Body: "text"}, Authority: NewAuthority(), Secrets: Canaries(),
		Good: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { _, _ = io.WriteString(w, "good "+r.URL.Path) })})
	defer s.Close()
	way := s.Reach(&http.Transport{})
	defer way.CloseIdleConnections()
	client := &http.Client{Transport: way, Timeout: 10 * time.Second}
	for _, want := range []string{"200 good /x", "503 The service"} {
		resp, err := client.Get("https://graph.example/x")
		if err != nil {
			t.Fatal(err)
		}
		body, _ := io.ReadAll(resp.Body)
		resp.Body.Close()
		if got := resp.Status[:4] + string(body); !strings.HasPrefix(got, want) {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestTheSecondServerTellsWhatItShouldNotHaveHeard(t *testing.T) {
	secrets := Canaries()
	for name, tt := range map[string]struct {
		url, header, value string
		leak               bool
	}{
		"nothing":          {"https://evil.example/x", "Accept", "text/plain", false},
		"a token":          {"https://evil.example/x", "Authorization", "Bearer x", true},
		"a canary":         {"http://evil.example/x", "X-Note", secrets["refresh_token"], true},
		"in the address":   {"https://evil.example/x?t=" + secrets["access_token"], "Accept", "x", true},
		"its own download": {strings.Replace(secrets["download_url"], "contoso.sharepoint.com", "evil.example", 1), "Accept", "x", false},
		"a cookie":         {"http://graph.example/", "Cookie", "a=b", true},
	} {
		t.Run(name, func(t *testing.T) {
			s := Start(Site{Host: "graph.example", Authority: NewAuthority(), Secrets: secrets})
			defer s.Close()
			way := s.Reach(&http.Transport{})
			defer way.CloseIdleConnections()
			req, _ := http.NewRequest("GET", tt.url, nil)
			req.Header.Set(tt.header, tt.value)
			resp, err := way.RoundTrip(req)
			if err != nil {
				t.Fatal(err)
			}
			resp.Body.Close()
			if err := s.Second.Leak(); (err != nil) != tt.leak || len(s.Second.Asked()) != 1 {
				t.Errorf("%v; asked %q", err, s.Second.Asked())
			}
		})
	}
}

func TestASecretIsFoundInEveryCoat(t *testing.T) {
	s := Canaries()
	token := s.GraphToken("46d2b5a1-9c3e-4f7a-8b7e-0c1d2e3f3f58")
	s["access_token"] = token
	for text, want := range map[string]bool{
		"nothing at all":             false,
		"Bearer " + token:            true,
		"AT-CANARY-7f3a91":           true,
		"x=PROXY%2DCANARY-08":        true,
		strings.Split(token, ".")[2]: true,
	} {
		if got := s.In(text); (got != "") != want {
			t.Errorf("%q: %q", text, got)
		}
	}
}

func TestASentenceIsOnePrintableLine(t *testing.T) {
	for text, good := range map[string]bool{
		"503 Service Unavailable: Graph is too busy": true, "": false, "a\nb": false, "a\x1b[31mb": false, "a\u202eb": false, "a\u009bb": false, "a\xff": false,
	} {
		if err := Sentence(text); (err == nil) != good {
			t.Errorf("%q: %v", text, err)
		}
	}
}
