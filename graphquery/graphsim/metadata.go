package graphsim

import (
	"bytes"
	"encoding/xml"
	"net/http"
	"slices"
	"strings"
)

// metadata writes the CSDL of the types served here, made from the same tables that serve them.
func (a *answer) metadata() error {
	types := []xmlType{
		{Name: "entity", Abstract: "true", Key: &xmlKey{xmlRef{"id"}}, Properties: []xmlProperty{{"id", "Edm.String", "false"}}},
		{Name: "directoryObject", Base: "graph.entity", Open: "true",
			Properties: []xmlProperty{{Name: "deletedDateTime", Type: "Edm.DateTimeOffset"}}},
		entityType(assignmentKind, "graph.directoryObject"),
	}
	container := xmlContainer{Name: "GraphService", Singletons: []xmlSingleton{{"me", "graph.user"}}}
	for _, s := range entitySets {
		base := "graph.directoryObject"
		if s.kind == domainKind || s.kind == invitationKind {
			base = "graph.entity"
		}
		types = append(types, entityType(s.kind, base))
		container.Sets = append(container.Sets, xmlSet{s.set, "graph." + s.kind.name})
	}
	document := xmlDocument{Version: "4.0", Namespace: "http://docs.oasis-open.org/odata/ns/edmx"}
	document.Schema = xmlSchema{Namespace: "microsoft.graph", Alias: "graph", NS: "http://docs.oasis-open.org/odata/ns/edm",
		Entities: types, Complex: complexTypes, Container: container}
	body, err := xml.MarshalIndent(document, "", "  ")
	if err != nil {
		return err
	}
	a.send(http.StatusOK, "application/xml", bytes.Join([][]byte{[]byte(xml.Header), body}, nil))
	return nil
}

// navigations are the relations served, by kind.
var navigations = map[*kind][]xmlProperty{
	userKind: {
		{Name: "appRoleAssignments", Type: "Collection(graph.appRoleAssignment)"},
		{Name: "directReports", Type: "Collection(graph.directoryObject)"},
		{Name: "manager", Type: "graph.directoryObject"},
		{Name: "memberOf", Type: "Collection(graph.directoryObject)"},
		{Name: "transitiveMemberOf", Type: "Collection(graph.directoryObject)"},
	},
	groupKind: {
		{Name: "members", Type: "Collection(graph.directoryObject)"},
		{Name: "transitiveMembers", Type: "Collection(graph.directoryObject)"},
	},
	invitationKind: {{Name: "invitedUser", Type: "graph.user"}},
}

func entityType(k *kind, base string) xmlType {
	t := xmlType{Name: k.name, Base: base, Navigations: navigations[k]}
	for _, p := range k.properties() {
		inherited := p.name == "id" || p.name == "deletedDateTime"
		relation := slices.ContainsFunc(navigations[k], func(n xmlProperty) bool { return n.Name == p.name })
		if !inherited && !relation {
			t.Properties = append(t.Properties, xmlProperty{Name: p.name, Type: edmType(p.edm)})
		}
	}
	return t
}

// edmType qualifies a type name: Edm.String, Collection(graph.objectIdentity).
func edmType(name string) string {
	if inner, ok := strings.CutPrefix(name, "Collection("); ok {
		return "Collection(" + edmType(strings.TrimSuffix(inner, ")")) + ")"
	}
	if name[0] >= 'a' {
		return "graph." + name
	}
	return "Edm." + name
}

func complexType(name string, members ...string) xmlType {
	t := xmlType{Name: name}
	for _, member := range members {
		kind := "Edm.String"
		if strings.HasPrefix(member, "is") {
			kind = "Edm.Boolean"
		}
		t.Properties = append(t.Properties, xmlProperty{Name: member, Type: kind})
	}
	return t
}

var complexTypes = []xmlType{
	complexType("objectIdentity", "issuer", "issuerAssignedId", "signInType"),
	complexType("verifiedDomain", "capabilities", "isDefault", "isInitial", "name", "type"),
	complexType("assignedLicense", "skuId"),
	complexType("assignedPlan", "capabilityStatus", "service", "servicePlanId"),
}

type xmlDocument struct {
	XMLName   xml.Name  `xml:"edmx:Edmx"`
	Version   string    `xml:"Version,attr"`
	Namespace string    `xml:"xmlns:edmx,attr"`
	Schema    xmlSchema `xml:"edmx:DataServices>Schema"`
}

type xmlSchema struct {
	Namespace string       `xml:"Namespace,attr"`
	Alias     string       `xml:"Alias,attr"`
	NS        string       `xml:"xmlns,attr"`
	Entities  []xmlType    `xml:"EntityType"`
	Complex   []xmlType    `xml:"ComplexType"`
	Container xmlContainer `xml:"EntityContainer"`
}

type xmlType struct {
	Name        string        `xml:"Name,attr"`
	Base        string        `xml:"BaseType,attr,omitempty"`
	Abstract    string        `xml:"Abstract,attr,omitempty"`
	Open        string        `xml:"OpenType,attr,omitempty"`
	Key         *xmlKey       `xml:"Key"`
	Properties  []xmlProperty `xml:"Property"`
	Navigations []xmlProperty `xml:"NavigationProperty"`
}

type xmlKey struct {
	Ref xmlRef `xml:"PropertyRef"`
}

type xmlRef struct {
	Name string `xml:"Name,attr"`
}

type xmlProperty struct {
	Name     string `xml:"Name,attr"`
	Type     string `xml:"Type,attr"`
	Nullable string `xml:"Nullable,attr,omitempty"`
}

type xmlContainer struct {
	Name       string         `xml:"Name,attr"`
	Sets       []xmlSet       `xml:"EntitySet"`
	Singletons []xmlSingleton `xml:"Singleton"`
}

type xmlSet struct {
	Name string `xml:"Name,attr"`
	Type string `xml:"EntityType,attr"`
}

type xmlSingleton struct {
	Name string `xml:"Name,attr"`
	Type string `xml:"Type,attr"`
}
