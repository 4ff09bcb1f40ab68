package permissions

import (
	"slices"
	"strings"
	"testing"
)

var usersNeed = []Permission{
	{Value: "Directory.Read.All", Admin: true},
	{Value: "User.ReadWrite.All", Admin: true, Least: true},
	{Value: "User.ReadBasic.All", Least: true},
	{Value: "User.Read.All", Admin: true},
}

func TestTheLeastPrivilegedComesFirst(t *testing.T) {
	e := Explain([]string{"openid", "User.Read"}, usersNeed)
	if e.Least != "User.ReadBasic.All" || e.Admin {
		t.Errorf("least is %s, admin %t", e.Least, e.Admin)
	}
	want := []string{"User.ReadBasic.All", "User.ReadWrite.All", "User.Read.All", "Directory.Read.All"}
	slices.Sort(want[2:])
	slices.Sort(e.Missing[2:])
	if !slices.Equal(e.Missing, want) || len(e.Have) != 0 || e.Enough() {
		t.Errorf("missing %v, have %v", e.Missing, e.Have)
	}
}

func TestScopesAreComparedAsEntraIDDoes(t *testing.T) {
	for scope, enough := range map[string]bool{
		"user.readbasic.all":                             true,
		"https://graph.microsoft.com/User.ReadBasic.All": true,
		"00000003-0000-0000-c000-000000000000/User.Read": false,
		"User.ReadBasic":                                 false,
		"User.ReadBasic.All.Not":                         false,
		"User.Read":                                      false,
		"":                                               false,
	} {
		if e := Explain([]string{scope}, usersNeed); e.Enough() != enough {
			t.Errorf("%q is enough: %t", scope, e.Enough())
		}
	}
}

// Mail.ReadWrite contains Mail.Read by its name, but counts only where the list has it too.
func TestALargerPermissionCountsOnlyWhereItIsListed(t *testing.T) {
	if Explain([]string{"Mail.ReadWrite"}, []Permission{{Value: "Mail.Read", Least: true}}).Enough() {
		t.Error("Mail.ReadWrite was taken for Mail.Read")
	}
	if !Explain([]string{"User.ReadWrite.All"}, usersNeed).Enough() {
		t.Error("User.ReadWrite.All is listed and was not counted")
	}
}

func TestSentencesTellAGuestWhatFollows(t *testing.T) {
	admin := []Permission{{Value: "Domain.Read.All", Admin: true, Least: true}, {Value: "Directory.Read.All", Admin: true}}
	mixed := []Permission{{Value: "A.Read.All", Admin: true, Least: true}, {Value: "A.ReadWrite"}}
	for name, c := range map[string]struct {
		granted []string
		needed  []Permission
		says    []string
	}{
		"can consent alone":   {[]string{"User.Read"}, usersNeed, []string{"needs User.ReadBasic.All, or one of 3", "has User.Read;", "consent to User.ReadBasic.All yourself"}},
		"an admin must":       {[]string{"User.Read"}, admin, []string{"Domain.Read.All, or Directory.Read.All", "Only an admin"}},
		"a further one":       {nil, mixed, []string{"says nothing", "Only an admin of this tenant can consent to A.Read.All; to A.ReadWrite"}},
		"the app may":         {[]string{"user.read.all"}, usersNeed, []string{"has User.Read.All, which is enough", "more permissions would not help"}},
		"nothing is known":    {[]string{"User.Read"}, nil, []string{"knows no delegated permission"}},
		"one is all there is": {[]string{"a", "b"}, admin[:1], []string{"needs Domain.Read.All.", "a and b; none"}},
		"many are granted":    {strings.Fields("a b c d e f g h"), admin, []string{"a, b, c, d, e, f and 2 more"}},
	} {
		text := strings.Join(Explain(c.granted, c.needed).Sentences(), " ")
		for _, said := range c.says {
			if !strings.Contains(text, said) {
				t.Errorf("%s: %q is not in %q", name, said, text)
			}
		}
	}
}
