package graphquery

import (
	"fmt"
	"strings"
	"testing"
	"unicode"
)

func TestEveryRowOfAdviceSaysWhatHappenedAndWhatToDo(t *testing.T) {
	for i, row := range adviceTable {
		if row.what == "" || row.guest == "" && row.admin == "" {
			t.Errorf("row %d: %+v", i, row.advice)
		}
		for _, text := range []string{row.what, row.guest, row.admin, row.member.what, row.member.guest, row.member.admin} {
			if text == "" {
				continue
			}
			if strings.HasSuffix(text, ".") || unicode.IsUpper(rune(text[0])) && !strings.HasPrefix(text, "Graph ") {
				t.Errorf("row %d: not part of a sentence: %q", i, text)
			}
		}
		if row.from > row.to || row.to == 0 && len(row.codes) == 0 {
			t.Errorf("row %d fits nothing or everything: %+v", i, row)
		}
	}
}

// A row that is never reached is a row in the wrong place.
func TestEveryRowOfAdviceIsReached(t *testing.T) {
	paths := []string{"/users", "/groups/$count", "/users/x", "/me/messages", "/me/drive/root", "/devices", "/users?$top=5000", "/me", "/organization"}
	people := []standing{{}, {guest: true, level: limited}, {guest: true, level: restricted}, {guest: true, role: true}}
	reached := make([]bool, len(adviceTable))
	for i, row := range adviceTable {
		codes := row.codes
		if len(codes) == 0 {
			codes = []string{""}
		}
		for _, method := range []string{"GET", "PATCH"} {
			for _, path := range paths {
				for status := max(row.from, 400); status <= max(row.to, 599) && (row.to == 0 || status <= row.to); status++ {
					for _, who := range people {
						reached[i] = reached[i] || first(status, codes[0], newAsked(method, path, who)) == i
					}
				}
			}
		}
	}
	for i, ok := range reached {
		if !ok {
			t.Errorf("row %d is never reached: %+v", i, adviceTable[i])
		}
	}
}

func first(status int, code string, what asked) int {
	for i, row := range adviceTable {
		if row.fits(status, code, what) {
			return i
		}
	}
	return -1
}

