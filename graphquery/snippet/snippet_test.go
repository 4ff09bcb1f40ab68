package snippet

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"graphguest/graphquery"
	"graphguest/graphquery/paste"
)

const graph = "https://graph.microsoft.com"

// hostile are bodies and values that a shell would love to obey.
var hostile = []string{
	`{"a":"it's"}`, "$(touch /tmp/x) `id` ${HOME} $TOKEN !!", `back\slash \n \'`, "two\nlines\twith a tab", "\"'\"'", "*?[a]{b,c} ~ # ; & | < >",
	"‘typographic’ ‚quotes‛ “too”", "zażółć 日本 👩‍👩‍👧", "-", "-n", "@file", "%s%n%%", "",
	"\x1b[31mred\x07\r\n", "nul\x00nul", "\xff\xfe broken", "\u202eright to left", "\u009b31m", "\\0101", "\n\n",
}

// ran runs a command in a shell in which curl and graphguest print their arguments and what is piped to them.
func ran(t *testing.T, shell, command string) (args []string, input string) {
	t.Helper()
	dir := t.TempDir()
	script := "#!/bin/sh\nprintf '%s\\0' \"$@\" > \"$0.args\"\nfor a in \"$@\"; do case \"$a\" in @-|-) cat > \"$0.input\";; esac; done\n"
	for _, name := range []string{"curl", "graphguest"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(script), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	cmd := exec.Command(shell, "-c", command)
	cmd.Env = []string{"PATH=" + dir + ":/usr/bin:/bin", "TOKEN=secret-token", "HOME=/nowhere"}
	cmd.Stdin = bytes.NewReader(nil)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%s: %v\n%s\n%q", shell, err, out, command)
	}
	for _, name := range []string{"curl", "graphguest"} {
		got, err := os.ReadFile(filepath.Join(dir, name+".args"))
		if err != nil {
			continue
		}
		args = strings.Split(strings.TrimSuffix(string(got), "\x00"), "\x00")
		piped, _ := os.ReadFile(filepath.Join(dir, name+".input"))
		return args, string(piped)
	}
	t.Fatalf("nothing was called by %q", command)
	return nil, ""
}

func shells(t *testing.T) (found []string) {
	for _, name := range []string{"/bin/sh", "/bin/bash", "/usr/bin/dash", "/usr/bin/zsh"} {
		if _, err := os.Stat(name); err == nil {
			found = append(found, name)
		}
	}
	if len(found) == 0 {
		t.Skip("there is no POSIX shell here")
	}
	return found
}

// valueOf is the argument behind an option, its last one.
func valueOf(args []string, option string) (value string) {
	for i := 0; i+1 < len(args); i++ {
		if args[i] == option {
			value = args[i+1]
		}
	}
	return value
}

func TestAShellHandsOnWhatIsInTheQuery(t *testing.T) {
	for _, shell := range shells(t) {
		for _, text := range hostile {
			q := graphquery.Query{Method: "POST", Path: "/users('" + text + "')?$filter=a eq '" + text + "'", Body: []byte(text)}
			q.Header = []graphquery.Header{{Name: "X-Empty"}, {Name: "X-Text", Value: text}}
			valid := q.Header[1].Valid() == nil

			args, piped := ran(t, shell, Curl(q, graph))
			body := valueOf(args, "--data-binary")
			if body == "@-" {
				body = piped
			}
			if body != text {
				t.Errorf("%s: curl got the body %q of %q", shell, body, text)
			}
			joined := strings.Join(args, "\x00")
			if !strings.Contains(joined, "\x00Authorization: Bearer secret-token\x00") {
				t.Errorf("%s: the shell did not fill in the token: %q", shell, args)
			}
			if want := "\x00X-Text: " + text + "\x00"; valid && text != "" && !strings.Contains(joined, want) {
				t.Errorf("%s: no header %q in %q", shell, want, args)
			}
			if want := "\x00X-Empty;"; !strings.Contains(joined, want) {
				t.Errorf("%s: no empty header in %q", shell, args)
			}
			if want := addressOf(q, graph); !strings.Contains(joined, want) {
				t.Errorf("%s: no address %q in %q", shell, want, args)
			}

			args, piped = ran(t, shell, Command(q, "it's mine"))
			body = valueOf(args, "-d")
			if body == "-" {
				body = piped
			}
			if body != text {
				t.Errorf("%s: graphguest got the body %q of %q", shell, body, text)
			}
			if got := valueOf(args, "-e"); got != "it's mine" {
				t.Errorf("%s: the environment is %q", shell, got)
			}
		}
	}
}

