package entrasim

import (
	"encoding/json"
	"fmt"
	"net/http"
	"time"
)

// refusal is one AADSTS error: the same facts whether it ends in JSON, on a page or at the redirect.
type refusal struct {
	Code            int
	OAuth, Suberror string
	Text            string // without the ids that description adds
	Claims          string // a claims challenge, decoded
	Trace           string
	Correlation     string
	Time            time.Time
}

// refusals says for each code what the token endpoint calls it and how it reads.
var refusals = map[int]struct{ oauth, suberror, text string }{
	28000:   {"invalid_scope", "", "Provided value for the input parameter scope is not valid because it contains more than one resource. Scope %s is not valid."},
	50011:   {"invalid_request", "", "The redirect URI '%s' specified in the request does not match the redirect URIs configured for the application '%s'. Make sure the redirect URI sent in the request matches one added to your application in the Azure portal."},
	50020:   {"invalid_grant", "", "User account '%s' from identity provider '%s' does not exist in tenant '%s' and cannot access the application '%s'(%s) in that tenant. The account needs to be added as an external user in the tenant first. Sign out and sign in again with a different Azure Active Directory user account."},
	50058:   {"login_required", "", "A silent sign-in request was sent but no user is signed in."},
	50076:   {"invalid_grant", "basic_action", "Due to a configuration change made by your administrator, or because you moved to a new location, you must use multi-factor authentication to access '00000003-0000-0000-c000-000000000000'."},
	50143:   {"invalid_request", "", "Session mismatch - Session is invalid because user tenant does not match the domain hint '%s' due to different resource."},
	50173:   {"invalid_grant", "bad_token", "The provided grant has expired due to it being revoked, a fresh auth token is needed. The user might have changed or reset their password. The grant was issued on '%s'."},
	54005:   {"invalid_grant", "", "OAuth2 Authorization code was already redeemed, please retry with a new valid code or use an existing refresh token."},
	65001:   {"invalid_grant", "consent_required", "The user or administrator has not consented to use the application with ID '%s' named '%s'. Send an interactive authorization request for this user and resource."},
	65002:   {"invalid_client", "", "Consent between first party application '%s' and first party resource '00000003-0000-0000-c000-000000000000' must be configured via preauthorization - applications owned and operated by Microsoft must get approval from the API owner before requesting tokens for that API."},
	65004:   {"access_denied", "", "User declined to consent to access the app."},
	70000:   {"invalid_grant", "", "Provided grant is invalid or malformed. %s"},
	70003:   {"unsupported_grant_type", "", "The app requested an unsupported grant type '%s'."},
	70005:   {"unsupported_response_type", "", "The app requested an unsupported response type '%s'."},
	70007:   {"invalid_request", "", "'%s' is not a supported value of 'response_mode' when requesting a code."},
	70008:   {"invalid_grant", "", "The provided authorization code or refresh token has expired due to inactivity. Send a new interactive authorization request for this user and resource."},
	70016:   {"authorization_pending", "", "OAuth 2.0 device flow error. Authorization is pending. Continue polling."},
	70018:   {"bad_verification_code", "", "Invalid verification code. The device code does not match any that was issued."},
	70020:   {"expired_token", "", "The provided value for the input parameter 'device_code' is not valid. This device code has expired."},
	70043:   {"invalid_grant", "bad_token", "The refresh token has expired or is invalid due to sign-in frequency checks. The token was issued on %s and the maximum allowed lifetime for this request is 86400."},
	90002:   {"invalid_request", "", "Tenant '%s' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud. Check with your subscription administrator, this may happen if there are no active subscriptions for the tenant."},
	90023:   {"invalid_request", "", "The value of '%s' is not valid: '%s'."},
	90094:   {"access_denied", "", "An administrator of %s has set a policy that prevents you from granting %s the permissions it is requesting (%s). Contact an administrator, who can grant permissions to this application on your behalf."},
	500011:  {"invalid_resource", "", "The resource principal named %s was not found in the tenant named %s. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant."},
	500112:  {"invalid_grant", "", "The reply address '%s' does not match the reply address '%s' provided when requesting Authorization code."},
	501481:  {"invalid_grant", "", "The Code_Verifier does not match the code_challenge supplied in the authorization request."},
	650053:  {"invalid_client", "", "The application '%s' asked for scope '%s' that doesn't exist on the resource '00000003-0000-0000-c000-000000000000'. Contact the app vendor."},
	700016:  {"unauthorized_client", "", "Application with identifier '%s' was not found in the directory '%s'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You may have sent your authentication request to the wrong tenant."},
	700025:  {"invalid_client", "", "Client is public so neither 'client_assertion' nor 'client_secret' should be presented."},
	700082:  {"invalid_grant", "bad_token", "The refresh token has expired due to inactivity. The token was issued on %s and was inactive for 90.00:00:00."},
	900144:  {"invalid_request", "", "The request body must contain the following parameter: '%s'."},
	900561:  {"invalid_request", "", "The endpoint only accepts POST requests. Received a %s request."},
	7000218: {"invalid_client", "", "The request body must contain the following parameter: 'client_assertion' or 'client_secret'."},
	9002325: {"invalid_request", "", "Proof Key for Code Exchange with the method S256 is required for authorization code redemption."},
}

// refuse makes the refusal of a code; args fill its text. The server stamps it on its way out.
func refuse(code int, args ...any) *refusal {
	row, ok := refusals[code]
	if !ok {
		panic(fmt.Sprintf("entrasim: no text for AADSTS%d", code))
	}
	return &refusal{Code: code, OAuth: row.oauth, Suberror: row.suberror, Text: fmt.Sprintf(row.text, args...)}
}

// stamp gives a refusal the ids and the time that a person passes on to an admin.
func (s *Server) stamp(no *refusal, correlation string) *refusal {
	no.Trace, no.Correlation, no.Time = guid(), correlation, s.now()
	return no
}

// Description is error_description: code, text, and the ids.
func (no *refusal) Description() string {
	return fmt.Sprintf("AADSTS%d: %s Trace ID: %s Correlation ID: %s Timestamp: %s",
		no.Code, no.Text, no.Trace, no.Correlation, no.Timestamp())
}

// Timestamp is the time as Entra ID writes it.
func (no *refusal) Timestamp() string { return no.Time.UTC().Format("2006-01-02 15:04:05Z") }

func (s *Server) errorURI(no *refusal) string {
	return fmt.Sprintf("https://%s/error?code=%d", s.world.LoginHost, no.Code)
}

// writeRefusal answers a program, in JSON.
func (s *Server) writeRefusal(w http.ResponseWriter, no *refusal, correlation string) {
	if no.Time.IsZero() {
		s.stamp(no, correlation)
	}
	answer := map[string]any{
		"error":             no.OAuth,
		"error_description": no.Description(),
		"error_codes":       []int{no.Code},
		"timestamp":         no.Timestamp(),
		"trace_id":          no.Trace,
		"correlation_id":    no.Correlation,
		"error_uri":         s.errorURI(no),
	}
	if no.Suberror != "" {
		answer["suberror"] = no.Suberror
	}
	if no.Claims != "" {
		answer["claims"] = no.Claims
	}
	status := http.StatusBadRequest
	if no.OAuth == "invalid_client" {
		status = http.StatusUnauthorized
	}
	writeJSON(w, status, answer)
}

func writeJSON(w http.ResponseWriter, status int, answer any) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store, no-cache")
	w.Header().Set("Pragma", "no-cache")
	w.Header().Set("X-Ms-Request-Id", guid())
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(answer) // the reader is gone when this fails; nobody is left to tell
}
