package graphquery

import (
	"net/url"
	"reflect"
	"slices"
	"strings"
	"testing"
)

func option(name, value string) QueryOption { return QueryOption{Name: name, Value: value} }

func TestAPathComesApartAsItIsSent(t *testing.T) {
	for _, tt := range []struct {
		path, base string
		options    []QueryOption
	}{
		{"", "", nil},
		{"/me", "/me", nil},
		{"/me?", "/me", []QueryOption{{bare: true}}},
		{"/users?$top=5&$select=id,mail", "/users", []QueryOption{option("$top", "5"), option("$select", "id,mail")}},
		{"/users?$filter=displayName%20eq%20'Zo%C3%AB'", "/users", []QueryOption{option("$filter", "displayName eq 'Zoë'")}},
		{"/users?$filter=a eq 'x & y'&$top=1", "/users", []QueryOption{option("$filter", "a eq 'x & y'"), option("$top", "1")}},
		{"/users?$filter=a eq 'x %26 y'&$top=1", "/users", []QueryOption{option("$filter", "a eq 'x & y'"), option("$top", "1")}},
		{"/users?$filter=a eq 'O''Neill & Co'", "/users", []QueryOption{option("$filter", "a eq 'O''Neill & Co'")}},
		{`/users?$search="displayName:a&b"&$count`, "/users", []QueryOption{option("$search", `"displayName:a&b"`), {Name: "$count", bare: true}}},
		{"/users?$search=%22a%22%20AND%20%22b%22", "/users", []QueryOption{option("$search", `"a" AND "b"`)}},
		{"/users?$expand=manager($select=id;$top=1)&a=b=c", "/users", []QueryOption{option("$expand", "manager($select=id;$top=1)"), option("a", "b=c")}},
		{"/f(q='a?b & c')?$top=1", "/f(q='a?b & c')", []QueryOption{option("$top", "1")}},
		{"/x?&a&&b=", "/x", []QueryOption{{bare: true}, {Name: "a", bare: true}, {bare: true}, option("b", "")}},
		{"/x?a=1&a=2", "/x", []QueryOption{option("a", "1"), option("a", "2")}},
		{"/x?a=AT%26T&b=C%23", "/x", []QueryOption{option("a", "AT&T"), option("b", "C#")}},
		{"/x?a={{b&c=d?}}&e={{f}}", "/x", []QueryOption{option("a", "{{b&c=d?}}"), option("e", "{{f}}")}},
		{"/x?a=%20b%20c%20", "/x", []QueryOption{option("a", "%20b c%20")}},
		{"/x?a='b&c=d", "/x", []QueryOption{option("a", "'b"), option("c", "d")}},
		{"/users?$filter=startswith(displayName,%27a%27)", "/users", []QueryOption{option("$filter", "startswith(displayName,'a')")}},
		{"/users?$filter=startswith%28displayName%2C%27a%20%26%20b%27%29&$top=1", "/users", []QueryOption{option("$filter", "startswith(displayName,'a & b')"), option("$top", "1")}},
		{"/users?$filter=a%20eq%20%27O%27%27Neill%27", "/users", []QueryOption{option("$filter", "a eq 'O''Neill'")}},
		{"/users?$select=id%2Cmail&$expand=manager(%24select%3Did)", "/users", []QueryOption{option("$select", "id,mail"), option("$expand", "manager($select=id)")}},
		{"/x?a=%27b&c=%27d", "/x", []QueryOption{option("a", "'b"), option("c", "'d")}},
		{"/x?a=100%25&b=%2541&c=%7B%7Bd%7D%7D&e=f%0Ag", "/x", []QueryOption{option("a", "100%25"), option("b", "%2541"), option("c", "%7B%7Bd%7D%7D"), option("e", "f%0Ag")}},
		{"/x?a=%27{{b}}%27&c=%27d%27", "/x", []QueryOption{option("a", "%27{{b}}%27"), option("c", "'d'")}}, // there a value would be written otherwise
	} {
		base, options := SplitOptions(tt.path)
		if base != tt.base || !reflect.DeepEqual(options, tt.options) {
			t.Errorf("SplitOptions(%q) = %q, %v, want %q, %v", tt.path, base, options, tt.base, tt.options)
		}
	}
}

