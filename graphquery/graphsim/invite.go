package graphsim

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// invitations takes POST only: what was sent is not to be read again.
func (q *request) invitations(rest []string) error {
	if len(rest) > 0 {
		return noSegment(rest[0])
	}
	if q.http.Method != http.MethodPost {
		return wrongMethod()
	}
	if err := q.permit(http.MethodPost, "invitations"); err != nil {
		return err
	}
	if !q.mayInvite() {
		return denied()
	}
	fields, err := q.body()
	if err != nil {
		return err
	}
	i, err := readInvitation(fields)
	if err != nil {
		return err
	}
	if q.dir.find(q.dir.guestName(i.email)) != nil {
		return refused(http.StatusBadRequest, "BadRequest", "The invited user already exists in the directory as object ID: %s.",
			q.dir.find(q.dir.guestName(i.email)).ID)
	}
	q.dir.createGuest(i, q.answer.time.Truncate(time.Second))
	b := q.context([]byte(`{`), "invitations/$entity")
	b = q.appendObject(b, i, nil, false, nil)
	return q.created(append(b, '}'), "")
}

// mayInvite applies the tenant's allowInvitesFrom.
func (q *request) mayInvite() bool {
	switch q.dir.spec.AllowInvitesFrom {
	case "none":
		return false
	case "adminsAndGuestInviters":
		return q.caller.Admin
	case "adminsGuestInvitersAndAllMembers":
		return q.caller.Admin || q.caller.UserType != "Guest"
	}
	return true
}

func readInvitation(fields map[string]json.RawMessage) (*invitation, error) {
	i := &invitation{userType: "Guest"}
	for name, into := range map[string]any{
		"invitedUserEmailAddress": &i.email, "inviteRedirectUrl": &i.redirectURL, "invitedUserDisplayName": &i.displayName,
		"invitedUserType": &i.userType, "sendInvitationMessage": &i.sendMessage,
	} {
		if raw, ok := fields[name]; ok && json.Unmarshal(raw, into) != nil {
			return nil, badRequest("Invalid value specified for property '%s' of resource 'Invitation'.", name)
		}
	}
	local, domain, _ := strings.Cut(i.email, "@")
	switch {
	case local == "" || domain == "" || strings.ContainsAny(i.email, "~!#$%^&*()+=[]{}\\/|;:\"<>?, "):
		return nil, badRequest("The invited user email address is not a valid email address.")
	case i.redirectURL == "":
		return nil, badRequest("Required property 'inviteRedirectUrl' is missing.")
	case i.userType != "Guest" && i.userType != "Member":
		return nil, badRequest("Invalid value specified for property 'invitedUserType' of resource 'Invitation'.")
	}
	i.displayName = orElse(i.displayName, local)
	return i, nil
}

// guestName is the user principal name a guest of that address gets.
func (d *directory) guestName(email string) string {
	return strings.ReplaceAll(email, "@", "_") + "#EXT#@" + d.spec.initialDomain()
}

// homeIssuers are the identity providers that an address alone gives away.
var homeIssuers = map[string]string{"gmail.com": "google.com", "googlemail.com": "google.com",
	"outlook.com": "MicrosoftAccount", "hotmail.com": "MicrosoftAccount", "live.com": "MicrosoftAccount"}

// redeem turns a pending guest into an accepted one: from now on somebody else vouches for the identity.
func (d *directory) redeem(u *User, now time.Time) {
	u.ExternalUserState, u.ExternalUserStateChangeDateTime = "Accepted", now
	if len(u.Identities) == 1 && u.Identities[0].SignInType == "userPrincipalName" {
		_, home, _ := strings.Cut(u.Mail, "@")
		u.Identities = []Identity{{"federated", orElse(homeIssuers[home], "ExternalAzureAD"), ""}}
	}
}

func (d *directory) createGuest(i *invitation, now time.Time) {
	upn := d.guestName(i.email)
	nickname, _, _ := strings.Cut(upn, "@")
	i.user = &User{
		ID: d.made.guid("invited "+upn+now.String(), 0), DisplayName: i.displayName, UserPrincipalName: upn, Mail: i.email,
		MailNickname: nickname, OtherMails: []string{i.email}, UserType: i.userType, CreationType: "Invitation",
		ExternalUserState: "PendingAcceptance", ExternalUserStateChangeDateTime: now, CreatedDateTime: now,
		Identities: []Identity{{"userPrincipalName", d.spec.initialDomain(), upn}},
	}
	i.id = d.made.guid("invitation "+upn+now.String(), 0)
	i.redeemURL = "https://login.microsoftonline.com/redeem?rd=" +
		url.QueryEscape("https://invitations.microsoft.com/redeem/?tenant="+d.spec.ID+"&user="+i.id)
	d.invite(i.user)
}
