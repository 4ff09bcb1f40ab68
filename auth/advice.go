package auth

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// Whose admin can help.
const (
	Resource = "resource" // of the tenant where the person is a guest
	Home     = "home"     // of the person's own organisation
)

// Advice explains one refusal of Entra ID to a guest. Its texts have placeholders, see fill.
type Advice struct {
	Codes []int    // the AADSTS numbers it is for
	Words []string // the suberrors and OAuth errors it is for, where no row has the number

	What    string // what happened
	Guest   string // what the guest can do; "" = nothing
	Admin   string // what to ask an admin to do, a verb first; "" = nothing
	AdminOf string // Resource or Home; "" without Admin

	Person   bool // an interactive sign-in can mend it
	DropHint bool // the domain hint is to blame
}

// explain returns the advice for a code such as "AADSTS50020".
func explain(code string) (Advice, bool) {
	n, err := strconv.Atoi(strings.TrimPrefix(code, "AADSTS"))
	if err != nil {
		return Advice{}, false
	}
	return find(func(a Advice) bool { return slices.Contains(a.Codes, n) })
}

// explainWord returns the advice for an OAuth error or a suberror.
func explainWord(word string) (Advice, bool) {
	return find(func(a Advice) bool { return slices.Contains(a.Words, strings.ToLower(word)) })
}

func find(fits func(Advice) bool) (Advice, bool) {
	i := slices.IndexFunc(adviceTable, fits)
	if i < 0 {
		return Advice{}, false
	}
	return adviceTable[i], true
}

// adviseFirst finds the first of the codes that there is advice for (then ok is true), else the
// first of all. code is "" where there is none.
func adviseFirst(codes []string) (code string, a Advice, ok bool) {
	for _, code := range codes {
		if a, ok := explain(code); ok {
			return code, a, true
		}
	}
	if len(codes) == 0 {
		return "", Advice{}, false
	}
	return codes[0], Advice{}, false
}

// codesIn lists the AADSTS codes of a text, in its order.
func codesIn(text string) []string {
	const mark = "AADSTS"
	var codes []string
	for {
		_, after, ok := strings.Cut(text, mark)
		if !ok {
			return codes
		}
		digits := len(after) - len(strings.TrimLeft(after, "0123456789"))
		if 4 <= digits && digits <= 8 {
			codes = append(codes, mark+after[:digits])
		}
		text = after
	}
}

// fill puts the environment's own names into a text of the table:
// {account} {tenant} {tid} {client} {environment} {loginhost} and {consent}, the address at which
// an admin consents for the whole tenant to what the environment asks for.
func fill(text string, env Environment, c Cloud) string {
	if !strings.Contains(text, "{") {
		return text
	}
	host := loginHost(c)
	graph := firstNonEmpty(c.Graph, "https://graph.microsoft.com")
	asking := Environment{TenantID: env.TenantID, ClientID: clientID(env)}
	return strings.NewReplacer(
		"{account}", firstNonEmpty(env.Account, "your account"),
		"{tenant}", firstNonEmpty(env.tenantName(), "the tenant"),
		"{tid}", env.TenantID,
		"{client}", clientID(env),
		"{environment}", firstNonEmpty(env.Name, "the environment"),
		"{loginhost}", host,
		"{consent}", ConsentLink(asking, Cloud{Login: "https://" + host, Graph: graph}, env.EffectiveScopes()),
	).Replace(text)
}

func clientID(env Environment) string { return firstNonEmpty(env.ClientID, DefaultClientID) }

func loginHost(c Cloud) string {
	if u, err := url.Parse(c.Login); err == nil && u.Host != "" {
		return u.Host
	}
	return "login.microsoftonline.com"
}

func firstNonEmpty(texts ...string) string {
	i := slices.IndexFunc(texts, func(s string) bool { return s != "" })
	if i < 0 {
		return ""
	}
	return texts[i]
}
