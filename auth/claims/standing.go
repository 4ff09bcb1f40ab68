package claims

import (
	"slices"
	"strings"
)

// A sign is one claim's answer to the question whether the person is a guest.
type sign struct {
	guest bool
	says  string
}

// standing decides between GUEST and MEMBER: the first sign counts, the others are told
// where they disagree.
func (s said) standing(from source) (guest bool, why string) {
	signs := s.signs(from)
	first := signs[0]
	sentences := []string{first.says}
	for _, other := range signs[1:] {
		if other.guest != first.guest {
			sentences = append(sentences, "but "+other.says)
		}
	}
	if len(sentences) == 1 && len(signs) > 1 {
		sentences = append(sentences, signs[1].says)
	}
	return first.guest, strings.Join(sentences, "; ") + "."
}

// signs lists what the claims say, the most trustworthy first. There is always one: where
// a person is authenticated is known even if no claim names it.
func (s said) signs(from source) []sign {
	var signs []sign
	add := func(ok, guest bool, says string) {
		if ok {
			signs = append(signs, sign{guest, says})
		}
	}
	add(s.text("acct") == "1", true, "acct is 1: this tenant counts you as a guest")
	add(s.text("acct") == "0", false, "acct is 0: this tenant counts you as a member")

	add(s.has("idp") && from.foreign, true, "idp says that you sign in elsewhere, "+from.String())
	add(s.has("idp") && !from.foreign, false, "idp names this tenant itself")

	relations := s.words("xms_idrel")
	member := slices.ContainsFunc(relations, func(r string) bool { return slices.Contains([]string{"1", "3", "27", "29"}, r) })
	add(slices.Contains(relations, "5"), true, "xms_idrel has 5, guest")
	add(member, false, "xms_idrel has a member's value")

	add(s.has("altsecid"), true, "altsecid ties you to an account elsewhere")

	_, invited := invitee(s.text("upn"))
	add(invited, true, "upn is a name made for an invited person")
	add(s.has("upn") && !invited, false, "upn is a user name of this tenant")
	add(!s.has("upn") && s.text("ver") == "1.0" && len(signs) > 0 && signs[0].guest, true, "there is no upn, which members have")

	add(len(signs) == 0, from.foreign, "no claim names another identity provider: you sign in at this tenant")
	return signs
}

func (f source) String() string {
	switch {
	case f.tenant == consumers:
		return "with your Microsoft account"
	case f.tenant != "":
		return "at the Entra ID tenant " + f.tenant
	case f.provider == oneTimeCode:
		return "with a " + oneTimeCode
	}
	return "with " + f.provider
}
