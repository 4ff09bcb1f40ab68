package paste

import (
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"

	"graphguest/graphquery"
)

const graph = "https://graph.microsoft.com"

// query is short for what most pastes are.
func query(line string, headers ...string) graphquery.Query {
	q, err := graphquery.ParseLine(line, graph)
	if err != nil {
		panic(err)
	}
	for _, h := range headers {
		name, value, _ := strings.Cut(h, ": ")
		q.Header = append(q.Header, graphquery.Header{Name: name, Value: value})
	}
	return q
}

func with(q graphquery.Query, body string) graphquery.Query {
	q.Body = []byte(body)
	return q
}

// reads fails the test unless text is read as want, with a note that holds each of notes.
func reads(t *testing.T, text string, kind Kind, want graphquery.Query, notes ...string) Pasted {
	t.Helper()
	p, err := Parse(text, graph)
	if err != nil {
		t.Errorf("%s\nis refused: %v", text, err)
		return p
	}
	if p.Kind != kind || !reflect.DeepEqual(p.Query, want) {
		t.Errorf("%s\nis %d %+v body %q,\nwant %d %+v body %q", text, p.Kind, p.Query, p.Query.Body, kind, want, want.Body)
	}
	for _, note := range notes {
		if !slices.ContainsFunc(p.Notes, func(n string) bool { return strings.Contains(n, note) }) {
			t.Errorf("%s\nsays %q and nothing of %q", text, p.Notes, note)
		}
	}
	if len(notes) != len(p.Notes) {
		t.Errorf("%s\nsays %q, want %d notes", text, p.Notes, len(notes))
	}
	return p
}

// refuses fails the test unless text is refused for a reason that holds why.
func refuses(t *testing.T, text, why string) error {
	t.Helper()
	p, err := Parse(text, graph)
	if err == nil || !strings.Contains(err.Error(), why) {
		t.Errorf("%s\nis %+v, %v, want an error with %q", text, p.Query, err, why)
	}
	return err
}

func TestAnAddressIsRead(t *testing.T) {
	guests := query("/users?$filter=userType eq 'Guest'&$select=id,displayName")
	for _, text := range []string{
		"https://graph.microsoft.com/v1.0/users?$filter=userType eq 'Guest'&$select=id,displayName",
		"https://graph.microsoft.com/v1.0/users?%24filter=userType%20eq%20%27Guest%27&%24select=id%2CdisplayName",
		"  <https://graph.microsoft.com/v1.0/users?$filter=userType%20eq%20'Guest'&$select=id,displayName>\r\n",
		"“https://graph.microsoft.com/v1.0/users?$filter=userType eq 'Guest'&$select=id,displayName”",
		"HTTPS://GRAPH.microsoft.com/v1.0/users?$filter=userType eq 'Guest'&$select=id,displayName HTTP/1.1",
		"https://graph.microsoft.com/v1.0/users\n  ?$filter=userType eq 'Guest'\n  &$select=id,displayName",
		"https://graph.microsoft.com/v1.0/users?\n\t$filter=userType eq\n\t'Guest'&\n\t$select=id,\n\tdisplayName",
		"https://graph.microsoft.com/v1.0/users?%24filter=userTy\rpe%20eq%20%27Guest%27&%24select=id%2CdisplayName",
	} {
		reads(t, text, URL, guests)
	}
	reads(t, "https://graph.microsoft.com/beta/me", URL, query("beta /me"))
	reads(t, "https://graph.microsoft.com", URL, query("/"))
	reads(t, "https://graph.microsoft.com/v1.0/me\nhttps://graph.microsoft.com/v1.0/users", URL, query("/me"), "first of several")
}

func TestWhatDecodingWouldChangeStaysEncoded(t *testing.T) {
	for _, path := range []string{
		"/users?$filter=displayName eq 'A%26B'x&$top=1", "/users?$search=%22a%3Db%26c%22%26d", "/a%2Fb?$x=%2541", "/users?$filter=a%00b",
		"/users?$filter=startswith(displayName,'%ff')", "/users?$filter=a%20", "/users?$filter=100%25",
	} {
		p, err := Parse(graph+"/v1.0"+path, graph)
		if err != nil {
			t.Errorf("%s: %v", path, err)
			continue
		}
		_, options, _ := strings.Cut(path, "?")
		_, sent, _ := strings.Cut(graphquery.EncodePath(p.Query.Path), "?")
		meant, _ := parts(options)
		got, _ := parts(sent)
		if !slices.Equal(meant, got) {
			t.Errorf("%s became %s, which means %q instead of %q", path, p.Query.Path, got, meant)
		}
	}
}