func TestACommandIsReadBackAsTheSameQuery(t *testing.T) {
	shell := shells(t)[0]
	for _, q := range []graphquery.Query{
		{Path: "/me"},
		{Method: "DELETE", Version: "beta", Path: "/users/a b"},
		{Path: "/beta/me"}, // a segment that is called like a version
		{Path: "/v1.0"},
		{Path: "/users?$filter=displayName eq 'O''Neil $(id)'&$search=\"a:b\""},
		{Version: "beta", Path: "/v1.0/me"},
	} {
		args, _ := ran(t, shell, Command(q, "lab"))
		back, err := graphquery.ParseLine(args[1]+" "+args[2], graph)
		if err != nil || back.Verb() != q.Verb() || back.API() != q.API() || back.Path != q.Path {
			t.Errorf("%q came back as %q, %v", q.String(), back.String(), err)
		}
	}
	strange := graphquery.Query{Path: "/users/\x1b[31m\n "}
	args, _ := ran(t, shell, Command(strange, "lab"))
	back, err := graphquery.ParseLine(args[1]+" "+args[2], graph)
	if err != nil || graphquery.EncodePath(back.Path) != graphquery.EncodePath(strange.Path) {
		t.Errorf("%q came back as %q, %v", strange.Path, back.Path, err)
	}
}

func TestACurlCommandIsPastedAsTheSameQuery(t *testing.T) {
	for _, q := range []graphquery.Query{
		{Method: "GET", Version: "v1.0", Path: "/me"},
		{Method: "HEAD", Version: "v1.0", Path: "/me"},
		{Method: "GET", Version: "beta", Path: "/users?$search=\"displayName:it's\"&$count=true", Header: []graphquery.Header{
			{Name: "ConsistencyLevel", Value: "eventual"}, {Name: "Prefer", Value: `odata.maxpagesize=5; x="y'z"`}}},
		{Method: "PATCH", Version: "v1.0", Path: "/users/1", Body: []byte("{\n\t\"a\": \"it's $HOME\"\n}"),
			Header: []graphquery.Header{{Name: "Content-Type", Value: "application/json"}}},
		{Method: "DELETE", Version: "v1.0", Path: "/users/1", Header: []graphquery.Header{{Name: "If-Match", Value: `W/"1"`}}},
	} {
		p, err := paste.Parse(Curl(q, graph), graph)
		if err != nil {
			t.Errorf("%s: %v\n%s", q, err, Curl(q, graph))
			continue
		}
		if got, want := addressOf(p.Query, graph), addressOf(q, graph); got != want || p.Query.Method != q.Method {
			t.Errorf("%s %s came back as %s %s", q.Method, want, p.Query.Method, got)
		}
		if !bytes.Equal(p.Query.Body, q.Body) || !reflect.DeepEqual(p.Query.Header, q.Header) {
			t.Errorf("%s came back as %+v", q, p.Query)
		}
	}
}

func TestNoSnippetHoldsAToken(t *testing.T) {
	q := graphquery.Query{Method: "POST", Path: "/me", Body: []byte("{}"), Header: []graphquery.Header{
		{Name: "authorization", Value: "Bearer eyJsecret"}, {Name: "Cookie", Value: "eyJsecret"}, {Name: "Proxy-Authorization", Value: "eyJsecret"}}}
	for _, text := range []string{Curl(q, graph), PowerShell(q, graph), Command(q, "lab")} {
		if strings.Contains(text, "eyJ") {
			t.Error(text)
		}
	}
}

