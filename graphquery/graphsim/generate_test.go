package graphsim_test

import (
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode"

	"graphguest/graphquery/graphsim"
)

func (s *sim) count(filter string) int {
	s.t.Helper()
	n := 0
	fmt.Sscan(s.get(query("/v1.0/users/$count", "$filter", filter)).is(200).Body.String(), &n) //nolint:errcheck // 0 fails the test
	return n
}

func TestAdatumHasGuestsOfEveryKind(t *testing.T) {
	s := bigWorld(t)
	equals(t, "guests", s.count("userType eq 'Guest'"), 2400)
	for _, c := range []struct {
		filter   string
		min, max int
	}{
		{"externalUserState eq 'PendingAcceptance'", 250, 350},
		{"userType eq 'Guest' and externalUserState eq 'Accepted'", 2000, 2150},
		{"userType eq null and creationType eq 'Invitation'", 3, 20},
		{"userType eq 'Member' and creationType eq 'Invitation'", 3, 20},
		{"identities/any(i:i/issuer eq 'ExternalAzureAD')", 1000, 1800},
		{"identities/any(i:i/issuer eq 'MicrosoftAccount')", 100, 400},
		{"identities/any(i:i/issuer eq 'google.com')", 100, 400},
		{"identities/any(i:i/issuer eq 'mail')", 100, 400},
		{"identities/any(i:i/issuer eq 'facebook.com')", 20, 200},
		{"identities/any(i:i/issuer eq 'https://idp.partner.example/saml')", 20, 200},
		{"creationType eq 'EmailVerified'", 20, 200},
		{"creationType eq 'Invitation'", 2000, 2450},
		{"accountEnabled eq false", 100, 2000},
		{"department eq 'Qualität'", 500, 3000},
	} {
		if n := s.count(c.filter); n < c.min || n > c.max {
			t.Errorf("%s: %d, want %d to %d", c.filter, n, c.min, c.max)
		}
	}
}

func TestNamesAreOfManyScripts(t *testing.T) {
	names := bigWorld(t).get("/v1.0/users?$select=displayName&$top=999").column("displayName")
	for name, script := range map[string]*unicode.RangeTable{"Han": unicode.Han, "Arabic": unicode.Arabic, "Hangul": unicode.Hangul,
		"Greek": unicode.Greek, "Cyrillic": unicode.Cyrillic, "Devanagari": unicode.Devanagari} {
		if strings.IndexFunc(names, func(r rune) bool { return unicode.Is(script, r) }) < 0 {
			t.Errorf("no name in %s", name)
		}
	}
	for _, part := range []string{"ü", "é", "O'", "Ł", "ř", "Ø"} {
		if !strings.Contains(names, part) {
			t.Errorf("no name with %s", part)
		}
	}
}

func TestAGeneratedUserIsTheSameByIdByNameAndInTheList(t *testing.T) {
	s := bigWorld(t)
	const wanted = "?$select=id,userPrincipalName,displayName,userType,createdDateTime,department,identities"
	for _, row := range s.get("/v1.0/users" + wanted + "&$top=120").rows() {
		if row["userType"] == nil {
			continue // may be the world's own
		}
		upn := strings.ReplaceAll(row["userPrincipalName"].(string), "#", "%23")
		byID := s.get("/v1.0/users/" + row["id"].(string) + wanted).is(200)
		byName := s.get("/v1.0/users/" + strings.ToUpper(upn) + wanted).is(200)
		for name := range row {
			if want := fmt.Sprint(row[name]); fmt.Sprint(byID.json[name]) != want || fmt.Sprint(byName.json[name]) != want {
				t.Fatalf("%s: %v in the list, %v by id, %v by name", name, row[name], byID.json[name], byName.json[name])
			}
		}
	}
	again := bigWorld(t).get("/v1.0/users?$top=50").column("id")
	equals(t, "another session", again, s.get("/v1.0/users?$top=50").column("id"))
	other := adatum()
	other.ID = tenantID
	if worldOf(t, other).get("/v1.0/users?$top=50").column("id") == again {
		t.Error("two tenants have the same users")
	}
}

