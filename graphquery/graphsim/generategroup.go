package graphsim

import (
	"strconv"
	"strings"
)

// memberships are the generated groups a generated user was put into by hand: a few of them each.
func (m maker) memberships(i int) []string {
	var ids []string
	for _, purpose := range []int{20, 21} {
		n := m.number(i, purpose)
		if m.tenant.GenerateGroups == 0 || n%3 == 0 {
			continue
		}
		if g := int(n >> 8 % uint64(m.tenant.GenerateGroups)); !m.dynamic(g) {
			ids = append(ids, m.groupID(g))
		}
	}
	return ids
}

// dynamic says which generated groups follow a rule: all guests, and one for each department.
func (m maker) dynamic(i int) bool { return i <= len(departments) }

func (m maker) group(i int) *Group {
	g := &Group{ID: m.groupID(i), CreatedDateTime: m.created(i + 1<<20)}
	switch {
	case i == 0:
		g.DisplayName, g.Description = "All guests", "Everybody from outside"
		g.MembershipRule = `(user.userType -eq "Guest")`
	case m.dynamic(i):
		department := departments[i-1]
		g.DisplayName, g.Description = "Department "+department, "Everybody in "+department
		g.MembershipRule = `(user.department -eq "` + department + `") -and (user.userType -eq "Member")`
	default:
		name := projects[i%len(projects)]
		g.DisplayName = "Project " + name + " " + strconv.Itoa(i)
		g.Description = "Working group " + name
		g.Unified = i%3 == 0
		g.Visibility = []string{"Private", "Public", "Private", "", "HiddenMembership"}[i%5]
	}
	g.MailNickname = strings.ToLower(strings.ReplaceAll(g.DisplayName, " ", "-"))
	if g.Unified {
		g.Mail = g.MailNickname + "@" + m.domain
	}
	return g
}

func (m maker) application(i int) *Application {
	name := products[i%len(products)]
	if i >= len(products) {
		name += " " + strconv.Itoa(i/len(products)+1)
	}
	return &Application{
		ID: m.guid("application", i), AppID: m.guid("application id", i), DisplayName: name,
		PublisherDomain: m.domain, IdentifierURIs: []string{"api://" + m.guid("application id", i)},
		CreatedDateTime: m.created(i + 1<<21),
	}
}