func TestAnotherHostIsRefusedWithBothNames(t *testing.T) {
	for _, text := range []string{
		"https://graph.microsoft.us/v1.0/me", "http://graph.microsoft.com/v1.0/me", "https://graph.microsoft.com.evil.example/v1.0/me",
		"https://user:pass@graph.microsoft.com/v1.0/me", "GET https://graph.microsoft.us/v1.0/me", "curl https://graph.microsoft.us/v1.0/me",
		"curl graph.microsoft.us/v1.0/me", "GET https://graph.microsoft.us/v1.0/me\nPrefer: a", "GET /v1.0/me HTTP/1.1\nHost: graph.microsoft.us",
		"@host = https://graph.microsoft.us\nGET {{host}}/v1.0/me\nPrefer: a",
		"https://developer.microsoft.com/graph/graph-explorer?request=me&GraphUrl=https://graph.microsoft.us",
	} {
		if err := refuses(t, text, graph); err != nil && !errors.Is(err, graphquery.ErrOtherOrigin) {
			t.Errorf("%s: %v is not ErrOtherOrigin", text, err)
		}
	}
}

func TestTheGraphOfTheEnvironmentIsTheOneThatCounts(t *testing.T) {
	for _, text := range []string{
		"https://graph.lab:9443/v1.0/me", "curl https://graph.lab:9443/v1.0/me", "GET https://graph.lab:9443/v1.0/me HTTP/1.1\nPrefer: a",
		"GET /v1.0/me HTTP/1.1\nHost: graph.lab:9443\n", "GET {{graph}}/v1.0/me",
	} {
		p, err := Parse(text, "https://graph.lab:9443")
		if err != nil || p.Query.Path != "/me" {
			t.Errorf("%s: %+v, %v", text, p, err)
		}
	}
}

func TestALinkToGraphExplorerIsRead(t *testing.T) {
	const at = "https://developer.microsoft.com/graph/graph-explorer"
	reads(t, at+"?request=users%3F%24filter%3DuserType%20eq%20'Guest'%26%24count%3Dtrue&method=GET&version=beta&GraphUrl=https://graph.microsoft.com&headers=W3sibmFtZSI6IkNvbnNpc3RlbmN5TGV2ZWwiLCJ2YWx1ZSI6ImV2ZW50dWFsIn1d",
		URL, query("beta /users?$filter=userType eq 'Guest'&$count=true", "ConsistencyLevel: eventual"))
	reads(t, "https://developer.microsoft.com/en-us/graph/graph-explorer?request=invitations&method=POST&version=v1.0&GraphUrl=https://graph.microsoft.com&requestBody=eyJhIjoiw7wifQ==&sid=1234",
		URL, with(query("POST /invitations"), `{"a":"ü"}`), "left out sid")
	reads(t, at+"?request=me&method=POST&requestBody=InBsYWluIHRleHQi", URL, with(query("POST /me"), "plain text"))
	reads(t, at+"/preview?request=users?$filter=a eq 1&$top=5&method=CONNECT&requestBody=dW5kZWZpbmVk", URL, query("/users?$filter=a eq 1&$top=5"))
	reads(t, at+"?request=me&headers=W3sibmFtZSI6IkF1dGhvcml6YXRpb24iLCJ2YWx1ZSI6IkJlYXJlciB4In1d", URL, query("/me"), "left out Authorization")
	refuses(t, at, "no query")
	refuses(t, at+"?request=me&requestBody=%%%", "broken")
	refuses(t, at+"?request=me&requestBody=e!", "cut off")
	refuses(t, at+"?request=me&headers=e30", "headers")
}

func TestARequestOfDocumentationIsRead(t *testing.T) {
	invite := with(query("POST /invitations", "Content-Type: application/json"), "{\n  \"a\": 1\n}")
	for _, text := range []string{
		"POST https://graph.microsoft.com/v1.0/invitations\nContent-Type: application/json\n\n{\n  \"a\": 1\n}",
		"```http\nPOST https://graph.microsoft.com/v1.0/invitations\nContent-Type: application/json\n\n{\n  \"a\": 1\n}\n```\n",
		"post https://graph.microsoft.com/v1.0/invitations HTTP/1.1\r\nContent-Type: application/json\r\n\r\n{\r\n  \"a\": 1\r\n}\r\n",
		"    POST https://graph.microsoft.com/v1.0/invitations\n    Content-Type: application/json\n    \n    {\n      \"a\": 1\n    }",
		"POST https://graph.microsoft.com/v1.0/invitations\n    Content-Type: application/json\n\n{\n  \"a\": 1\n}",
		"POST https://graph.microsoft.com/v1.0/invitations\nContent-Type: application/json\n{\n  \"a\": 1\n}",
		"### invite\n# @name invite\nPOST {{graph}}/v1.0/invitations\nContent-Type: application/json\n\n{\n  \"a\": 1\n}\n",
		"@base = https://graph.microsoft.com/v1.0\n\nPOST {{base}}/invitations\nContent-Type: application/json\n\n{\n  \"a\": 1\n}\n",
	} {
		reads(t, text, Block, invite)
	}
	reads(t, "GET https://graph.microsoft.com/v1.0/users?$filter=startswith(displayName,'a b')&$top=5 HTTP/1.1", Line, query("/users?$filter=startswith(displayName,'a b')&$top=5"))
	reads(t, "`PATCH beta/me`", Line, query("PATCH beta /me"))
	reads(t, "GET /users\n  ?$filter=userType eq 'Guest' and\n   accountEnabled eq true\n  &$top=5\nConsistencyLevel: eventual\nUser-Agent: x",
		Block, query("/users?$filter=userType eq 'Guest' and accountEnabled eq true&$top=5", "ConsistencyLevel: eventual"), "user-agent")
	reads(t, "POST /x\n# remark\nA: b\n\n# Title\ntext", Block, with(query("POST /x", "A: b"), "text"), "lines of the body")
	reads(t, "GET /me\n\n{}", Block, with(query("/me"), "{}"), "sent without the body")
}