func TestMadeUpKeysFindNobody(t *testing.T) {
	s := bigWorld(t)
	real := s.get("/v1.0/users?$select=id,userPrincipalName&$top=50").rows()[49]
	id, upn := real["id"].(string), strings.ReplaceAll(real["userPrincipalName"].(string), "#", "%23")
	last := "0"
	if strings.HasSuffix(id, last) {
		last = "1"
	}
	for _, key := range []string{id[:35] + last, "x" + upn, "anna.adams99999@adatum.com", "99999999999999999999@adatum.com", "anna.adams-1@adatum.com"} {
		s.get("/v1.0/users/"+key).fails(404, "Request_ResourceNotFound", "does not exist or one of its queried reference-property objects are not present.")
	}
}

func TestGuestsAreTwelveOfAHundredUnlessSaid(t *testing.T) {
	tenant := graphsim.Tenant{ID: tenantID, DefaultDomain: "fabrikam.com", Generate: 1000,
		Users: []graphsim.User{{ID: adminID, Admin: true, UserType: "Member", UserPrincipalName: "ada@fabrikam.com"}}}
	equals(t, "guests", worldOf(t, tenant).eventually().count("userType eq 'Guest'"), 120)
}

func TestGeneratedGroups(t *testing.T) {
	s := bigWorld(t)
	members, seenHidden, seenUnified := 0, false, false
	for _, g := range s.get("/v1.0/groups?$select=id,displayName,visibility,groupTypes,membershipRule").rows() {
		seenHidden = seenHidden || g["visibility"] == "HiddenMembership"
		seenUnified = seenUnified || strings.Contains(fmt.Sprint(g["groupTypes"]), "Unified")
		path := "/v1.0/groups/" + g["id"].(string) + "/members"
		switch name := g["displayName"].(string); {
		case name == "All guests":
			ids, _ := s.walk(path + "?$select=id&$top=999")
			equals(t, "all guests", len(ids), 2400)
		case strings.HasPrefix(name, "Project") && members == 0:
			first := s.get(path + "?$select=id,displayName").rows()
			members = len(first)
			groups := s.get("/v1.0/users/" + first[0]["id"].(string) + "/memberOf").column("displayName")
			if !strings.Contains(groups, name) {
				t.Errorf("a member of %s is in %s", name, groups)
			}
		}
	}
	if members == 0 || !seenHidden || !seenUnified {
		t.Errorf("project members %d, hidden %v, unified %v", members, seenHidden, seenUnified)
	}
}

func TestAPageOf999IsMadeWithoutTheRest(t *testing.T) {
	s := bigWorld(t)
	page := testing.AllocsPerRun(1, func() { s.get("/v1.0/users?$select=id,displayName,mail&$top=999") })
	scan := testing.AllocsPerRun(1, func() {
		s.get("/v1.0/users?$select=id,displayName,mail&$top=999&$filter=displayName eq 'nobody'")
	})
	if page*2 > scan {
		t.Errorf("a page takes %v allocations, a scan of 20,000 users %v", page, scan)
	}
}

func BenchmarkPageOf999(b *testing.B) {
	s := bigWorld(b)
	for b.Loop() {
		s.get("/v1.0/users?$select=id,displayName,mail&$top=999")
	}
}

func BenchmarkScanOf20000(b *testing.B) {
	s := bigWorld(b)
	for b.Loop() {
		s.get("/v1.0/users?$filter=displayName%20eq%20%27nobody%27")
	}
}

func TestNewMakesNothing(t *testing.T) {
	big := adatum()
	big.Generate = 1 << 40
	allocations := testing.AllocsPerRun(10, func() {
		graphsim.New(graphsim.World{Tenants: []graphsim.Tenant{big}}, time.Now)
	})
	if allocations > 40 {
		t.Errorf("New takes %v allocations", allocations)
	}
}
