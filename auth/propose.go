package auth

import (
	"fmt"
	"strconv"
	"strings"
)

// Proposal is an environment that a person may take as it is, with the reason for each setting.
type Proposal struct {
	Environment Environment
	Reasons     map[string]string // by key of environment.toml, and "name": one sentence each
}

// Propose makes the environment of a tenant that was found, for the person of that account ("" =
// chosen at the sign-in). Known are the environments there are: the name and the colour differ from
// theirs where they can, and an app of the same person's that signs in there already is taken over.
// What it returns can be saved. It does no I/O.
func Propose(t Tenant, account string, known []Environment) Proposal {
	name, whyName := proposeName(t, known)
	color, whyColor := proposeColor(known)
	e := Environment{
		Name: name, Cloud: t.Cloud, TenantID: t.ID, TenantDomain: t.Domain,
		Account: strings.TrimSpace(account), Access: ReadOnly, Color: color,
	}
	var whyClient string
	e.ClientID, whyClient = proposeClient(e, known)
	return Proposal{e, map[string]string{
		"name":          whyName,
		"cloud":         fmt.Sprintf("The tenant is in the cloud %s.", t.Cloud),
		"tenant_id":     reasonForTenant(t, known),
		"tenant_domain": "How you named the tenant; it is only shown.",
		"client_id":     whyClient,
		"account":       reasonForAccount(e),
		"domain_hint":   reasonForHint(e),
		"scopes":        "Who you are, and the names of others: a guest can consent to both without an admin.",
		"access":        "Nothing can be changed by mistake in somebody else's tenant until you say read-write.",
		"color":         whyColor,
		"isolated":      reasonForSharing(e, known),
	}}
}

func proposeName(t Tenant, known []Environment) (name, why string) {
	label, _, _ := strings.Cut(t.Domain, ".")
	why = fmt.Sprintf("The first part of %s.", t.Domain)
	if label == "" {
		label, _, _ = strings.Cut(t.ID, "-")
		why = "The first part of the tenant's id, since no domain was named."
	}
	label = strings.ToLower(label)
	if len(label) > maxName-4 {
		label = strings.TrimRight(label[:maxName-4], "-.")
	}
	name = label
	for i := 2; i < 1000; i++ {
		objection := objectionTo(name, known)
		if objection == "" {
			break
		}
		if name == label {
			why = objection
		}
		name = label + "-" + strconv.Itoa(i)
	}
	return name, why
}

// objectionTo says why an environment beside those known cannot have that name; "" = it can.
func objectionTo(name string, known []Environment) string {
	for _, k := range known {
		if strings.EqualFold(k.Name, name) {
			return fmt.Sprintf("There is an environment %s already.", k.Name)
		}
	}
	if ValidName(name) != nil {
		return fmt.Sprintf("%s alone cannot be a name.", name)
	}
	return ""
}

func reasonForTenant(t Tenant, known []Environment) string {
	for _, k := range known {
		if k.TenantID == t.ID && k.Cloud == t.Cloud {
			return fmt.Sprintf("%s is the same tenant.", k.Name)
		}
	}
	return "From here on the tenant is known by its id, which stays when domains change."
}

func proposeClient(e Environment, known []Environment) (id, why string) {
	for _, k := range known {
		if k.TenantID == e.TenantID && k.Cloud == e.Cloud && strings.EqualFold(k.Account, e.Account) && k.ClientID != DefaultClientID {
			return k.ClientID, fmt.Sprintf("%s signs in to the same tenant with this app.", k.Name)
		}
	}
	return DefaultClientID, "Microsoft Graph Command Line Tools, Microsoft's own app: most tenants know it, and nothing has to be registered."
}

func proposeColor(known []Environment) (color, why string) {
	uses := map[string]int{}
	for _, k := range known {
		uses[k.Color]++
	}
	color = Colors[0]
	for _, c := range Colors {
		if uses[c] < uses[color] {
			color = c
		}
	}
	if uses[color] == 0 {
		return color, "No other environment has this colour."
	}
	return color, "The colour that the fewest other environments have."
}

func reasonForAccount(e Environment) string {
	if e.Account == "" {
		return "None was given: the sign-in page asks which account."
	}
	return "The sign-in page is filled in with it."
}

// reasonForHint says which hint the empty setting stands for.
func reasonForHint(e Environment) string {
	_, domain, _ := strings.Cut(e.Account, "@")
	switch hint := e.Hint(); {
	case e.Account == "":
		return "From the account, once it is known; none is sent until then."
	case hint == "consumers":
		return fmt.Sprintf("From the account: %s is a Microsoft account, so the hint is consumers.", domain)
	case hint == "":
		return fmt.Sprintf("From the account: those of %s sign in with Google or a one-time passcode, where a hint is in the way, so none is sent.", domain)
	default:
		return fmt.Sprintf("From the account: %s is sent, so that your home's sign-in page comes up at once.", hint)
	}
}

// reasonForSharing says what isolated = false means here.
func reasonForSharing(e Environment, known []Environment) string {
	for _, k := range givers(known, e) {
		if e.Account != "" && !k.SignedOut {
			return fmt.Sprintf("It may start from your sign-in to %s, often without a browser.", k.Name)
		}
	}
	return "Later sign-ins of the same account may start from this one, often without a browser."
}
