package setuppane

import (
	"strings"

	"graphguest/auth"
	"graphguest/tui/kit"
	"graphguest/tui/safetext"
)

// drawTenant is the first step: one field, and under it what became of the question.
func (m *Model) drawTenant(p *page) {
	p.say(m.theme.Bold, 0, "", "Which tenant?", nil)
	p.gap()
	m.drawLine(p, m.search.text, m.sayAnswer)
}

func (m *Model) sayAnswer(p *page) {
	s := &m.search
	hint := func(name, usual string) string { return m.theme.Hint("setup", name, usual) }
	switch {
	case s.text.fault != "":
		p.say(m.theme.Bad, 2, "✗ ", s.text.fault, nil)
	case s.asking:
		p.say(m.theme.Text, 2, "", s.waiting(), nil)
		p.say(m.theme.Dim, 2, "", hint("stop-asking", "esc")+" stops; what you typed stays", nil)
	case s.current() && s.err != nil:
		p.say(m.theme.Bad, 2, "✗ ", s.err.Error(), nil)
		for _, step := range stepsWithoutOne(s.err) {
			p.say(m.theme.Text, 2, "→ ", step, nil)
		}
	case s.found():
		m.sayTenant(p, 2, s.tenant)
		m.sayTwins(p, m.twins(), hint)
	default:
		p.say(m.theme.Dim, 2, "", "Whatever you have: its domain, its id, your …#EXT#@… name there, or a link to it (an invitation, My Apps, the portal, SharePoint).", nil)
	}
}

// stepsWithoutOne are the next steps where there is no environment yet that could be
// checked, as advice on an answer of Entra ID has it.
func stepsWithoutOne(err error) []string {
	steps := kit.NextSteps(err)
	for i, step := range steps {
		if strings.Contains(step, "the environment") {
			steps[i] = "check how it is written; a link from there (an invitation, My Apps, the portal) names the tenant, too"
		}
	}
	return steps
}

// sayTwins says that the tenant is an environment already, and both ways on.
func (m *Model) sayTwins(p *page, twins []string, hint func(name, usual string) string) {
	if len(twins) == 0 {
		return
	}
	is := " is this tenant already."
	if len(twins) > 1 {
		is = " are this tenant already."
	}
	p.gap()
	p.say(m.theme.Warn, 2, "", strings.Join(twins, " and ")+is, nil)
	p.say(m.theme.Text, 2, "→ ", hint("go-on", "enter")+" goes on anyway, with another account or app", nil)
	if m.purpose == kit.Add {
		p.say(m.theme.Text, 2, "→ ", hint("go-there-instead", "ctrl+g")+" opens "+twins[0], nil)
	}
}

// drawAccount is the second step.
func (m *Model) drawAccount(p *page) {
	m.sayLabelled(p, "tenant", m.place)
	p.gap()
	p.say(m.theme.Bold, 0, "", "Who are you at home?", nil)
	p.gap()
	m.drawLine(p, m.who, func(p *page) {
		if m.who.fault != "" {
			p.say(m.theme.Bad, 2, "✗ ", m.who.fault, nil)
			return
		}
		p.say(m.theme.Dim, 2, "", m.who.reason(auth.Environment{}), nil)
		p.say(m.theme.Dim, 2, "", "It may stay empty: then the sign-in page asks.", nil)
	})
}

// drawLine is the one field of a step, with what is said about it.
func (m *Model) drawLine(p *page, f *field, say func(*page)) {
	p.first, p.firstField = len(p.rows), true
	p.add(m.theme.Key.Render(marked)+f.line.View(max(p.width-2, 0)), f)
	p.cursorAt(2 + f.line.Caret())
	say(p)
	p.last = len(p.rows) - 1
}

// sayLabelled shows the tenant beside a label, where there is room for it.
func (m *Model) sayLabelled(p *page, label string, t auth.Tenant) {
	at := len(p.rows)
	m.sayTenant(p, valueAt, t)
	p.rows[at].text = "  " + m.theme.Dim.Render(kit.Pad(label, labelWidth)) + "  " + strings.TrimPrefix(p.rows[at].text, strings.Repeat(" ", valueAt))
}

// sayTenant shows what is known of a tenant from column x on. The id is cut in its
// middle rather than broken.
func (m *Model) sayTenant(p *page, x int, t auth.Tenant) {
	id := safetext.Line(t.ID)
	if short := 13; safetext.Width(id) > p.width-x && len(t.ID) > short {
		id = safetext.Truncate(t.ID, 9) + safetext.Line(t.ID[len(t.ID)-4:])
	}
	domain := safetext.Truncate(t.Domain, longest)
	switch {
	case domain == "":
		p.say(m.theme.Text, x, "", id, nil)
	case safetext.Width(domain)+3+safetext.Width(id) <= p.width-x:
		p.say(m.theme.Text, x, "", domain+" · "+id, nil)
	default:
		p.say(m.theme.Text, x, "", domain, nil)
		p.say(m.theme.Text, x, "", id, nil)
	}
	facts := "cloud " + t.Cloud
	if t.Region != "" {
		facts = "region " + t.Region + " · " + facts
	}
	if m.purpose == kit.Add || m.step == tenant {
		facts += " · the name comes with the first token"
	}
	p.say(m.theme.Dim, x, "", facts, nil)
}
