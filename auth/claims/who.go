package claims

import (
	"fmt"
	"strings"
)

var whoRows = []row{
	{name: "acct", group: who, means: "Whether this tenant counts you as a guest; this value is not documented.", explain: acct},
	{name: "name", group: who, means: "Your display name in this tenant. For display only."},
	{name: "given_name", group: who, means: "Your first name as this tenant knows it."},
	{name: "family_name", group: who, means: "Your last name as this tenant knows it."},
	{name: "nickname", group: who, means: "Another name for you."},
	{name: "unique_name", group: who, means: "The name you sign in with, at home. For display only.", explain: uniqueName},
	{name: "preferred_username", group: who, means: "The name you sign in with. For display only: it can change."},
	{name: "upn", group: who, means: "Your user name. Members have one; in a guest's token it is usually absent.", explain: upn},
	{name: "email", group: who, means: "Your mail address as this tenant knows it. It can change: not for authorization."},
	{name: "xms_edov", group: who, means: "Whether the owner of your mail address's domain is verified.", explain: yesNo("xms_edov", "The domain of your mail address has a verified owner.", "The domain of your mail address has no verified owner.")},
	{name: "verified_primary_email", group: who, means: "Your first mail address, vouched for by its owner."},
	{name: "verified_secondary_email", group: who, means: "Further mail addresses, vouched for by their owner."},
	{name: "oid", group: who, means: "You as an object in this tenant.", explain: oid},
	{name: "sub", group: who, means: "You as this one app sees you: another app or tenant gets another value."},
	{name: "puid", group: who, means: "A Microsoft-wide number of your object in this tenant; at home you have another."},
	{name: "altsecid", group: who, means: "Your account elsewhere, to which this guest object is tied.", explain: altsecid},
	{name: "xms_idrel", group: who, means: "How you are related to this tenant.", explain: idrel},
	{name: "idtyp", group: who, means: "Whether the token stands for a user, an app or a device.", explain: idtyp},
	{name: "onprem_sid", group: who, means: "Your security identifier in the on-premises directory: only a synchronised member has one."},
	{name: "ctry", group: who, means: "Your country or region, as your object says."},
	{name: "xms_pl", group: who, means: "Your preferred language; a guest's comes from the home tenant."},
	{name: "xms_pdl", group: who, means: "The region where your data is kept, in a tenant that has several."},
	{name: "xms_tnt_fct", group: who, means: "Facets of the tenant; only some values are documented."},
	{name: "xms_sub_fct", group: who, means: "Facets of whom the token stands for; only some values are documented.", explain: facets("xms_sub_fct")},
	{name: "xms_act_fct", group: who, means: "Facets of whom acts; only some values are documented.", explain: facets("xms_act_fct")},
}

func acct(s said, _ Kind) string {
	return map[string]string{
		"0": "You are a member of this tenant.",
		"1": "You are a guest in this tenant.",
	}[s.text("acct")]
}

// uniqueName explains "live.com#user@live.com".
func uniqueName(s said, _ Kind) string {
	provider, address, ok := strings.Cut(s.text("unique_name"), "#")
	if _, invited := invitee(s.text("unique_name")); !ok || invited {
		return ""
	}
	return fmt.Sprintf("Your address %s, after the identity provider that vouches for it: %s.", address, provider)
}

func upn(s said, _ Kind) string {
	address, invited := invitee(s.text("upn"))
	if !invited {
		return ""
	}
	return fmt.Sprintf("The user name this tenant made for its guest %s. Write # as %%23 in an address.", address)
}

func oid(s said, _ Kind) string {
	return fmt.Sprintf("You as an object in this tenant: GET /users/%s. In every tenant you are another object.", s.text("oid"))
}

// altsecid is "5::PUID" for an Entra ID guest and "1:live.com:PUID" for a Microsoft account.
func altsecid(s said, _ Kind) string {
	parts := strings.SplitN(s.text("altsecid"), ":", 3)
	switch {
	case len(parts) != 3:
		return ""
	case parts[0] == "5":
		return fmt.Sprintf("This guest object is tied to your Entra ID account at home, whose puid is %s.", parts[2])
	case parts[0] == "1" && parts[1] == "live.com":
		return fmt.Sprintf("This guest object is tied to your Microsoft account, whose puid is %s.", parts[2])
	}
	return fmt.Sprintf("This guest object is tied to your account at %s.", parts[1])
}

// relations are the documented values of xms_idrel: odd numbers. The others are to be ignored.
var relations = map[string]string{
	"1":  "member",
	"3":  "member with a Microsoft account",
	"5":  "guest",
	"7":  "service principal",
	"9":  "device",
	"11": "partner administrator (GDAP)",
	"13": "app without a service principal",
	"15": "passthrough: no object in this tenant",
	"17": "native identity",
	"19": "native identity",
	"27": "member synchronised from another tenant of the organisation",
	"29": "member of another tenant of the organisation, loosely tied",
	"31": "partner administrator (DAP)",
	"33": "federated managed identity",
}

func idrel(s said, _ Kind) string {
	return decode("Your relation to this tenant: ", s.words("xms_idrel"), relations)
}

func facets(name string) func(said, Kind) string {
	return func(s said, _ Kind) string {
		return decode("Among others: ", s.words(name), map[string]string{"11": "an agent's identity", "13": "an agent's user"})
	}
}

func idtyp(s said, _ Kind) string {
	return map[string]string{
		"user":   "The token stands for you, not for an app alone.",
		"app":    "The token stands for an app alone, not for a person.",
		"device": "The token stands for a device.",
	}[s.text("idtyp")]
}