func TestPowerShellQuotes(t *testing.T) {
	q := graphquery.Query{Method: "POST", Version: "beta", Path: "/users('O’Neil')", Body: []byte("it’s\x1b'x'\n$env:A `n"), Header: []graphquery.Header{
		{Name: "Prefer", Value: "a"}, {Name: "prefer", Value: "b"}, {Name: "Content-Type", Value: "text/plain"}}}
	want := `Invoke-MgGraphRequest -Method POST -Uri 'https://graph.microsoft.com/beta/users(''O%E2%80%99Neil'')' -Headers @{'Prefer' = 'a, b'}` +
		` -ContentType 'text/plain' -Body ('it’’s' + [char]27 + '''x''` + "\n$env:A `n') -OutputType PSObject"
	if got := PowerShell(q, graph); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	for text, want := range map[string]string{
		"": "''", "a": "'a'", "\x00": "('' + [char]0)", "\U000e0001b": "('' + [char]::ConvertFromUtf32(917505) + 'b')", "‚‛": "'‚‚‛‛'",
	} {
		if got := powerQuoted(text); got != want {
			t.Errorf("%q is %s, want %s", text, got, want)
		}
	}
	if got := PowerShell(graphquery.Query{Method: "PUT", Path: "/a", Body: []byte{0xff}}, graph); !strings.HasSuffix(got, "-Body ([Convert]::FromBase64String('/w==')) -OutputType PSObject") {
		t.Error(got)
	}
	if got := PowerShell(graphquery.Query{Method: "HEAD", Path: "/a"}, graph); !strings.HasPrefix(got, "# Invoke-MgGraphRequest does not know this method\nInvoke-MgGraphRequest -Method 'HEAD' ") {
		t.Error(got)
	}
}

func TestContentsAreWrittenToAFile(t *testing.T) {
	for path, want := range map[string]bool{
		"/me/photo/$value": true, "/me/photo/$value?a=b": true, "/drives/1/items/2/content": true, "/me": false, "/me?$filter=a eq '/$value'": false,
	} {
		got := PowerShell(graphquery.Query{Path: path}, graph)
		if strings.HasSuffix(got, " -OutputFilePath answer.bin") != want || strings.HasSuffix(got, " -OutputType PSObject") == want {
			t.Errorf("%s: %s", path, got)
		}
	}
}

func TestAStrangeMethodIsNoCommand(t *testing.T) {
	q := graphquery.Query{Method: "GET; calc\n'x", Path: "/me"}
	if got, want := PowerShell(q, graph), "# Invoke-MgGraphRequest does not know this method\nInvoke-MgGraphRequest -Method 'GET; calc\n''x' -Uri "; !strings.HasPrefix(got, want) {
		t.Error(got)
	}
	for _, shell := range shells(t) {
		if args, _ := ran(t, shell, Curl(q, graph)); valueOf(args, "-X") != q.Method {
			t.Errorf("%s: %q", shell, args)
		}
		if args, _ := ran(t, shell, Command(q, "lab")); args[1] != q.Method {
			t.Errorf("%s: %q", shell, args)
		}
	}
}

// FuzzCommandsAreReadBack: what can be sent is the same after it went through a shell, whatever is in it.
func FuzzCommandsAreReadBack(f *testing.F) {
	for _, text := range hostile {
		f.Add("/me", text, text)
		f.Add("/users?$filter=a eq '"+text+"'", "v", text)
	}
	f.Fuzz(func(t *testing.T, path, value, body string) {
		q := graphquery.Query{Method: "POST", Version: "beta", Path: path, Body: []byte(body), Header: []graphquery.Header{{Name: "X-Text", Value: value}}}
		sent, err := q.URL(graph)
		if err != nil || len(path)+len(value) > 4096 || strings.HasPrefix(path, "//") || strings.HasPrefix(path, `/\`) {
			return // it is never sent, or read as the name of a host
		}
		shell := shells(t)[0]
		args, piped := ran(t, shell, Command(q, "lab"))
		back, err := graphquery.ParseLine(args[1]+" "+args[2], graph)
		if err != nil {
			t.Fatalf("%q: %v", path, err)
		}
		if again, err := back.URL(graph); err != nil || again.String() != sent.String() {
			t.Errorf("%s came back as %v, %v", sent, again, err)
		}
		got := valueOf(args, "-d")
		if got == "-" {
			got = piped
		}
		if got != body {
			t.Errorf("the body %q came back as %q", body, got)
		}
		args, _ = ran(t, shell, Curl(q, graph))
		if !strings.Contains(strings.Join(args, "\x00"), "\x00"+sent.String()+"\x00") {
			t.Errorf("%s is not in %q", sent, args)
		}
	})
}

func TestNothingInASnippetIsObeyedByATerminal(t *testing.T) {
	for _, text := range hostile {
		q := graphquery.Query{Method: "POST", Path: "/" + text, Body: []byte(text), Header: []graphquery.Header{{Name: "X", Value: text}}}
		for _, snippet := range []string{Curl(q, graph), PowerShell(q, graph), Command(q, text)} {
			for _, r := range snippet {
				if r < ' ' && r != '\n' && r != '\t' || r >= 0x7f && r < 0xa0 {
					t.Errorf("%q holds %U", snippet, r)
				}
			}
		}
	}
}
