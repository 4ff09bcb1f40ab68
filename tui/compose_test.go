package tui_test

import "testing"

func TestTheFormAndTheLineStayInStep(t *testing.T) {
	u := guestAt(t, "contoso").types("/users?$filter=userType eq 'Guest'").presses("ctrl+f").sees("$filter", "userType eq 'Guest'")
	u.types("id,mail").sees("/users?$filter=userType eq 'Guest'&$select=id,mail")
	u.presses("down", "end").types(" or true").sees("$filter=userType eq 'Guest' or true&$select=id,mail")
	u.presses(esc, "ctrl+u").types("/groups?$top=5").presses("ctrl+f").sees("5").seesNo("id,mail")
}

func TestARunFromTheFormShowsItsAnswer(t *testing.T) {
	guestAt(t, "contoso").types("/me").presses("ctrl+f").types("displayName").presses(enter).
		sees("200 OK", "/me?$select=displayName", "Casey").seesNo("$orderby")
}

func TestABodyWaitsWhileTheMethodReads(t *testing.T) {
	u := guestAt(t, "contoso").types("/me").presses("f4").types(`{"a":1}`).presses(esc, enter).sees("200 OK")
	u.presses("f4").sees(`{"a":1}`)
}

func TestHeadersAreOfferedAndCarried(t *testing.T) {
	w := newWorld(t)
	w.at(t, "contoso").types("/users").presses("f3").types("ConsistencyLevel").presses(tab).types("eventual").presses(esc).sees("1 header")
}

func TestAPastedCurlCommandFillsTheLineAndLosesItsToken(t *testing.T) {
	u := guestAt(t, "contoso").pastes("curl -X PATCH 'https://graph.microsoft.com/beta/me' -H 'Authorization: Bearer eyJsecret' -H 'Content-Type: application/json' -d '{\"jobTitle\":\"x\"}'")
	u.sees("PATCH  beta  /me", "1 header", "body of", "left out Authorization").seesNo("eyJ")
}

func TestAPastedHTTPBlockFillsTheLine(t *testing.T) {
	guestAt(t, "contoso").pastes("### Guests\nGET https://graph.microsoft.com/v1.0/users?$filter=userType%20eq%20'Guest'\nConsistencyLevel: eventual\n\n").
		sees("v1.0  /users?$filter=userType eq 'Guest'", "1 header")
}
