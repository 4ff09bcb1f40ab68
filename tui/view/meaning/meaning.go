// Package meaning says what values of Graph stand for, where a person cannot see it: instants in local time, the ids of
// well-known things, the names that tenants make for guests.
package meaning

import (
	"strings"
	"time"

	"graphguest/auth/claims"
	"graphguest/tui/kit"
)

// Of says what a text value means; "" = nothing that is not seen. loc is where the person's clock stands.
func Of(text string, now time.Time, loc *time.Location) string {
	for _, kind := range kinds {
		if meaning := kind(text, now, loc); meaning != "" {
			return meaning
		}
	}
	return ""
}

// kinds are tried in turn.
var kinds = []func(text string, now time.Time, loc *time.Location) string{instant, wellKnown, guest}

// instant is a date with a time, as Graph writes it: in the person's own time, and how far away.
func instant(text string, now time.Time, loc *time.Location) string {
	if len(text) < len("2006-01-02T15:04:05Z") || len(text) > 40 || text[4] != '-' || text[10] != 'T' {
		return ""
	}
	t, err := time.Parse(time.RFC3339Nano, text)
	if err != nil || t.Year() < 1900 || t.Year() > 2500 { // Graph writes the year 1 and 9999 for "never"
		return ""
	}
	words := t.In(loc).Format("2 Jan 2006 15:04")
	if d := now.Sub(t); d >= 0 {
		return words + ", " + kit.Ago(d)
	}
	return words + ", in " + ahead(t.Sub(now))
}

// ahead is how far away something is.
func ahead(d time.Duration) string {
	words := strings.TrimSuffix(kit.Ago(d), " ago")
	switch words {
	case "just now":
		return "a moment"
	case "yesterday":
		return "a day"
	}
	return words
}

// wellKnown names what has the same id in every tenant.
func wellKnown(text string, _ time.Time, _ *time.Location) string {
	if len(text) != 36 || text[8] != '-' {
		return ""
	}
	id := strings.ToLower(text)
	if name := things[id]; name != "" {
		return name
	}
	if name := claims.AppName(id); name != "" {
		return "app: " + name
	}
	if name := claims.RoleName(id); name != "" {
		return "role: " + name
	}
	return ""
}

// things are the ids of first-party services and tenants, as Microsoft documents them (learn.microsoft.com: "Verify
// first-party Microsoft applications in sign-in reports", "ID token claims reference").
var things = map[string]string{
	"00000003-0000-0000-c000-000000000000": "service: Microsoft Graph",
	"00000002-0000-0000-c000-000000000000": "service: Azure AD Graph, which is retired",
	"00000002-0000-0ff1-ce00-000000000000": "service: Office 365 Exchange Online",
	"00000003-0000-0ff1-ce00-000000000000": "service: Office 365 SharePoint Online",
	"797f4846-ba00-4fd7-ba43-dac1f8f63013": "service: Azure Resource Manager",
	"9188040d-6c67-4c5b-b112-36a304b66dad": "tenant: personal Microsoft accounts",
	"f8cdef31-a31e-4b4a-93e4-5f571e91255a": "tenant: Microsoft's own services",
}

// guest tells the name that a tenant made for a guest, and where the guest is at home.
func guest(text string, _ time.Time, _ *time.Location) string {
	if len(text) > 400 || !strings.Contains(text, "#") {
		return ""
	}
	address, is := claims.Invitee(text)
	_, home, found := strings.Cut(address, "@")
	if !is || !found || home == "" {
		return ""
	}
	return "guest from " + home
}
