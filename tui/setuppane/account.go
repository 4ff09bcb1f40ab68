package setuppane

import (
	"fmt"
	"strings"

	"graphguest/auth"
)

// proposeAccount fills in who the person probably is at home.
func (m *Model) proposeAccount() {
	if home := homeOf(m.search.asked); home != "" {
		m.who.propose(home, "A best guess from the name you gave: check it.")
		return
	}
	usual, n := usualAccount(m.known)
	switch n {
	case 0:
		m.who.propose("", "")
	case 1:
		m.who.propose(usual, "The account of another environment.")
	default:
		m.who.propose(usual, fmt.Sprintf("The account of %d other environments.", n))
	}
}

// usualAccount is the account that the most environments have, and how many.
func usualAccount(known []auth.Environment) (account string, n int) {
	uses := map[string]int{}
	for _, e := range known {
		uses[strings.ToLower(e.Account)]++
	}
	for _, e := range known {
		if u := uses[strings.ToLower(e.Account)]; e.Account != "" && u > n {
			account, n = e.Account, u
		}
	}
	return account, n
}

const guestMark = "#EXT#@"

// homeOf guesses the home account in a guest's user name: jan_contoso.com#EXT#@… is
// jan@contoso.com, as names seldom have a dot behind their last underscore. "" = none.
func homeOf(text string) string {
	text = strings.NewReplacer("%23", "#", "%40", "@").Replace(strings.Trim(text, `"'<> `))
	for i := 0; i+len(guestMark) <= len(text); i++ {
		if !strings.EqualFold(text[i:i+len(guestMark)], guestMark) {
			continue
		}
		alias := text[:i]
		cut := strings.LastIndexByte(alias, '_')
		if cut < 1 || !strings.Contains(alias[cut:], ".") {
			return ""
		}
		home := alias[:cut] + "@" + alias[cut+1:]
		if faultIn(settingOf("account"), home) != "" {
			return ""
		}
		return home
	}
	return ""
}
