package tui

import (
	"fmt"
	"strings"
	"time"

	"charm.land/lipgloss/v2"

	"graphguest/auth"
	"graphguest/auth/claims"
	"graphguest/tui/kit"
	"graphguest/tui/safetext"
)

// part is one word of the header, in forms from full to gone.
type part struct {
	style lipgloss.Style
	forms []string
	at    int // the form in use
	right bool
}

func (p part) text() string { return p.forms[p.at] }

// header is the line that never leaves. It is put together when something in it
// changes, and drawn again only for another width.
type header struct {
	demo  bool
	parts []part
	drawn string
	width int
}

// The parts, and in which order they give way on a narrow screen: each mention
// is one form shorter. The name, the standing and the warnings stay to the last.
const (
	partName = iota
	partTenant
	partAccount
	partStanding
	partAccess
	partLife
	partStorage
	partDemo
)

var giveWay = []int{
	partLife, partStanding, partTenant, partStanding, partStorage, partAccount, partAccess,
	partTenant, partAccount, partStorage, partTenant, partStanding, partLife, partDemo, partAccess,
}

// drawHeader puts the header together anew from the token in use.
func (m *Model) drawHeader() {
	m.header.width = -1
	m.header.parts = m.headerParts(m.effects.world.Now())
}

func (m *Model) headerParts(now time.Time) []part {
	t := m.theme
	parts := make([]part, partDemo+1)
	for i := range parts {
		parts[i].forms = []string{""}
	}
	parts[partName] = part{style: t.Name, forms: []string{" graphguest "}}
	if m.header.demo {
		parts[partDemo] = part{style: t.Warn, forms: []string{"DEMO"}, right: true}
	}
	if !m.here.open {
		parts[partTenant] = part{style: t.Dim, forms: []string{"no environment is open", "no environment", ""}}
		return parts
	}
	env := m.here.env
	parts[partName].forms = []string{" " + kit.ColourMark(env.Color) + " " + safetext.Line(env.Name) + " "}
	parts[partAccess] = part{style: t.Dim, forms: []string{string(env.EffectiveAccess()), shortAccess(env.EffectiveAccess()), ""}, right: true}
	if env.EffectiveAccess() == auth.ReadWrite {
		parts[partAccess].style = t.Warn
	}
	if s := m.here.tokens.storage; m.here.tokens.asked && !s.Persistent && !m.header.demo {
		parts[partStorage] = part{style: t.Warn, forms: []string{"tokens in memory only", "memory only", "memory"}, right: true}
	}
	if !m.here.tokens.held {
		m.configured(parts)
		return parts
	}
	m.identified(parts, now)
	return parts
}

// configured is the header without a token: what the settings say, said as such.
func (m *Model) configured(parts []part) {
	env := m.here.env
	tenant := tenantForms(env.TenantDomain, env.TenantID)
	for i := range tenant[:2] {
		tenant[i] += " (configured)"
	}
	parts[partTenant] = part{style: m.theme.Dim, forms: tenant}
	state := "not signed in"
	switch {
	case m.here.cloud.Graph == "":
		state = "its cloud is not known"
	case !m.here.tokens.asked:
		state = "looking for a token…"
	}
	parts[partStanding] = part{style: m.theme.Warn, forms: []string{state}}
}

// identified is the header with a token: what the token says, whatever is configured.
func (m *Model) identified(parts []part, now time.Time) {
	env, token := m.here.env, m.here.tokens.token
	id := claims.Identify(token.Access, token.ID)
	if token.Access != "" {
		parts[partLife] = m.life(token.Expires.Sub(now))
	}
	parts[partAccount] = part{style: m.theme.Text, forms: accountForms(id.Account)}
	switch {
	case !id.Known:
		parts[partTenant] = part{style: m.theme.Dim, forms: tenantForms(env.TenantDomain, env.TenantID)}
		parts[partStanding] = part{style: m.theme.Warn, forms: []string{"the token does not say who", "who?"}}
	case !strings.EqualFold(id.TenantID, env.TenantID):
		parts[partTenant] = part{style: m.theme.Bad, forms: []string{"TOKEN OF ANOTHER TENANT " + safetext.Line(id.TenantID), "OTHER TENANT " + shortID(id.TenantID)}}
	default:
		parts[partTenant] = part{style: m.theme.Text, forms: tenantForms(env.TenantDomain, id.TenantID)}
	}
	if id.Known {
		parts[partStanding] = m.standing(id)
	}
}

