package tui

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"mime"
	"net/http"
	"path/filepath"
	"strings"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"

	"graphguest/graphquery"
	"graphguest/graphquery/library"
)

// batchPath is where Graph takes several queries as one.
const batchPath = "/$batch"

// expandedBatch is the queries of a batch with their variables in place.
type expandedBatch struct {
	expanded
	items []graphquery.BatchItem
}

// sendBatch sends saved queries as one, from the tab in front.
func (m *Model) sendBatch(list []library.Saved) tea.Cmd {
	switch {
	case !m.here.open:
		m.fail(errNowhere)
		return nil
	case len(list) == 0:
		m.say("no query is marked")
		return nil
	}
	t := m.tab()
	m.closeComposer()
	if m.narrow() && m.focus == saved {
		m.focusOn(answer)
	}
	return m.here.mark(m.effects.expandBatch(m.here.env.Name, list, expanded{tab: t, run: m.next(t), strokes: m.strokes}))
}

// readyBatch goes on with a batch, under the conditions of ready.
func (m *Model) readyBatch(e expandedBatch) tea.Cmd {
	if m.number(e.tab) == 0 || e.tab.asked != e.run {
		return nil
	}
	o := order{tab: e.tab, query: graphquery.Query{Method: "POST", Path: batchPath}, items: e.items, task: sendItems}
	switch {
	case e.err != nil:
		m.fail(m.advised(e.err))
		return nil
	case len(o.writes()) > 0 && (e.tab != m.tab() || e.strokes != m.strokes):
		m.say(fmt.Sprintf("tab %d: the batch was not sent, for you went on typing: send it again to be asked", m.number(e.tab)))
		return nil
	}
	return m.gate(o)
}

// expandBatch puts variables into each of the queries.
func (x effects) expandBatch(environment string, list []library.Saved, e expanded) tea.Cmd {
	return func() tea.Msg {
		b := expandedBatch{expanded: e}
		own, err := library.ReadVariables(filepath.Join(x.world.Store.Path(environment), "http-client.env.json"))
		if err != nil {
			b.err = err
			return b
		}
		for _, s := range list {
			q, err := library.Expand(s.Query, s.Variables.With(own))
			if err != nil {
				b.err = fmt.Errorf("“%s”: %w", s.Title, err)
				return b
			}
			b.items = append(b.items, graphquery.BatchItem{ID: s.Name, Query: q})
		}
		return b
	}
}

// sendItems is the task of a batch. What was answered is shown, also where a part of it was not.
func sendItems(ctx context.Context, c *graphquery.Client, o order, _ *live) (*graphquery.Result, error) {
	began := c.Now()
	answers, err := c.Batch(ctx, o.items)
	if len(answers) == 0 {
		return nil, err
	}
	r := &graphquery.Result{
		Query: o.query, URL: strings.TrimSuffix(c.Graph, "/") + "/" + o.query.API() + batchPath, Status: http.StatusOK,
		Header: http.Header{"Content-Type": {"application/json"}}, Count: -1, Rows: len(answers), Took: c.Now().Sub(began),
	}
	failed := 0
	for _, a := range answers {
		if a.Err != nil {
			failed++
		}
	}
	if failed > 0 {
		r.Notes = []string{fmt.Sprintf("%d of %d were refused or not answered", failed, len(answers))}
	}
	r.Body, _ = json.MarshalIndent(document(o.items, answers), "", "  ")
	return r, err
}

// itemAnswer is one item of a batch as it is shown.
type itemAnswer struct {
	ID     string            `json:"id"`
	Method string            `json:"method"`
	URL    string            `json:"url"`
	Status int               `json:"status,omitempty"`
	Error  string            `json:"error,omitempty"` // ours, in words
	Header map[string]string `json:"headers,omitempty"`
	Body   json.RawMessage   `json:"body,omitempty"`
}

func document(items []graphquery.BatchItem, answers []graphquery.BatchAnswer) []itemAnswer {
	list := make([]itemAnswer, len(answers))
	for i, a := range answers {
		shown := &list[i]
		shown.ID = a.ID
		if i < len(items) {
			q := items[i].Query
			shown.Method, shown.URL = q.Verb(), "/"+q.API()+q.Path
		}
		if a.Result != nil {
			shown.Status, shown.Header, shown.Body = a.Result.Status, tellable(a.Result.Header), shownBody(a.Result)
		}
		if refused, ok := errors.AsType[*graphquery.Error](a.Err); ok && shown.Status == 0 {
			shown.Status = refused.Status
		}
		if a.Err != nil {
			shown.Error = a.Err.Error()
		}
	}
	return list
}

// shownBody is a body as JSON: itself, or a text of it. Bytes that are no text come in base64.
func shownBody(r *graphquery.Result) json.RawMessage {
	body := bytes.TrimSpace(r.Body)
	switch {
	case len(body) == 0:
		return nil
	case json.Valid(body):
		return body
	}
	text := string(r.Body)
	if !utf8.Valid(r.Body) {
		text = base64.StdEncoding.EncodeToString(r.Body)
	}
	quoted, _ := json.Marshal(text)
	return quoted
}

// tellable are the headers of an item that a person may want, without addresses that open without a sign-in.
func tellable(h http.Header) map[string]string {
	shown := map[string]string{}
	for _, name := range [...]string{"Content-Type", "ETag", "Retry-After", "Preference-Applied", "Allow"} {
		if v := h.Get(name); v != "" {
			shown[name] = v
		}
	}
	if t, _, err := mime.ParseMediaType(shown["Content-Type"]); err == nil && t == "application/json" {
		delete(shown, "Content-Type")
	}
	return shown
}
