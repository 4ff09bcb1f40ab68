package claims

import "slices"

var whenRows = []row{
	{name: "exp", group: when,
		ahead: "The token works until then; a new one is fetched by itself.",
		past:  "The token has expired; the next query fetches a new one."},
	{name: "nbf", group: when,
		ahead: "The token does not work before then: this computer's clock may be slow.",
		past:  "The token works from then on."},
	{name: "iat", group: when,
		ahead: "The token was issued in the future: this computer's clock may be slow.",
		past:  "When the token was issued."},
	{name: "auth_time", group: when,
		ahead: "You signed in in the future: this computer's clock may be slow.",
		past:  "When you last signed in yourself."},
	{name: "amr", group: when, means: "How you proved who you are, for this tenant.", explain: amr},
	{name: "acr", group: when, means: "The class of your authentication.", explain: acr},
	{name: "ipaddr", group: when, means: "The address you signed in from, as Entra ID saw it."},
	{name: "fwd", group: when, means: "The address you asked from, inside a virtual network."},
	{name: "vnet", group: when, means: "The virtual network you asked from."},
	{name: "in_corp", group: when, means: "You signed in from a network that the tenant trusts."},
	{name: "platf", group: when, means: "The kind of device you signed in on, as a number of Entra ID's own."},
	{name: "deviceid", group: when, means: "The device you signed in on, as the directory knows it."},
	{name: "ztdid", group: when, means: "The device you signed in on, as Windows Autopilot knows it."},
	{name: "signin_state", group: when, means: "What Entra ID knows about your session and device.", explain: signInState},
	{name: "sid", group: when, means: "Your session in the browser; signing out there ends it."},
	{name: "login_hint", group: when, means: "A hint for the next sign-in. It means your home tenant: a guest must name the tenant beside it."},
	{name: "pwd_exp", group: when, means: "When your password expires: it is soon."},
	{name: "pwd_url", group: when, means: "Where you can change your password."},
}

// methods are the words of amr.
var methods = map[string]string{
	"pwd":      "password",
	"rsa":      "a key, as in the Authenticator app or a certificate",
	"otp":      "a one-time code by mail or text message",
	"fed":      "what a federated identity provider said",
	"wia":      "Windows sign-on",
	"mfa":      "more than one factor (MFA)",
	"ngcmfa":   "MFA for setting up a stronger method",
	"wiaormfa": "Windows sign-on or MFA",
	"none":     "nothing completed",
}

func amr(s said, _ Kind) string {
	text := decode("You proved yourself with: ", s.words("amr"), methods)
	switch {
	case text == "":
		return ""
	case slices.ContainsFunc(s.words("amr"), func(word string) bool { return word == "mfa" || word == "ngcmfa" }):
		return text + " MFA counts for this tenant."
	}
	return text + " No MFA for this tenant: it may still ask for it."
}

func acr(s said, _ Kind) string {
	return map[string]string{
		"0": "Your authentication does not meet ISO/IEC 29115.",
		"1": "Your authentication meets ISO/IEC 29115.",
	}[s.text("acr")]
}

func signInState(s said, _ Kind) string {
	return decode("About your session: ", s.words("signin_state"), map[string]string{
		"kmsi":     "you chose to stay signed in",
		"dvc_mngd": "the device is managed",
		"dvc_cmp":  "the device is compliant",
		"dvc_dmjd": "the device is joined to a domain",
	})
}

var otherRows = []row{
	{name: "uti", group: other, means: "This token's own id: an admin finds the sign-in by it in the logs."},
	{name: "nonce", group: other, means: "Ties the token to one sign-in."},
	{name: "at_hash", group: other, means: "Ties the id token to an access token."},
	{name: "c_hash", group: other, means: "Ties the id token to a code."},
	{name: "aio", group: other, means: internal},
	{name: "rh", group: other, means: internal},
	{name: "xms_ftd", group: other, means: internal},
	{name: "xms_st", group: other, means: internal},
	{name: "xms_rd", group: other, means: internal},
	{name: "xms_acd", group: other, means: internal},
}

const internal = "Entra ID's own; its meaning is not published."