// standing is GUEST or MEMBER, and for a guest where home is.
func (m *Model) standing(id claims.Identity) part {
	if !id.Guest {
		return part{style: m.theme.Member, forms: []string{"MEMBER"}}
	}
	forms := []string{"GUEST"}
	if id.Home != "" {
		home := safetext.Line(id.Home)
		domain, _, _ := strings.Cut(home, ",")
		forms = []string{"GUEST (home: " + home + ")", "GUEST (home: " + domain + ")", "GUEST"}
	}
	return part{style: m.theme.Guest, forms: forms}
}

func (m *Model) life(left time.Duration) part {
	p := part{style: m.theme.Dim, right: true}
	minutes := int(left / time.Minute)
	switch {
	case left <= 0: // the next run renews it
		p.forms = []string{"token expired", "expired", ""}
	case minutes < 1:
		p.style, p.forms = m.theme.Warn, []string{"token < 1 min", "< 1 min"}
	case minutes < 120:
		p.forms = []string{fmt.Sprintf("token %d min", minutes), fmt.Sprintf("%d min", minutes), ""}
	default:
		hours := int(left / time.Hour)
		p.forms = []string{fmt.Sprintf("token %d h", hours), fmt.Sprintf("%d h", hours), ""}
	}
	return p
}

func shortAccess(a auth.Access) string {
	if a == auth.ReadWrite {
		return "WRITE"
	}
	return "ro"
}

// tenantForms is a tenant by domain and id, then by the tail of its id alone.
func tenantForms(domain, id string) []string {
	if domain == "" {
		return []string{safetext.Line(id), shortID(id), shortID(id), ""}
	}
	return []string{safetext.Line(domain) + " · " + shortID(id), safetext.Line(domain), shortID(id), ""}
}

// shortID is the two ends of a GUID: enough to tell two tenants apart.
func shortID(id string) string {
	id = safetext.Line(id)
	if len(id) < 12 {
		return id
	}
	return id[:4] + "…" + id[len(id)-4:]
}

func accountForms(account string) []string {
	account = safetext.Line(account)
	name, _, has := strings.Cut(account, "@")
	if !has || account == "" {
		return []string{account, ""}
	}
	return []string{account, name + "@…", ""}
}

// view fits the parts into width: first all in full, then shorter, in the order
// in which they give way.
func (h *header) view(width int) string {
	if h.width == width {
		return h.drawn
	}
	for i := range h.parts {
		h.parts[i].at = 0
	}
	for _, p := range giveWay {
		if h.need() <= width {
			break
		}
		h.parts[p].at = min(h.parts[p].at+1, len(h.parts[p].forms)-1)
	}
	h.width, h.drawn = width, h.draw(width)
	return h.drawn
}

func (h *header) need() (cells int) {
	for _, p := range h.parts {
		if t := p.text(); t != "" {
			cells += safetext.Width(t) + 2
		}
	}
	return max(cells-2, 0)
}

func (h *header) draw(width int) string {
	var left, right strings.Builder
	room := width
	for _, p := range h.parts {
		side := &left
		if p.right {
			side = &right
		}
		gap := ""
		if left.Len() > 0 {
			gap = "  "
		}
		if p.text() == "" || room <= len(gap) {
			continue
		}
		text := safetext.Truncate(p.text(), room-len(gap))
		room -= safetext.Width(text) + len(gap)
		side.WriteString(gap + p.style.Render(text))
	}
	return left.String() + strings.Repeat(" ", max(room, 0)) + right.String()
}