// paths are written in every way that people and programs write them.
var paths = []string{
	"", "/", "/me", "/me?", "/me?&", "/me?=", "/me?&&a", "?", "/users?$top=5", "/users?top=5&api-version=1.0&$unknown=x",
	"/users?$filter=displayName eq 'A B'&$top=1", "/users?$filter=displayName%20eq%20'A%20B'&$top=1",
	"/users?$expand=manager($select=id;$top=1)", `/users?$search="displayName:a&b"`, "/users?$search=%22displayName:a%26b%22",
	"/users?$filter=a eq 'O''Neill & Co'&$count", "/users?$filter=a eq 'O'Neill'&$count=", "/x?a=1&a=2&a", "/x?a=1#frag&b=+2",
	"/x?a=%26&b=%23&c=%2B&d=%25&e=%", "/x?a='b&c='d'", `/x?a="b&c="d"`, "/x?a=%27b%27&c='", "/users/{{id}}?$filter=id eq '{{a b}}'&{{c&d}}={{e?f}}",
	"/x?a=%27b&c='d", "/x?a=%27b%27&c=%27", "/f(q='a?x=%27)", "/x?a=%27{{b}}%27&c=%27", "/x?a=%2525%34&b=%%34%31&c=%7B%7Bd%7D%7D", "/x?$select=id%2Cmail%3D%3F",
	"/users/a_b.com#EXT#@c.com?$select=id", "/f(q='a?b & c')?x='y'", "/x?a=%C3%A9%C3&b=é\xff", "/x?a= b &c =d ", "/x?%24top=1&$TOP=2", "/x?a=%20 ", "/x?{{a?b}}={{\re}}",
}

func TestWhatIsTakenApartIsSentTheSameWhenPutTogether(t *testing.T) {
	for _, p := range paths {
		mustJoin(t, p)
	}
}

func mustJoin(t *testing.T, path string) {
	t.Helper()
	base, options := SplitOptions(path)
	if joined := JoinOptions(base, options); !meansSame(joined, path) {
		t.Errorf("%q sends %q, put together as %q it sends %q", path, EncodePath(path), joined, EncodePath(joined))
	}
}

func TestSettingAnOptionLeavesTheOthersAlone(t *testing.T) {
	for _, tt := range []struct{ path, name, value, want string }{
		{"/me", "$select", "id", "/me?$select=id"},
		{"/me?", "$select", "id", "/me?$select=id"},
		{"/me?$top=1", "$select", "id,mail", "/me?$top=1&$select=id,mail"},
		{"/me?$top=1&", "$select", "id", "/me?$top=1&$select=id"},
		{"/me?$select=a&$top=1", "$select", "id", "/me?$select=id&$top=1"},
		{"/me?$SELECT=a&%24top=1", "$top", "2", "/me?$SELECT=a&%24top=2"},
		{"/me?$SELECT=a&%24top=1", "$select", "id", "/me?$SELECT=id&%24top=1"},
		{"/me?select=a", "$select", "id", "/me?select=a&$select=id"},
		{"/me?$select=a", "$select", "", "/me"},
		{"/me?$select=a&$top=1", "$select", "", "/me?$top=1"},
		{"/me?$top=1&$select=a", "$select", "", "/me?$top=1"},
		{"/me?a=1&b=2&c=3", "b", "", "/me?a=1&c=3"},
		{"/me", "$select", "", "/me"},
		{"/x?$count", "$count", "true", "/x?$count=true"},
		{"/x?$count", "$count", "", "/x"},
		{"/x?a%20b=%20&$filter=c%20eq%20'd'", "$top", "1", "/x?a%20b=%20&$filter=c%20eq%20'd'&$top=1"},
		{"/x?a=b%20c", "a", "b c", "/x?a=b%20c"}, // as it is
		{"/x?a=1&a=2", "a", "3", "/x?a=3&a=2"},
		{"/x", "$filter", "a eq 'b & c'", "/x?$filter=a eq 'b & c'"},
		{"/x", "$filter", "a & b # c", "/x?$filter=a %26 b %23 c"},
		{"/x", "$search", `"a & b" AND c & d`, `/x?$search="a & b" AND c %26 d`},
		{"/x", "$filter", "a eq '{{b&c}}' & {{d&e}}", "/x?$filter=a eq '{{b&c}}' %26 {{d&e}}"},
		{"/x", "a", "line\nend\u202e", "/x?a=line%0Aend%E2%80%AE"},
		{"/x?$search='O''N'", "$filter", "a eq '", "/x?$search='O''N'&$filter=a eq '"},
		{"/x?$filter=a&$search='O'", "$filter", "a eq '", "/x?$filter=a eq %27&$search='O'"},
		{"/x?$filter=a eq %27b%27&$top=1", "$top", "2", "/x?$filter=a eq %27b%27&$top=2"},
		{"/x?$filter=a eq %27b%27", "$filter", "a eq 'b'", "/x?$filter=a eq %27b%27"}, // as it is
		{"/x?$filter=a eq %27b%27", "$filter", "a eq 'c & d'", "/x?$filter=a eq 'c & d'"},
		{"/x?$filter=%27&$search='O'", "$filter", "'{{a&b}}", "/x?$filter=%27{{a&b}}&$search='O'"},
		{"/x?$filter=a eq 'b&$top=1", "$search", "c eq 'd & e'", "/x?$filter=a eq 'b&$top=1&$search=c eq %27d %26 e%27"},
		{`/x?$search="a&$top=1`, "$filter", `b eq "c"`, `/x?$search="a&$top=1`}, // nothing keeps the quotes apart
	} {
		if got := SetOption(tt.path, tt.name, tt.value); got != tt.want {
			t.Errorf("SetOption(%q, %q, %q) = %q, want %q", tt.path, tt.name, tt.value, got, tt.want)
		}
	}
}

