package graphsim

import (
	"net/http"
	"strconv"
	"strings"
)

// preferred is the value of one preference: "minimal" of return=minimal. Obeyed ones are said back with applied.
func (q *request) preferred(name string) string {
	for _, line := range q.http.Header.Values("Prefer") {
		for part := range strings.SplitSeq(line, ",") {
			key, value, _ := strings.Cut(strings.TrimSpace(part), "=")
			if strings.EqualFold(key, name) {
				return strings.Trim(value, `"`)
			}
		}
	}
	return ""
}

func (q *request) applied(name, value string) {
	q.answer.w.Header().Add("Preference-Applied", name+"="+value)
}

// written ends a change of o: without a word, or with the object as it is now where the caller prefers that.
func (q *request) written(o object, set string) error {
	switch wish := q.preferred("return"); wish {
	case "representation":
		q.applied("return", wish)
		return q.entity(o, set)
	case "minimal":
		q.applied("return", wish)
	}
	return q.answer.noContent()
}

// created ends the making of an object, whose body is left out where the caller prefers that.
func (q *request) created(body []byte, location string) error {
	if wish := q.preferred("return"); wish == "minimal" {
		q.applied("return", wish)
		if location != "" {
			q.answer.w.Header().Set("Location", location)
		}
		return q.answer.noContent()
	}
	return q.answer.json(http.StatusCreated, body)
}

// pageSize is $top, or what the caller prefers, or the usual one.
func (q *request) pageSize() int {
	n, err := strconv.Atoi(q.preferred("odata.maxpagesize"))
	if q.opts.top > 0 || err != nil || n < 1 {
		return q.opts.pageSize()
	}
	q.applied("odata.maxpagesize", strconv.Itoa(n))
	return min(n, 999)
}