func TestOfSeveralRequestsTheFirstIsTaken(t *testing.T) {
	reads(t, "GET /me\nA: b\n\n###\nGET /users\n\n### third\nGET /groups\n", Block, query("/me", "A: b"), "2 more requests")
	reads(t, "GET /me\n###\nGET /users\n< {%\n x %}\n", Block, query("/me"), "1 more request")
	reads(t, "# one\n< {%\n  client.test()\n%}\nGET /me\n\n###\nno address", Block, query("/me"), "script", "1 more request")
}

func TestOnlyTheVariablesThatTheQueryTakesAreKept(t *testing.T) {
	p := reads(t, "@id = 42\n@pref = a\n@body = b\n@unused = x\n@token = canary\nPOST /users/{{id}}?a={{nobody}}\nAuthorization: Bearer {{token}}\nPrefer: {{pref}}\n\n{\"x\":\"{{body}}\"}\n",
		Block, with(query("POST /users/{{id}}?a={{nobody}}", "Prefer: {{pref}}"), `{"x":"{{body}}"}`), "left out Authorization")
	if want := map[string]string{"id": "42", "pref": "a", "body": "b"}; !reflect.DeepEqual(p.Variables, want) {
		t.Errorf("kept %v, want %v", p.Variables, want)
	}
}

func TestWhatIsNoRequestSaysWhy(t *testing.T) {
	refuses(t, "", "path is missing")
	refuses(t, "hello\nworld", "no address")
	refuses(t, "# only\n# words", "no request")
	refuses(t, "POST /me\n\n< ./body.json", "another file")
	refuses(t, "GET {{where}}/me\nA: b", "{{where}}")
	refuses(t, "GET /me\nA: b\x01", "control character")
	refuses(t, "TRACE /me", "no method")
	refuses(t, "https://graph.microsoft.com/v2.0/me", "no version")
	refuses(t, "GET /me"+strings.Repeat("\nA: b", 2000), "too much text")
	refuses(t, "GET /me\n\n"+strings.Repeat("a\n", 200_000), "100,000 lines")
	refuses(t, "curl "+strings.Repeat("a ", 4000), "fewer words")
	refuses(t, "curl https://x"+strings.Repeat(" -H a:b", 300), "200 headers")
	refuses(t, strings.Repeat("x", 1<<20+1<<19), "1.5 MiB")
	refuses(t, graph+"/v1.0/"+strings.Repeat("x", 20<<10), "20 KiB")
}

func TestWhatIsWholeIsToldFromPieces(t *testing.T) {
	for _, text := range []string{
		"https://graph.microsoft.com/v1.0/me", "http://x", "  \"https://x/y\"", "curl https://x", "$ curl -s x", "C:\\>curl.exe x", "PS C:\\Users\\me> curl x",
		"curl \\\n x", "GET /me", "patch beta /me", "DELETE https://x", "post {{graph}}/x", "### title\n# @name x\n\nGET /me", "GET /me\nA: b",
		"/users\n?$top=5", "```\nGET /me\n```", "@a = b\nGET /me", "curl " + strings.Repeat("x ", 1<<20),
	} {
		if !Looks(text) {
			t.Errorf("%.80q is taken for a piece of text", text)
		}
	}
	for _, text := range []string{"", "/me", "users", "?$select=id", "displayName eq 'x'", "hello\nworld", "GET", "get it done", "curling", "a curl b", "# x\n# y", "{\"a\":1}", "{\n}", strings.Repeat("\n", 1<<20), "x\n/me"} {
		if Looks(text) {
			t.Errorf("%.80q is taken for a whole query", text)
		}
	}
}