func TestOneOfSeveralOptionsOfANameIsSet(t *testing.T) {
	const path = "/x?a=1&b&a=2"
	for i, want := range []string{"/x?a=3&b&a=2", "/x?a=1&b=3&a=2", "/x?a=1&b&a=3", path} {
		if got := SetOptionAt(path, i, "3"); got != want {
			t.Errorf("at %d it is %q, want %q", i, got, want)
		}
	}
	if got := SetOptionAt(path, -1, ""); got != path {
		t.Errorf("before the first it is %q", got)
	}
}

func TestAValueThatIsSetIsReadBack(t *testing.T) {
	for _, p := range paths {
		for _, value := range []string{"id,mail", "a eq 'b & c'", `"a:b & c" OR d`, "AT&T", "C#", "a=b", "Zoë + 1", "{{v}}", "{{v&w}}", "100%", "'", "it''s"} {
			next := SetOption(p, "$new", value)
			_, options := SplitOptions(next)
			if i := slices.IndexFunc(options, func(o QueryOption) bool { return o.Name == "$new" }); next != p && (i < 0 || options[i].Value != value) {
				t.Errorf("SetOption(%q, %q) = %q, read back as %v", p, value, next, options)
			}
		}
	}
}

func FuzzSettingAnOptionKeepsTheOthers(f *testing.F) {
	for i, p := range paths {
		f.Add(p, i%3, "a eq 'b & c'")
		f.Add(p, -1, `"c"&'#`)
	}
	f.Fuzz(func(t *testing.T, path string, at int, value string) {
		mustJoin(t, path)
		_, before := SplitOptions(path)
		next := SetOption(path, "$new", value)
		if at >= 0 && at < len(before) {
			next = SetOptionAt(path, at, value)
		} else if slices.ContainsFunc(before, func(o QueryOption) bool { return sameName(o.Name, "$new") }) {
			return
		} else {
			at = len(before)
		}
		mustJoin(t, next)
		_, after := SplitOptions(next)
		if next == path || value == "" {
			return
		}
		if at == len(before) && at > 0 && before[at-1] == (QueryOption{bare: true}) {
			at-- // the empty one at the end was filled
		}
		if at >= len(after) || !slices.Equal(without(after, at), without(before, at)) {
			t.Fatalf("setting %q at %d of %q makes %v of %v", value, at, path, after, before)
		}
		if strings.Contains(next, "{{") { // a variable's name may hold ? and &
			return
		}
		// What is sent as the value is the value, and it is one.
		_, sent, _ := strings.Cut(EncodePath(next), "?")
		parts := strings.Split(sent, "&")
		if len(parts) != len(after) {
			t.Fatalf("%q sends %d options, want %d", next, len(parts), len(after))
		}
		name, text, _ := strings.Cut(parts[at], "=")
		if strings.Contains(value, "#") && (sameName(name, "$search") || sameName(name, "search")) || strings.Contains(value, "'") {
			return // written otherwise on purpose: # in a search, a quote within a literal
		}
		if got, err := url.QueryUnescape(text); !strings.Contains(value, "%") && (err != nil || got != value) {
			t.Errorf("%q sends %q (%v), want %q", next, got, err, value)
		}
	})
}

func without(options []QueryOption, i int) []QueryOption {
	if i >= len(options) {
		return options
	}
	return slices.Delete(slices.Clone(options), i, i+1)
}
