package errorpane

import (
	"errors"
	"strconv"
	"strings"

	"graphguest/auth"
	"graphguest/graphquery"
	"graphguest/tui/kit"
)

// part is what is known under one heading.
type part struct {
	title string
	rows  []row
}

// row is one fact. Without a name it is a sentence. The text is redacted, but
// still the text of others.
type row struct{ name, text string }

const forAdmin = "For the admin"

// story puts everything that err knows into the order in which a person needs it:
// what happened, where, what to do, whom to ask, what to tell them, and the causes.
func story(err error) []part {
	if err == nil {
		return nil
	}
	refusal, _ := errors.AsType[*auth.Error](err)
	if refusal == nil {
		refusal = &auth.Error{}
	}
	answer, _ := errors.AsType[*graphquery.Error](err)
	if answer == nil {
		answer = &graphquery.Error{}
	}
	return parts(
		part{"What happened", sentences(err.Error())},
		part{"Where", rows(
			"environment", first(refusal.Environment, answer.Environment),
			"tenant", first(refusal.Tenant, answer.Tenant),
			"account", refusal.Account,
			"you are", answer.Who,
			"request", strings.TrimSpace(answer.Method+" "+answer.URL),
		)},
		part{"What you can do", sentences(first(refusal.Guest, answer.Guest, nextStep(err)))},
		part{"What to ask", sentences(first(refusal.Ask(), ask(answer)))},
		part{forAdmin, rows(
			"code", first(refusal.Code, answer.Code),
			"status", status(answer.Status),
			"OAuth error", present(" / ", refusal.OAuth, refusal.Suberror),
			"trace id", refusal.TraceID,
			"correlation id", refusal.CorrelationID,
			"timestamp", first(refusal.Timestamp, answer.Date),
			"request-id", answer.RequestID,
			"client-request-id", answer.ClientRequestID,
			"more", refusal.MoreInfo,
		)},
		part{"In the service's own words", sentences(first(refusal.Description, answer.Message))},
		part{"The chain of causes", causes(err)},
	)
}

// parts leaves out what nothing is known of, and all secrets.
func parts(all ...part) (told []part) {
	for _, p := range all {
		if len(p.rows) == 0 {
			continue
		}
		for i := range p.rows {
			p.rows[i].text = auth.Redact(clip(p.rows[i].text))
		}
		told = append(told, p)
	}
	return told
}

// longest is how much of one text is told, in bytes: a page of a proxy is no message.
const longest = 8 << 10

func clip(text string) string {
	if len(text) <= longest {
		return text
	}
	return strings.ToValidUTF8(text[:longest], "") + "…"
}

// rows pairs names with texts and leaves out those without text.
func rows(pairs ...string) (there []row) {
	for i := 0; i < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			there = append(there, row{pairs[i], pairs[i+1]})
		}
	}
	return there
}

func sentences(text string) []row { return rows("", strings.TrimSpace(text)) }

// nextStep is what an error that is neither Entra ID's nor Graph's says to do.
func nextStep(err error) string {
	var own *auth.Error
	var graph *graphquery.Error
	if errors.As(err, &own) || errors.As(err, &graph) {
		return ""
	}
	var step interface{ NextStep() string }
	if errors.As(err, &step) {
		return step.NextStep()
	}
	return ""
}

func ask(e *graphquery.Error) string {
	if e.Admin == "" {
		return ""
	}
	return "ask the admin of " + kit.AdminOf(e) + ": " + e.Admin
}

func status(code int) string {
	if code == 0 {
		return ""
	}
	return strconv.Itoa(code)
}

// first is the first text that there is.
func first(texts ...string) string {
	for _, text := range texts {
		if text != "" {
			return text
		}
	}
	return ""
}

func present(separator string, texts ...string) string {
	var there []string
	for _, text := range texts {
		if text != "" {
			there = append(there, text)
		}
	}
	return strings.Join(there, separator)
}
