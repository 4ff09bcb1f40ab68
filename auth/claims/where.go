package claims

import (
	"fmt"
	"strings"
)

var whereRows = []row{
	{name: "tid", group: where, means: "The tenant you are in: every answer comes from there.", explain: tid},
	{name: "iss", group: where, means: "Who issued the token.", explain: iss},
	{name: "idp", group: where, means: "Where you were authenticated.", explain: idp},
	{name: "tenant_region_scope", group: where, means: "The region of this tenant.", explain: region},
	{name: "tenant_ctry", group: where, means: "The country or region that this tenant's admin set."},
	{name: "xms_tpl", group: where, means: "The preferred language of this tenant."},
	{name: "xms_tdbr", group: where, means: "The data boundary of this tenant."},
	{name: "xms_tcdt", group: where, past: "When this tenant was created.", ahead: "When this tenant was created."},
}

func tid(s said, _ Kind) string {
	switch tenant := strings.ToLower(s.text("tid")); {
	case tenant == consumers:
		return "The tenant in which Microsoft accounts live: you are nobody's guest here."
	case tenant != "" && tenant == s.source().tenant && !s.source().foreign:
		return "The tenant you are in, which is also your home: every answer comes from there."
	}
	return ""
}

func iss(s said, _ Kind) string {
	issuer, here := tenantOf(s.text("iss")), strings.ToLower(s.text("tid"))
	switch {
	case issuer == "":
		return ""
	case issuer == here:
		return "The tenant you are in issued the token: a guest's token comes from the host, not from home."
	}
	return fmt.Sprintf("The tenant %s issued the token, which is not the tenant it names in tid.", issuer)
}

func idp(s said, _ Kind) string {
	from := s.source()
	switch {
	case !from.foreign:
		return "You were authenticated by this tenant itself."
	case from.tenant == consumers:
		return "You were authenticated with your Microsoft account."
	case from.tenant != "":
		return fmt.Sprintf("You were authenticated by your home tenant, %s.", from.tenant)
	case from.provider == oneTimeCode:
		return "You were authenticated with a code sent to your mail address."
	case providers[strings.ToLower(s.text("idp"))] != "":
		return fmt.Sprintf("You were authenticated by %s.", from.provider)
	}
	return "You were authenticated by an identity provider that this tenant federates with (SAML or WS-Fed)."
}

var regions = map[string]string{
	"af": "Africa", "as": "Asia and the Pacific", "eu": "Europe", "me": "the Middle East",
	"na": "North America", "oc": "Australia and New Zealand", "sa": "South America",
	"usgov": "the US government cloud", "cn": "China", "ww": "the world",
}

func region(s said, _ Kind) string {
	return decode("This tenant is in ", []string{s.text("tenant_region_scope")}, regions)
}
