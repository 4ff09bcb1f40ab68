package tui

import (
	"bytes"
	"encoding/json"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"graphguest/graphquery"
	"graphguest/graphquery/library"
	"graphguest/tui/kit"
)

// mostRows bounds for how many rows a query is run at once.
const mostRows = 100

type (
	// forRows are rows that a query is to be run for, with the environment's variables.
	forRows struct {
		rows    []library.Variables
		own     library.Variables
		strokes int // when it was wished
		err     error
	}
	// onRows is the wish to run a saved query for each of them. from says which member of a row fills a variable.
	onRows struct {
		forRows
		saved library.Saved
		from  map[string]string
	}
)

// runOnRows asks which saved query is to be run for each row.
func (m *Model) runOnRows(w kit.RunOnRows) tea.Cmd {
	switch n := len(w.Rows); {
	case !m.here.open:
		m.fail(errNowhere)
	case n == 0:
		m.say("no row is marked")
	case n > mostRows:
		m.say(fmt.Sprintf("%s are more than a query is run for at once: at most %d", counted(n, "row"), mostRows))
	default:
		return m.here.mark(m.effects.forRows(m.here.env.Name, w.Rows, m.strokes))
	}
	return nil
}

// forRows reads the rows, and the environment's variables from disk.
func (x effects) forRows(environment string, rows [][]byte, strokes int) tea.Cmd {
	return func() tea.Msg {
		f := forRows{strokes: strokes}
		f.own, f.err = library.ReadVariables(filepath.Join(x.world.Store.Path(environment), "http-client.env.json"))
		for i, row := range rows {
			members, err := scalars(row)
			if err != nil && f.err == nil {
				f.err = fmt.Errorf("row %d: %w", i+1, err)
			}
			f.rows = append(f.rows, members)
		}
		return f
	}
}

// scalars are the texts, numbers and truth values of a row, by name.
func scalars(row []byte) (library.Variables, error) {
	var all map[string]any
	d := json.NewDecoder(bytes.NewReader(row))
	d.UseNumber()
	if err := d.Decode(&all); err != nil {
		return nil, fmt.Errorf("it is no object: %w", err)
	}
	v := library.Variables{}
	for name, value := range all {
		switch value := value.(type) {
		case string:
			v[name] = value
		case json.Number, bool:
			v[name] = fmt.Sprint(value)
		}
	}
	return v, nil
}

// chooseForRows offers the saved queries. A question that comes late could be answered by a letter meant for something else.
func (m *Model) chooseForRows(f forRows) tea.Cmd {
	switch {
	case f.err != nil:
		m.fail(fmt.Errorf("nothing is run on the rows: %w", f.err))
		return nil
	case f.strokes != m.strokes:
		m.say("nothing is run on the rows, for you went on typing")
		return nil
	case len(m.library) == 0:
		m.say("no query is saved here yet that could be run on the rows")
		return nil
	}
	c := kit.Choice{Title: "Run on " + counted(len(f.rows), "row"), Lines: []string{"a saved query whose variables are filled from each row"}}
	for _, s := range m.library {
		r := onRows{forRows: f, saved: s}
		why := r.fill()
		c.Items = append(c.Items, kit.Item{Label: s.Title + ": " + s.Query.Verb() + " " + s.Query.Path, Why: why, Wish: r})
	}
	slices.SortStableFunc(c.Items, func(a, b kit.Item) int { return len(a.Why[:min(len(a.Why), 1)]) - len(b.Why[:min(len(b.Why), 1)]) })
	return m.choose(c)
}

// fill finds which member of a row fills which variable: the one of its name, or id where one variable is left. It says
// why the query cannot be run on the rows; "" = it can.
func (r *onRows) fill() (why string) {
	names := variablesOf(r.saved.Query)
	if len(names) == 0 {
		return "it has no variables"
	}
	known := r.saved.Variables.With(r.own)
	r.from = map[string]string{}
	var open []string
	for _, name := range names {
		_, set := known[name]
		switch {
		case r.everyRow(name):
			r.from[name] = name
		case !set:
			open = append(open, name)
		}
	}
	switch {
	case len(open) == 1 && r.everyRow("id") && r.from["id"] == "":
		r.from[open[0]] = "id"
	case len(open) > 0:
		return "not every row has " + strings.Join(open, ", ")
	case len(r.from) == 0:
		return "its variables have their values already"
	}
	return ""
}

// everyRow is whether every row has a value of that name.
func (r *onRows) everyRow(name string) bool {
	return !slices.ContainsFunc(r.rows, func(row library.Variables) bool { _, there := row[name]; return !there })
}

// variablesOf are the names of a query's variables, in order, each once.
func variablesOf(q graphquery.Query) (names []string) {
	for _, text := range textsOf(q) {
		for at := 0; ; {
			_, end, name := graphquery.NextVariable(text, at)
			if name == "" {
				break
			}
			if at = end; !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	return names
}

// confirmRows says what goes where and how much is sent, before anything is.
func (m *Model) confirmRows(r onRows) tea.Cmd {
	o := order{tab: m.tab(), query: graphquery.Query{Method: "POST", Path: batchPath}, written: batchPath, task: sendItems}
	known := r.saved.Variables.With(r.own)
	for i, row := range r.rows {
		values := known.With(nil)
		for variable, member := range r.from {
			values[variable] = row[member]
		}
		q, err := library.Expand(r.saved.Query, values)
		if err != nil {
			m.fail(m.advised(fmt.Errorf("row %d: %w", i+1, err)))
			return nil
		}
		o.items = append(o.items, graphquery.BatchItem{ID: strings.TrimSpace(fmt.Sprintf("%d %s", i+1, labelOf(row))), Query: q})
	}
	lines := []string{r.saved.Query.Verb() + " " + r.saved.Query.Path, ""}
	for _, name := range variablesOf(r.saved.Query) {
		if from := r.from[name]; from != "" {
			lines = append(lines, fmt.Sprintf("{{%s}} is each row's %s, first %s", name, from, r.rows[0][from]))
		} else {
			lines = append(lines, fmt.Sprintf("{{%s}} is %s for all", name, known[name]))
		}
	}
	n := len(r.rows)
	return m.confirm(kit.Confirmation{
		Title: "Run “" + r.saved.Title + "” on " + counted(n, "row") + "?",
		Lines: append(lines, "", fmt.Sprintf("%s to %s, a row each, 20 in a request at most", counted((n+19)/20, "request"), m.here.env.Name)),
		Yes:   "run it", Wish: batchOf{o},
	})
}

// batchOf is the wish to send a batch that was made ready, after the question that every write gets.
type batchOf struct{ order order }

// labelOf tells a row from others for a person.
func labelOf(row library.Variables) string {
	for _, name := range [...]string{"displayName", "userPrincipalName", "name", "id"} {
		if label := []rune(plainName(row[name])); len(label) > 0 {
			return string(label[:min(len(label), 40)])
		}
	}
	return ""
}
