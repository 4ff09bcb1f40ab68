package graphquery

import (
	"errors"
	"net/url"
	"strings"
	"testing"
)

func TestALineBecomesAQuery(t *testing.T) {
	tests := []struct{ line, want string }{
		{"/me", "GET v1.0 /me"},
		{"me", "GET v1.0 /me"},
		{"  me  ", "GET v1.0 /me"},
		{"/", "GET v1.0 /"},
		{"v1.0/me", "GET v1.0 /me"},
		{"/beta/me", "GET beta /me"},
		{"BETA/me", "GET beta /me"},
		{"get /me", "GET v1.0 /me"},
		{"PATCH beta /users/1", "PATCH beta /users/1"},
		{"DELETE v1.0/users/1", "DELETE v1.0 /users/1"},
		{"POST $batch", "POST v1.0 /$batch"},
		{"/users?$filter=displayName eq 'A B'", "GET v1.0 /users?$filter=displayName eq 'A B'"},
		{"users?$top=5", "GET v1.0 /users?$top=5"},
		{"https://graph.microsoft.com/v1.0/me?$select=id", "GET v1.0 /me?$select=id"},
		{"HTTPS://Graph.Microsoft.Com:443/beta/me", "GET beta /me"},
		{"GET https://graph.microsoft.com/beta/users?$filter=a eq 'x y'", "GET beta /users?$filter=a eq 'x y'"},
		{"beta https://graph.microsoft.com/me", "GET beta /me"},
		{"/users/jan_contoso.com#EXT#@fabrikam.onmicrosoft.com", "GET v1.0 /users/jan_contoso.com#EXT#@fabrikam.onmicrosoft.com"},
		{"https://graph.microsoft.com/v1.0/users/a#EXT#@b", "GET v1.0 /users/a#EXT#@b"},
		{"me/drive/root:/a b:/children", "GET v1.0 /me/drive/root:/a b:/children"},
		{"/v1.0/v1.0/x", "GET v1.0 /v1.0/x"},
	}
	for _, tt := range tests {
		q, err := ParseLine(tt.line, base)
		if err != nil || q.String() != tt.want {
			t.Errorf("ParseLine(%q) = %q, %v, want %q", tt.line, q, err, tt.want)
		}
	}
}

func TestALineThatIsNoQuerySaysWhatIsValid(t *testing.T) {
	tests := []struct{ line, says string }{
		{"", "/me"},
		{"GET", "/me"},
		{"FETCH /me", "valid: GET, POST"},
		{"v2.0/me", "valid: v1.0, beta"},
		{"GET v3 /me", "valid: v1.0, beta"},
		{"/me\n/users", "one line"},
	}
	for _, tt := range tests {
		if _, err := ParseLine(tt.line, base); err == nil || !strings.Contains(err.Error(), tt.says) {
			t.Errorf("ParseLine(%q): %v, want it to say %q", tt.line, err, tt.says)
		}
	}
}

func TestAnotherHostIsNamedBesideOurs(t *testing.T) {
	_, err := ParseLine("GET https://user:secret@graph.microsoft.us/v1.0/me", base)
	if !errors.Is(err, ErrOtherOrigin) {
		t.Fatalf("err = %v", err)
	}
	wantText(t, err.Error(), "https://graph.microsoft.us", base)
	if strings.Contains(err.Error(), "secret") {
		t.Errorf("the error tells a password: %v", err)
	}
}

