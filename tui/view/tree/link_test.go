package tree

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"graphguest/tui/kit"
)

func TestALineLeadsSomewhereOrSaysWhyNot(t *testing.T) {
	const graph = "https://graph.microsoft.com"
	for _, c := range []struct{ body, keys, url, why string }{
		{nested, "G k", graph + "/v1.0/users?$skiptoken=2", ""},
		{nested, "j j l l", "/users/a%2F1", ""},
		{nested, "j j l l j j j l", "/users/m", ""},
		{nested, "j j l l j", "", "this line leads nowhere"},
		{`{"id":"x"}`, "j", "", "which type this id is of is not said"},
		{`{"id":".."}`, "j", "", "that is no id"},
		{`{"@odata.type":"#microsoft.graph.group","id":"x"}`, "j j", "/groups/x", ""},
		{`{"@odata.type":"#microsoft.graph.group","id":".."}`, "j j", "", "that is no id"},
		{`{"@odata.type":"#microsoft.graph.group","id":"a?b#c"}`, "j j", "/groups/a%3Fb%23c", ""},
		{`{"@odata.nextLink":"https://evil.example/v1.0/users"}`, "j", "", "it leads to evil.example, which is not this Graph"},
		{`{"@odata.nextLink":"//evil.example/v1.0/users"}`, "j", "", "that is no address of Graph"},
		{`{"@odata.nextLink":"http://graph.microsoft.com/v1.0/users"}`, "j", "", "it leads to http://graph.microsoft.com, which is not this Graph"},
		{`{"@odata.nextLink":"https://x@graph.microsoft.com/v1.0/users"}`, "j", "", "that is no address of Graph"},
		{`{"manager@odata.navigationLink":"users('a')/manager"}`, "j", "/users('a')/manager", ""},
		{`{"@odata.id":"javascript:alert(1)"}`, "j", "", "that is no address of Graph"},
		{`{"webUrl":"https://contoso.sharepoint.com/x"}`, "j", "", "that is a page for a browser, not an address of this Graph"},
	} {
		p := looks(t, 100, 24, c.body).Presses(strings.Fields(c.keys)...)
		if why := p.M.whyNoLink(); why != c.why {
			t.Errorf("%s at %s: %q, want %q", c.body, p.M.Where(), why, c.why)
		}
		var want []tea.Msg
		if c.why == "" {
			want = []tea.Msg{kit.FollowLink{URL: c.url}}
		}
		p.Presses("L").Wished(want...)
		p.Presses("enter").Wished(want...)
	}
}
