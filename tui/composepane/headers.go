package composepane

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"graphguest/graphquery"
)

// refused are the headers that a query never has, and why.
var refused = map[string]string{
	"authorization": "Authorization is refused: the token comes from the sign-in and goes to Graph alone",
	"cookie":        "Cookie is refused: Graph takes none; the token comes from the sign-in and goes to Graph alone",
}

// headerRows are the query's headers, and a row to add one.
func (m *Model) headerRows() (rows []row) {
	for i, h := range m.query.Header {
		rows = append(rows, headerRow(i, h))
	}
	return append(rows, headerRow(len(m.query.Header), graphquery.Header{}))
}

func headerRow(i int, h graphquery.Header) row {
	r := row{index: i, hint: "value"}
	if r.name.SetValue(h.Name); r.name.Value() != h.Name {
		r.label = h.Name // no name that could be typed
	}
	r.fill(h.Value)
	return r
}

// applyHeaders takes over all rows that have a name; a refused one stays on the screen alone.
func (m *Model) applyHeaders(*row) bool {
	f := &m.forms[headers]
	var all []graphquery.Header
	for _, r := range f.rows {
		h := r.header()
		if h.Name != "" && refused[strings.ToLower(h.Name)] == "" {
			all = append(all, h)
		}
	}
	if last := f.rows[len(f.rows)-1]; last.key() != "" || last.text() != "" {
		f.rows = append(f.rows, headerRow(len(f.rows), graphquery.Header{}))
	}
	if slices.Equal(all, m.query.Header) {
		return false
	}
	m.query.Header = all
	return true
}

func (r row) header() graphquery.Header {
	if r.label != "" {
		return graphquery.Header{Name: r.label, Value: r.text()}
	}
	h := graphquery.Header{Name: strings.TrimSpace(r.name.Value()), Value: r.text()}
	if !r.held {
		h.Value = strings.TrimSpace(h.Value)
	}
	return h
}

func (m *Model) headerNotes(r row) []note {
	h := r.header()
	name := strings.ToLower(h.Name)
	switch {
	case h.Name == "" && h.Value == "":
		return []note{{"", "A name and a value. " + m.theme.Hint("compose", "usual-headers", "ctrl+y") + " offers the usual headers."}}
	case h.Name == "":
		return []note{{wrong, "a name is missing: it is not sent"}}
	case refused[name] != "":
		return []note{{wrong, refused[name]}}
	case graphquery.OwnHeader(name):
		return []note{{careful, h.Name + " is set by the program itself: yours is left out"}}
	}
	if err := h.Valid(); err != nil {
		return []note{{wrong, err.Error()}}
	}
	for _, u := range m.usual() {
		if strings.EqualFold(u.Name, h.Name) && (u.Value == h.Value || u.Name != "Prefer") {
			return []note{{"", u.Name + ": " + u.what}}
		}
	}
	return nil
}

// typeHeader is what the field of a name makes of its own signs: a colon ends the name,
// and whole lines that are pasted become rows.
func (m *Model) typeHeader(msg tea.Msg) (took, changed bool) {
	f := m.form()
	if m.at != headers || f.in != inName || f.row().label != "" {
		return false, false
	}
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		if msg.Text == ":" {
			f.in = inValue
			return true, false
		}
	case tea.PasteMsg:
		if strings.Contains(msg.Content, ":") && f.row().name.Value() == "" {
			m.pasteHeaders(msg.Content)
			return true, m.apply()
		}
	}
	return false, false
}

func (m *Model) pasteHeaders(text string) {
	f := m.form()
	for line := range strings.FieldsFuncSeq(text, func(r rune) bool { return r == '\n' || r == '\r' }) {
		name, value, _ := strings.Cut(line, ":")
		m.putHeader(header(strings.TrimSpace(name), strings.TrimSpace(value)), f.at)
		f.at++
	}
	f.at, f.in = max(f.at-1, 0), inValue
}

// putHeader puts a header into the row at, or before it where there is something in it.
func (m *Model) putHeader(h graphquery.Header, at int) {
	f := &m.forms[headers]
	if at < len(f.rows) && f.rows[at].key() == "" && f.rows[at].text() == "" {
		f.rows[at] = headerRow(at, h)
		return
	}
	f.rows = slices.Insert(f.rows, min(at, len(f.rows)), headerRow(at, h))
}

// take adds a usual header. One of that name that may be there once only gets the value.
func (m *Model) take(h graphquery.Header) bool {
	f := &m.forms[headers]
	i := slices.IndexFunc(f.rows, func(r row) bool { return strings.EqualFold(r.header().Name, h.Name) })
	if i >= 0 && h.Name != "Prefer" {
		f.rows[i].fill(h.Value)
	} else {
		i = len(f.rows) - 1
		m.putHeader(h, i)
	}
	f.at, f.in = i, inValue
	return m.apply()
}

// remove empties the row with the cursor; a header's row goes.
func (m *Model) remove() bool {
	f := m.form()
	r := f.row()
	if m.at != headers {
		r.fill("")
		return m.apply()
	}
	*r = row{hint: r.hint}
	changed := m.apply()
	if f.at < len(f.rows)-1 {
		f.rows = slices.Delete(f.rows, f.at, f.at+1)
	}
	return changed
}
