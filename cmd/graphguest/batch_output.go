package main

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"text/tabwriter"
	"unicode/utf8"

	"graphguest/graphquery"
	"graphguest/tui/safetext"
)

// batchFacts is the JSON shape of what became of one query of a batch. Fields are added, never renamed.
type batchFacts struct {
	ID        string          `json:"id"`
	Method    string          `json:"method"`
	URL       string          `json:"url"`
	Status    int             `json:"status"` // 0 = it was not answered
	Rows      *int            `json:"rows,omitempty"`
	Error     string          `json:"error,omitempty"`
	Next      string          `json:"next,omitempty"`
	RequestID string          `json:"requestId,omitempty"`
	Body      json.RawMessage `json:"body,omitempty"`       // JSON, or a text
	Base64    string          `json:"bodyBase64,omitempty"` // anything else
}

// writeBatch writes what became of each item, in their order. An item without an answer is there, too.
func (p *program) writeBatch(items []graphquery.BatchItem, answers []graphquery.BatchAnswer, f *batchFlags) (err error) {
	if len(answers) == 0 {
		return nil
	}
	byID := map[string]graphquery.BatchAnswer{}
	for _, a := range answers {
		byID[a.ID] = a
	}
	facts := make([]batchFacts, len(items))
	for i, item := range items {
		facts[i] = factsOf(item, byID[item.ID])
	}
	if f.out == "" {
		return writeFacts(p.out, p.batchFormat(f), facts)
	}
	file, err := newOutFile(f.out)
	if err != nil {
		return fmt.Errorf("--out %s: %w", f.out, err)
	}
	if err := writeFacts(file, p.batchFormat(f), facts); err != nil {
		file.abort()
		return err
	}
	return file.commit()
}

func (p *program) batchFormat(f *batchFlags) string {
	switch {
	case f.format != "":
		return f.format
	case p.outTTY && f.out == "":
		return "table"
	}
	return batchFormats[0]
}

func factsOf(item graphquery.BatchItem, a graphquery.BatchAnswer) batchFacts {
	facts := batchFacts{ID: item.ID, Method: item.Query.Verb(), URL: "/" + item.Query.API() + item.Query.Path}
	if a.Err != nil {
		facts.Error = a.Err.Error()
		if next, ok := errors.AsType[interface {
			error
			NextStep() string
		}](a.Err); ok {
			facts.Next = next.NextStep()
		}
	}
	r := a.Result
	if r == nil {
		if a.Err == nil {
			facts.Error = "it was not answered"
		}
		return facts
	}
	facts.Status, facts.RequestID = r.Status, r.RequestID
	if r.Rows >= 0 && r.Status < 400 {
		facts.Rows = &r.Rows
	}
	facts.Body, facts.Base64 = bodyOf(r.Body)
	return facts
}

// bodyOf is a body as it can stand in JSON.
func bodyOf(body []byte) (raw json.RawMessage, encoded string) {
	switch trimmed := bytes.TrimSpace(bytes.TrimPrefix(body, []byte("\ufeff"))); {
	case len(body) == 0:
		return nil, ""
	case json.Valid(trimmed) && utf8.Valid(trimmed):
		return trimmed, ""
	case utf8.Valid(body) && !isBinary(body):
		text, _ := json.Marshal(string(body))
		return text, ""
	}
	return nil, base64.StdEncoding.EncodeToString(body)
}

func writeFacts(w io.Writer, format string, all []batchFacts) error {
	switch format {
	case "table":
		return factsTable(w, all)
	case "ndjson":
		for _, facts := range all {
			if err := encodeFacts(w, facts, ""); err != nil {
				return err
			}
		}
		return nil
	}
	return encodeFacts(w, all, "  ")
}

func encodeFacts(w io.Writer, v any, indent string) error {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", indent)
	if err := e.Encode(v); err != nil {
		return err
	}
	_, err := w.Write(b.Bytes())
	return err
}

func factsTable(to io.Writer, all []batchFacts) error {
	w := tabwriter.NewWriter(to, 0, 4, 2, ' ', 0)
	fmt.Fprintln(w, "ID\tMETHOD\tURL\tSTATUS\tROWS\tREQUEST-ID\tERROR")
	for _, f := range all {
		rows := ""
		if f.Rows != nil {
			rows = strconv.Itoa(*f.Rows)
		}
		status := ""
		if f.Status != 0 {
			status = strconv.Itoa(f.Status)
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%s\t%s\n", safetext.Line(f.ID), f.Method, safetext.Line(f.URL), status, rows, safetext.Line(f.RequestID), safetext.Line(f.Error))
	}
	return w.Flush()
}