func TestPathsAreEncodedForSending(t *testing.T) {
	tests := []struct{ path, want string }{
		{"/me", "/me"},
		{"/users?$filter=displayName eq 'A'", "/users?$filter=displayName%20eq%20'A'"},
		{"/users?$filter=displayName%20eq%20'A'", "/users?$filter=displayName%20eq%20'A'"},
		{"/users/a_b.com#EXT#@c.com", "/users/a_b.com%23EXT%23@c.com"},
		{"/users/a%23EXT%23@c.com", "/users/a%23EXT%23@c.com"},
		{"/users?$filter=a eq 'A & B'&$top=5", "/users?$filter=a%20eq%20'A%20%26%20B'&$top=5"},
		{"/users?$filter=a eq 'O''Neill & Co'&$top=5", "/users?$filter=a%20eq%20'O''Neill%20%26%20Co'&$top=5"},
		{"/users?$filter=a eq 'O'Neill'&$top=5", "/users?$filter=a%20eq%20'O''Neill'&$top=5"},
		{"/users?$filter=a eq 'O'Neill & Co'&$top=5", "/users?$filter=a%20eq%20'O''Neill%20%26%20Co'&$top=5"},
		{"/users?$filter=startswith(a,'d'Arc') or b eq 'rock'n'roll'", "/users?$filter=startswith(a,'d''Arc')%20or%20b%20eq%20'rock''n''roll'"},
		{"/users?$filter=a%20eq%20'O'Neill'%20or%20b%20eq%20'c'", "/users?$filter=a%20eq%20'O''Neill'%20or%20b%20eq%20'c'"},
		{"/users?$filter=a in ('O'Neill','b')", "/users?$filter=a%20in%20('O''Neill','b')"},
		{"/users?$filter=a eq 'O''Neill' and b eq 'd'Arc'", "/users?$filter=a%20eq%20'O''Neill'%20and%20b%20eq%20'd''Arc'"},
		{"/users?$filter=a eq 'x'or b eq 'y'", "/users?$filter=a%20eq%20'x'or%20b%20eq%20'y'"},
		{"/users?$filter=a eq 'James' house'", "/users?$filter=a%20eq%20'James'%20house'"}, // it may end there
		{"/users?$filter=a eq 'O'Neill", "/users?$filter=a%20eq%20'O'Neill"},
		{"/users?$filter=a eq ''", "/users?$filter=a%20eq%20''"},
		{"/users?$filter=a eq 'x''' or b eq '''y'", "/users?$filter=a%20eq%20'x'''%20or%20b%20eq%20'''y'"},
		{`/users?$search="displayName:O'Neill"&$count=true`, `/users?$search=%22displayName:O'Neill%22&$count=true`},
		{`/users?$search="a & b" AND "c"&$top=1`, `/users?$search=%22a%20%26%20b%22%20AND%20%22c%22&$top=1`},
		{`/me/messages?$search="a%2523b"`, `/me/messages?$search=%22a%2523b%22`},
		{`/me/messages?$search="a#b"&$top=1`, `/me/messages?$search=%22a%2523b%22&$top=1`},
		{`/me/messages?$top=1&%24SEARCH=%22a#b%22&x=#`, `/me/messages?$top=1&%24SEARCH=%22a%2523b%22&x=%23`},
		{`/me/messages?$search="a%23b"`, `/me/messages?$search=%22a%23b%22`}, // encoded by the person
		{`/me/messages?$search="C++ & C#"`, `/me/messages?$search=%22C%2B%2B%20%26%20C%2523%22`},
		{"/users?$filter=mail eq 'a+b@c.com'", "/users?$filter=mail%20eq%20'a%2Bb@c.com'"},
		{"/a?x=50%&y=100%25", "/a?x=50%25&y=100%25"},
		{"/me/drive/root/search(q='a/b?c & d')?$top=1", "/me/drive/root/search(q='a%2Fb%3Fc%20%26%20d')?$top=1"},
		{"/me/drive/root/search(q='Bob's file')", "/me/drive/root/search(q='Bob''s%20file')"},
		{"/me/drive/root/search(q='Bob's')/x(y='O''N')", "/me/drive/root/search(q='Bob''s')/x(y='O''N')"},
		{"/me/drive/root:/Bob's file.txt:/content?x='y'", "/me/drive/root:/Bob's%20file.txt:/content?x='y'"},
		{"/users?$expand=manager($select=id;$levels=2)", "/users?$expand=manager($select=id;$levels=2)"},
		{"/users?$filter=a eq 'Zoë'", "/users?$filter=a%20eq%20'Zo%C3%AB'"},
		{"/x?$filter=startswith(a,'(b)') and c eq 'd'&$top=1", "/x?$filter=startswith(a,'(b)')%20and%20c%20eq%20'd'&$top=1"},
		{"/x?$filter=a%20eq%20'(b)'&$orderby=c,'d'", "/x?$filter=a%20eq%20'(b)'&$orderby=c,'d'"},
		{"/x\xff\\<>^`|[]", "/x%FF%5C%3C%3E%5E%60%7C%5B%5D"},
	}
	for _, tt := range tests {
		u, err := Query{Path: tt.path}.URL(base)
		if err != nil {
			t.Errorf("URL(%q): %v", tt.path, err)
			continue
		}
		if got := u.RequestURI(); got != "/v1.0"+tt.want {
			t.Errorf("URL(%q) sends %q, want %q", tt.path, got, "/v1.0"+tt.want)
		}
	}
}

