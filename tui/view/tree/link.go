package tree

import (
	"net/url"
	"strings"

	tea "charm.land/bubbletea/v2"

	"graphguest/graphquery/jsondoc"
	"graphguest/graphquery/jsonrows"
	"graphguest/tui/kit"
)

// addressed are the endings of the names of members whose value is an address of Graph (OData JSON format 4.01, control
// information).
var addressed = []string{"@odata.nextLink", "@odata.deltaLink", "@odata.id", "@odata.navigationLink", "@odata.associationLink",
	"@odata.editLink", "@odata.readLink", "@odata.context"}

// collections say where an object of a type stands that an id leads to.
var collections = map[string]string{
	"user": "/users/", "group": "/groups/", "device": "/devices/", "application": "/applications/",
	"servicePrincipal": "/servicePrincipals/", "directoryRole": "/directoryRoles/", "administrativeUnit": "/directory/administrativeUnits/",
	"orgContact": "/contacts/", "team": "/teams/", "site": "/sites/", "drive": "/drives/", "organization": "/organization/",
	"unifiedRoleDefinition": "/roleManagement/directory/roleDefinitions/", "conditionalAccessPolicy": "/identity/conditionalAccess/policies/",
}

// sets are the entity sets whose rows are of such a type, as @odata.context names them.
var sets = map[string]string{
	"users": "user", "groups": "group", "devices": "device", "applications": "application", "servicePrincipals": "servicePrincipal",
	"directoryRoles": "directoryRole", "sites": "site", "drives": "drive", "organization": "organization", "teams": "team",
	"directory/administrativeUnits": "administrativeUnit",
}

// link is the address that the line under the cursor leads to, or why there is none.
func (m *Model) link() (address, why string) {
	const none = "this line leads nowhere"
	node, ok := m.doc.Node(m.Line())
	if !ok || node.Shape != jsondoc.Text {
		return "", none
	}
	if m.answer.Graph == "" {
		return "", "links are followed in an environment only"
	}
	key, value := jsonrows.Unquoted(node.Key), jsonrows.Unquoted(node.Value)
	for _, end := range addressed {
		if strings.HasSuffix(key, end) {
			return m.ours(value)
		}
	}
	if key == "webUrl" {
		return "", "that is a page for a browser, not an address of this Graph"
	}
	if key != "id" || value == "" {
		return "", none
	}
	if value == "." || value == ".." {
		return "", "that is no id"
	}
	if path := collections[m.typeAt(node.Line)]; path != "" {
		return path + url.PathEscape(value), ""
	}
	return "", "which type this id is of is not said"
}

// ours is an address of this Graph.
func (m *Model) ours(address string) (string, string) {
	u, err := url.Parse(address)
	base, _ := url.Parse(m.answer.Graph)
	switch {
	case err != nil || u.User != nil || u.IsAbs() && u.Host == "":
		return "", "that is no address of Graph"
	case u.IsAbs() && u.Host == base.Host && u.Scheme != base.Scheme:
		return "", "it leads to " + u.Scheme + "://" + u.Host + ", which is not this Graph"
	case u.IsAbs() && u.Host != base.Host:
		return "", "it leads to " + u.Host + ", which is not this Graph"
	case !u.IsAbs() && strings.HasPrefix(address, "//"):
		return "", "that is no address of Graph"
	case !u.IsAbs():
		return "/" + strings.TrimPrefix(address, "/"), ""
	}
	return address, ""
}

// typeAt is the type of the object that a line is a member of: what it says of itself, else what its rows are of.
func (m *Model) typeAt(line int) string {
	parent := m.doc.Parent(line)
	if parent < 0 {
		return m.contextType()
	}
	path := m.doc.Path(parent)
	if at, ok := m.doc.Find(append(path[:len(path):len(path)], jsondoc.Step{Key: "@odata.type", Index: -1})); ok {
		if n, ok := m.doc.Node(at); ok {
			return strings.TrimPrefix(jsonrows.Unquoted(n.Value), "#microsoft.graph.")
		}
	}
	if len(path) == 0 || len(path) == 2 && path[0].Key == "value" {
		return m.contextType()
	}
	return ""
}

// contextType is what the whole answer is of.
func (m *Model) contextType() string {
	at, ok := m.doc.Find([]jsondoc.Step{{Key: "@odata.context", Index: -1}})
	if !ok {
		return ""
	}
	n, _ := m.doc.Node(at)
	_, set, found := strings.Cut(jsonrows.Unquoted(n.Value), "$metadata#")
	if !found {
		return ""
	}
	set = strings.TrimSuffix(set, "/$entity")
	set, _, _ = strings.Cut(set, "(")
	return sets[set]
}

func (m *Model) whyNoLink() string {
	if why := m.whyNoLines(); why != "" {
		return why
	}
	_, why := m.link()
	return why
}

// follow asks for what the link leads to.
func (m *Model) follow() tea.Cmd {
	address, why := m.link()
	if why != "" {
		return nil
	}
	return kit.Ask(kit.FollowLink{URL: address})
}
