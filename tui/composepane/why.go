package composepane

// What keeps a key from working, in words; "" = nothing does.

func (m *Model) whyUnusable() string {
	switch {
	case m.err != nil:
		return "the line is no query: " + m.err.Error()
	case !m.known:
		return "there is no query yet"
	}
	return ""
}

func unoffered(m *Model) string {
	if m.offer != nil {
		return "the usual headers are open"
	}
	return ""
}

func offered(m *Model) string {
	if m.offer == nil {
		return "the usual headers are not open"
	}
	return ""
}

// within is why a key of some parts does nothing here.
func (m *Model) within(here bool, where string) string {
	if why := m.whyUnusable(); why != "" {
		return why
	}
	if why := unoffered(m); why != "" || here {
		return why
	}
	return "only in " + where
}

func inRows(m *Model) string    { return m.within(m.at.isForm(), "options, headers and variables") }
func inBody(m *Model) string    { return m.within(m.at == body, "the body") }
func inHeaders(m *Model) string { return m.within(m.at == headers, "the headers") }

func elsewhere(p part) func(*Model) string {
	return func(m *Model) string {
		if m.at == p && m.offer == nil {
			return "you are there"
		}
		return unoffered(m)
	}
}

func (m *Model) whyNoRows() string {
	if why := inRows(m); why != "" {
		return why
	}
	if len(m.form().rows) == 0 {
		return "there are no fields"
	}
	return ""
}

func (m *Model) whyNotEventual() string {
	if why := m.within(m.at == options, "the options"); why != "" {
		return why
	}
	if level, count, _ := m.lacking(); !level && !count {
		return "this query needs none, or has it"
	}
	return ""
}

func (m *Model) whyNoSwitch() string {
	if why := m.whyNoRows(); why != "" {
		return why
	}
	if !m.form().row().switches {
		return "only " + counter + " is on or off"
	}
	return ""
}

func (m *Model) whyNothing() string {
	if why := m.whyNoRows(); why != "" {
		return why
	}
	if r := m.form().row(); r.text() == "" && (m.at != headers || r.key() == "") {
		return "there is nothing in this row"
	}
	return ""
}

func (m *Model) whyNoText() string {
	if m.at == body {
		return m.within(true, "")
	}
	if why := m.whyNoRows(); why != "" {
		return why
	}
	if m.form().row().switches {
		return counter + " is on or off"
	}
	return ""
}

func (m *Model) whyNotTidy() string {
	if why := inBody(m); why != "" {
		return why
	}
	if len(m.query.Body) == 0 || m.tooBig() || !m.isJSON() || m.fault().why != "" {
		return "the body is no JSON"
	}
	return ""
}

func (m *Model) whyNoFault() string {
	if why := inBody(m); why != "" {
		return why
	}
	if len(m.query.Body) == 0 || m.tooBig() || !m.isJSON() || m.fault().why == "" {
		return "there is no fault"
	}
	return ""
}
