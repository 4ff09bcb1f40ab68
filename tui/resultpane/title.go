package resultpane

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"graphguest/auth"
	"graphguest/graphquery"
	"graphguest/tui/safetext"
)

// shownID is how much of a request's id is enough to tell it from the next.
const shownID = 8

// Title is the answer in one line: "200 OK · 132 ms · 48 KB · 25 rows of 2,400".
func (m *Model) Title() string {
	var words []string
	switch {
	case m.asked.host != "" && m.waiting():
		words = []string{"watching the operation", waited(m.asked.spent())}
	case m.waiting():
		words = []string{"asking Graph", waited(m.asked.spent())}
	case m.asked.grows:
		words = []string{"collecting", waited(m.asked.spent()), m.sumWords(), plural(int64(m.asked.sum.Pages), "page", "pages")}
	case m.state == empty:
		return "Answer"
	case m.state == arriving:
		words = []string{"arriving", waited(m.asked.spent()), size(m.result.Size()) + " so far"}
	case m.state == done, m.state == partial:
		words = m.answerWords()
	default:
		words = m.failureWords()
	}
	if m.recall.Position != "" && !m.waiting() {
		words = append([]string{m.recall.Position}, words...)
	}
	if m.asked.from != "" && !m.waiting() {
		words = append([]string{"← " + m.asked.from}, words...)
	}
	return safetext.Line(strings.Join(words, " · "))
}

func (m *Model) answerWords() (words []string) {
	r := m.result
	if r.Status != 0 {
		words = append(words, statusWords(r.Status))
	}
	if m.state == partial {
		words = append(words, "partial")
	}
	if r.Status != 0 {
		words = append(words, took(r.Took))
	}
	words = append(words, size(r.Size()))
	words = append(words, rowWords(r)...)
	if tries := retryWords(r.Retries); tries != "" {
		words = append(words, tries)
	}
	if r.RequestID != "" {
		words = append(words, "request-id "+safetext.Truncate(r.RequestID, shownID+1))
	}
	return words
}

// rowWords is "300 rows of 2,400", "3 pages", "2 removed".
func rowWords(r *graphquery.Result) (words []string) {
	if r.Rows < 0 {
		return nil
	}
	rows := plural(int64(r.Rows), "row", "rows")
	switch {
	case r.Count >= 0:
		rows += " of " + count(r.Count)
	case r.NextLink != "":
		rows += " and more"
	}
	words = append(words, rows)
	if r.Pages > 1 {
		words = append(words, count(int64(r.Pages))+" pages")
	}
	if r.Removed > 0 {
		words = append(words, count(int64(r.Removed))+" removed")
	}
	return words
}

// retryWords is "after 3 retries (429, no answer)".
func retryWords(retries []graphquery.Retry) string {
	if len(retries) == 0 {
		return ""
	}
	var reasons []string
	for _, r := range retries {
		reason := "no answer"
		if r.Status != 0 {
			reason = strconv.Itoa(r.Status)
		}
		if !slices.Contains(reasons, reason) {
			reasons = append(reasons, reason)
		}
	}
	return "after " + plural(int64(len(retries)), "retry", "retries") + " (" + strings.Join(reasons, ", ") + ")"
}

// failureWords is how it ended: "refused · 403 Forbidden".
func (m *Model) failureWords() (words []string) {
	switch m.state {
	case cancelled:
		return []string{"cancelled"}
	case unsigned:
		return []string{"sign-in needed"}
	case failed:
		return []string{"failed"}
	}
	words = []string{"refused"}
	if e, ok := errors.AsType[*graphquery.Error](m.err); ok && e.Status != 0 {
		words = append(words, statusWords(e.Status))
	} else if e, ok := errors.AsType[*auth.Error](m.err); ok {
		words = append(words, strings.TrimSpace("Entra ID "+e.Code))
	}
	if m.unfold {
		words = append(words, "Graph's own answer")
	}
	return words
}
