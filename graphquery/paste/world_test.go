package paste

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"strings"
	"testing"

	"graphguest/graphquery"
)

// shared reads data that lies beside the project; without it the test is skipped.
func shared(t *testing.T, name string) []byte {
	t.Helper()
	data, err := os.ReadFile("../../../shared/data/" + name)
	if err != nil {
		t.Skip(name + " is not here")
	}
	return bytes.TrimPrefix(data, []byte("\ufeff"))
}

// sample is a query as Graph Explorer offers it.
type sample struct {
	Method, RequestURL, PostBody string
	Headers                      []graphquery.Header
}

// The same query, whichever way it is handed around.
func (s sample) ways() map[string]string {
	quoted := func(text string) string { return "'" + strings.ReplaceAll(text, "'", `'\''`) + "'" }
	address := graph + s.RequestURL
	block := s.Method + " " + address + "\n"
	curl := "curl -X " + s.Method + " " + quoted(address)
	for _, h := range s.Headers {
		block += h.Name + ": " + h.Value + "\n"
		curl += " \\\n  -H " + quoted(h.Name+": "+h.Value)
	}
	version, path, _ := strings.Cut(s.RequestURL[1:], "/")
	headers, _ := json.Marshal(s.Headers)
	link := "https://developer.microsoft.com/graph/graph-explorer?request=" + url.QueryEscape(path) + "&method=" + s.Method +
		"&version=" + version + "&GraphUrl=" + graph + "&headers=" + base64.StdEncoding.EncodeToString(headers)
	if s.PostBody != "" {
		block += "\n" + s.PostBody
		curl += " \\\n  -d " + quoted(s.PostBody)
		link += "&requestBody=" + base64.StdEncoding.EncodeToString([]byte(s.PostBody))
	}
	return map[string]string{"block": block, "curl": curl, "link": link}
}

func TestEverySampleOfGraphExplorerIsReadInEveryForm(t *testing.T) {
	var all struct{ SampleQueries []sample }
	if err := json.Unmarshal(shared(t, "devx-content/sample-queries.json"), &all); err != nil || len(all.SampleQueries) < 300 {
		t.Fatalf("%d samples, %v", len(all.SampleQueries), err)
	}
	for _, s := range all.SampleQueries {
		want, err := graphquery.ParseLine(s.Method+" "+graph+s.RequestURL, graph)
		if err != nil {
			t.Errorf("%s: %v", s.RequestURL, err)
			continue
		}
		for way, text := range s.ways() {
			p, err := Parse(text, graph)
			same := graphquery.EncodePath(p.Query.Path) == graphquery.EncodePath(want.Path) && p.Query.Method == want.Method && p.Query.Version == want.Version
			if err != nil || !same || len(p.Query.Header) != len(s.Headers) || squeezed(string(p.Query.Body)) != squeezed(s.PostBody) || !Looks(text) {
				t.Errorf("as a %s %s\nis %s %q %v", way, text, p.Query, p.Query.Body, err)
			}
		}
	}
}

// squeezed is a body without its white space.
func squeezed(s string) string { return strings.Join(strings.Fields(s), "") }

func TestNoAddressOfAnotherHostIsTaken(t *testing.T) {
	scan := bufio.NewScanner(bytes.NewReader(shared(t, "hostile/urls.jsonl")))
	for scan.Scan() {
		var row struct {
			URL          string
			TokenAllowed bool `json:"token_allowed"`
		}
		if err := json.Unmarshal(scan.Bytes(), &row); err != nil {
			t.Fatal(err)
		}
		for _, text := range []string{row.URL, "curl '" + row.URL + "'", "GET " + row.URL + "\nA: b", "GET /me\nHost: " + row.URL} {
			p, err := Parse(text, graph)
			if err != nil {
				continue
			}
			if u, err := p.Query.URL(graph); err == nil && (u.Host != "graph.microsoft.com" || u.Scheme != "https") {
				t.Errorf("%q leads to %s", text, u)
			}
		}
	}
}

func TestNoSecretIsTold(t *testing.T) {
	const secret = "canary-eyJ0eXAi"
	for _, form := range []string{
		"curl -H 'Authorization: Bearer %s' https://graph.microsoft.com/v1.0/me", "curl -H 'Authorization: Bearer %s' x 'y", "curl --oauth2-bearer %s https://graph.microsoft.com/v1.0/me",
		"curl -b %s https://graph.microsoft.com/v1.0/me", "curl -U %s -x y https://graph.microsoft.com/v1.0/me", "curl -H 'Cookie: %s' --frob", "curl -H 'Authorization %s' x",
		"curl https://user:%s@graph.microsoft.com/v1.0/me", "GET /me\nAuthorization: Bearer %s\nproxy-authorization: %s\nCookie : %s", "GET /me\nAuthorization Bearer %s", "Bearer %s\nGET /me",
		"@token = %s\nGET /me\nAuthorization: Bearer {{token}}", "curl -H 'Bearer %s: x' https://graph.microsoft.com/v1.0/me", "curl -H @%s", "GET /me\nA: \x01%s", "curl -u me:%s x",
		"https://developer.microsoft.com/graph/graph-explorer?request=me&sid=%s",
	} {
		text := strings.ReplaceAll(form, "%s", secret)
		p, err := Parse(text, graph)
		if told := fmt.Sprintf("%+v %v %s", p, err, p.Query.Body); strings.Contains(told, secret) {
			t.Errorf("%s\ntells %s", text, told)
		}
	}
}