func TestAdviceForWhatAGuestMeets(t *testing.T) {
	for _, test := range []struct {
		status       int
		code         string
		method, path string
		what, guest  string
	}{
		{403, "Authorization_RequestDenied", "GET", "/users?$select=id", "may not list the people", "/users/{id"},
		{403, "Authorization_RequestDenied", "", "users/$count", "may not list the people", "/me/memberOf"},
		{403, "Authorization_RequestDenied", "GET", "/users/delta()", "may not list the people", "/me"},
		{403, "Authorization_RequestDenied", "GET", "/groups/", "may not list the groups", "/me/memberOf"},
		{403, "Authorization_RequestDenied", "GET", "/users/42/manager", "lacks a permission, or guests are kept out", "add the scope"},
		{403, "Authorization_RequestDenied", "PATCH", "/users/42", "may not change this", "scopes"},
		{403, "Authorization_RequestDenied", "POST", "/users", "may not change this", "scopes"},
		{403, "Authorization_RequestDenied", "GET", "/policies/authorizationPolicy", "this part of the directory", "/organization"},
		{403, "ACCESSDENIED", "GET", "/sites/root", "lacks a permission", "/me"},
		{403, "insufficient_claims", "GET", "/me", "stronger sign-in", "sign in"},
		{403, "", "GET", "/users", "may not do this here", "/me"},
		{401, "InvalidAuthenticationToken", "GET", "/me", "does not take the token", "sign in"},
		{401, "", "GET", "/me", "does not accept the sign-in", "sign in"},
		{400, "Request_UnsupportedQuery", "GET", "/users?$search=x", "advanced query", "ConsistencyLevel: eventual"},
		{400, "BadRequest", "GET", "/usres", "no such path", "beta"},
		{400, "BadRequest", "GET", "/users?$top=1000", "page size", "$top=999"},
		{400, "Request_UnsupportedQuery", "GET", "/users?$top=1000&$search=x", "advanced query", "$count=true"},
		{400, "Request_BadRequest", "GET", "/users?%24top=0", "page size", "$top=999"},
		{400, "Request_BadRequest", "GET", "/users?$top=999&$filter=x", "an option has a value", "quotes"},
		{400, "Request_BadRequest", "PATCH", "/me", "in the body", "names and types"},
		{404, "Request_ResourceNotFound", "GET", "/users/x", "no such object here", "%23"},
		{404, "ImageNotFound", "GET", "/me/photo/$value", "no photo", "nothing is wrong"},
		{404, "MailboxNotEnabledForRESTAPI", "GET", "/me/insights", "no mailbox", "home tenant"},
		{401, "UnknownError", "GET", "/me/messages", "no mailbox", "home tenant"},
		{404, "ResourceNotFound", "GET", "/users/x/calendar/events", "no mailbox", "home tenant"},
		{404, "itemNotFound", "GET", "/me/drive", "no OneDrive", "home tenant"},
		{401, "Authorization_IdentityNotFound", "GET", "/me", "does not know the app", "client_id"},
		{403, "Directory_QuotaExceeded", "POST", "/groups", "quota", "delete"},
		{500, "UnknownError", "GET", "/teams", "does not say why", "request-id"},
		{501, "notSupported", "GET", "/x", "cannot do this for this resource", "beta"},
		{409, "", "POST", "/x", "conflicts", "read the object again"},
		{412, "", "PATCH", "/x", "has changed", "If-Match"},
		{423, "", "PATCH", "/x", "locked", "try again"},
		{429, "TooManyRequests", "GET", "/x", "too many requests", "wait"},
		{410, "resyncRequired", "GET", "/users/delta", "delta link is too old", "start again"},
		{418, "", "GET", "/x", "refused the query", "message"},
		{599, "", "GET", "/x", "failed", "request-id"},
	} {
		name := fmt.Sprintf("%d %s %s %s", test.status, test.code, test.method, test.path)
		got := advise(test.status, test.code, newAsked(test.method, test.path, standing{}))
		if !strings.Contains(got.what, test.what) || !strings.Contains(got.guest, test.guest) {
			t.Errorf("%s: %q → %q", name, got.what, got.guest)
		}
	}
}

// The caller looks through nested codes for one that is known: an unknown one must not look known.
func TestAnUnknownCodeGetsWhatTheStatusGets(t *testing.T) {
	for status := 400; status < 600; status++ {
		for _, path := range []string{"/me", "/users", "/me/messages", "/users?$top=5000"} {
			what := newAsked("GET", path, standing{})
			plain := advise(status, "", what)
			if got := advise(status, "unheardOf", what); got != plain || plain.what == "" {
				t.Errorf("%d %s: %+v, plain %+v", status, path, got, plain)
			}
		}
	}
}

func TestASuccessNeedsNoAdvice(t *testing.T) {
	if got := advise(200, "", newAsked("GET", "/me", standing{})); got != (advice{}) {
		t.Errorf("%+v", got)
	}
}

// What a guest may not is nothing to a member, whatever Graph answers.
func TestAMemberIsNotToldWhatGuestsMayNot(t *testing.T) {
	member := standing{member: true}
	for i, row := range adviceTable {
		to := row.adviceTo(member)
		for _, text := range []string{to.what, to.guest, to.admin} {
			if strings.Contains(text, "guest") && !onlyGuests(row) {
				t.Errorf("row %d tells a member %q", i, text)
			}
		}
	}
}

// onlyGuests is true for a row that no member ever meets.
func onlyGuests(row adviceRow) bool {
	if row.where == nil {
		return false
	}
	for _, method := range []string{"GET", "PATCH"} {
		for _, path := range []string{"/users", "/users/x", "/groups", "/groups/x", "/me", "/devices", "/me/drive", "/me/messages"} {
			if row.where(newAsked(method, path, standing{member: true, role: true})) || row.where(newAsked(method, path, standing{member: true})) {
				return false
			}
		}
	}
	return true
}