func TestAnAddressWithAnOpenVariableIsNotSent(t *testing.T) {
	_, err := Query{Path: "/users/{{id}}"}.URL(base)
	if err == nil {
		t.Fatal("it was sent")
	}
	wantText(t, err.Error(), "{{id}}")
	if missing, ok := errors.AsType[*MissingVariable](err); !ok || !strings.Contains(missing.NextStep(), "--var id=value") {
		t.Errorf("%v says no next step", err)
	}
}

func TestQueriesThatChangeSomethingAreWrites(t *testing.T) {
	for _, tt := range []struct {
		q    Query
		want bool
	}{
		{Query{}, false},
		{Query{Method: "HEAD"}, false},
		{Query{Method: "OPTIONS"}, false},
		{Query{Method: "POST"}, true},
		{Query{Method: "DELETE"}, true},
		{Query{Method: "get "}, true},
		{Query{Header: []Header{{"X-HTTP-Method-Override", "DELETE"}}}, true},
	} {
		if got := tt.q.Writes(); got != tt.want {
			t.Errorf("%v writes = %v, want %v", tt.q, got, tt.want)
		}
	}
}

func FuzzEncodedPathsAreStable(f *testing.F) {
	for _, seed := range []string{"/users?$filter=a eq 'x & y'", `/a?$search="b'c"&d='e'`, "/a%2", "/{{x}}?'", "/%22'%27\"", "/s(q='%27/')", "/é'&'?'"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, path string) {
		once := EncodePath(path)
		if again := EncodePath(once); again != once {
			t.Errorf("EncodePath(%q) = %q, encoded again %q", path, once, again)
		}
		if readable := Readable(once); EncodePath(readable) != once {
			t.Errorf("Readable(%q) = %q, which is another address", once, readable)
		}
		if _, err := url.Parse(base + "/v1.0/" + WithoutVariables(once)); err != nil {
			t.Errorf("EncodePath(%q) is no address: %v", path, err)
		}
	})
}

func TestReadableTakesOnlyDisguiseAway(t *testing.T) {
	tests := []struct{ path, want string }{
		{"/users?$filter=a%20eq%20'Zo%C3%AB'", "/users?$filter=a eq 'Zoë'"},
		{"/users/a%23EXT%23@b", "/users/a#EXT#@b"},
		{"/a?x='b%26c'", "/a?x='b%26c'"},
		{"/a%2Fb", "/a%2Fb"},
		{"/a%2523b", "/a%2523b"},
		{"/a%E2%80%AEb%1B", "/a%E2%80%AEb%1B"}, // what a terminal would act on stays encoded
		{"/a%20", "/a%20"},
	}
	for _, tt := range tests {
		if got := Readable(tt.path); got != tt.want {
			t.Errorf("Readable(%q) = %q, want %q", tt.path, got, tt.want)
		}
	}
}
