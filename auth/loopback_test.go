package auth_test

import (
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// browserClient keeps no connection and follows nothing.
var browserClient = &http.Client{
	Transport:     &http.Transport{DisableKeepAlives: true},
	CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
}

// stray sends the i-th request that is not the answer to the sign-in whose page is given.
func stray(t *testing.T, page string, i int) (status int) {
	t.Helper()
	q := asked(t, page)
	state := url.QueryEscape(q.Get("state"))
	_, port, _ := strings.Cut(strings.TrimPrefix(q.Get("redirect_uri"), "http://"), ":")
	base := "http://127.0.0.1:" + port
	if i%2 == 1 && hasIPv6() {
		base = "http://[::1]:" + port
	}
	kinds := []struct{ method, path, host, body string }{
		{"GET", "/favicon.ico", "", ""},
		{"GET", "/?code=evil&state=" + state, "", ""},
		{"OPTIONS", "/", "", ""},
		{"HEAD", "/", "", ""},
		{"POST", "/", "", "error=access_denied&error_description=%1b%5d52%3bc%3b"},
		{"POST", "/", "", "code=evil"},
		{"POST", "/", "", "state=guess&code=evil"},
		{"POST", "/", "", "state=" + state[:len(state)-1] + "&code=evil"},
		{"POST", "/", "", "state=" + state + "&state=guess&code=evil"},
		{"POST", "/?state=" + state, "", "code=evil"},
		{"POST", "/callback", "", "state=" + state + "&code=evil"},
		{"POST", "/", "evil.example", "state=" + state + "&code=evil"},
		{"POST", "/", "evil.example:" + port, "state=" + state + "&code=evil"},
		{"POST", "/", "localhost", "state=" + state + "&code=evil"},
		{"POST", "/", "localhost.evil.example:" + port, "state=" + state + "&code=evil"},
		{"POST", "/", "", "state=" + state + "&code=" + strings.Repeat("x", 65<<10)},
		{"PUT", "/", "", "state=" + state + "&code=evil"},
	}
	k := kinds[i%len(kinds)]
	r, err := http.NewRequest(k.method, base+k.path, strings.NewReader(k.body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Host = k.host
	resp, err := browserClient.Do(r)
	if err != nil {
		if len(k.body) > 64<<10 {
			return http.StatusNotFound // cut off while it was sending
		}
		t.Fatalf("stray request %d: %v", i, err)
	}
	resp.Body.Close()
	return resp.StatusCode
}

// post answers the page with a form as the browser would, under the right state.
func post(t *testing.T, page, form string) *http.Response {
	t.Helper()
	q := asked(t, page)
	body := "state=" + url.QueryEscape(q.Get("state")) + "&" + form
	resp, err := browserClient.Post(q.Get("redirect_uri"), "application/x-www-form-urlencoded", strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	return resp
}

func answerWith(t *testing.T, page, form string) error {
	t.Helper()
	return post(t, page, form).Body.Close()
}

// halfPost sends the beginning of the answer and keeps the connection.
func halfPost(t *testing.T, page string) {
	t.Helper()
	host := strings.TrimPrefix(asked(t, page).Get("redirect_uri"), "http://")
	c, err := net.Dial("tcp", host)
	if err != nil {
		t.Error(err)
		return
	}
	t.Cleanup(func() { c.Close() })
	fmt.Fprintf(c, "POST / HTTP/1.1\r\nHost: %s\r\nContent-Length: 100\r\n\r\nstate=", host)
}

func hasIPv6() bool {
	l, err := net.Listen("tcp6", "[::1]:0")
	if err == nil {
		l.Close()
	}
	return err == nil
}

func asJSON(v any) string {
	b, _ := json.Marshal(v)
	return string(b)
}
