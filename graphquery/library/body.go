package library

import (
	"encoding/json"
	"strings"

	"graphguest/graphquery"
)

// expandBody replaces the variables of a body. In JSON a value inside quotes is escaped; outside
// quotes a number, true, false and null stay what they are, and everything else becomes a text.
// A body of another kind gets the value as it is.
func expandBody(q graphquery.Query, v Variables) ([]byte, error) {
	text := string(q.Body)
	if _, _, name := graphquery.NextVariable(text, 0); name == "" {
		return q.Body, nil
	}
	if !isJSON(q) {
		text, err := replaceIn(text, v, func(value string, _ int) (string, error) { return value, nil })
		return []byte(text), err
	}
	inText := false
	seen := 0
	text, err := replaceIn(text, v, func(value string, at int) (string, error) {
		inText = graphquery.InJSONText(text[seen:at], inText)
		seen = at
		quoted := quote(value)
		switch {
		case inText:
			return quoted[1 : len(quoted)-1], nil
		case isScalar(value):
			return value, nil
		}
		return quoted, nil
	})
	return []byte(text), err
}

// isJSON says whether a body is meant as JSON: by its header, or by how it begins.
func isJSON(q graphquery.Query) bool {
	for _, h := range q.Header {
		if strings.EqualFold(h.Name, "Content-Type") {
			return strings.Contains(strings.ToLower(h.Value), "json")
		}
	}
	start := strings.TrimSpace(string(q.Body))
	return strings.HasPrefix(start, "{") || strings.HasPrefix(start, "[")
}

// isScalar says whether a value can stand in JSON without quotes.
func isScalar(value string) bool {
	var v any
	if strings.TrimSpace(value) != value || json.Unmarshal([]byte(value), &v) != nil {
		return false
	}
	switch v.(type) {
	case float64, bool, nil:
		return true
	}
	return false
}

// quote is a text as JSON, with & < > left readable.
func quote(s string) string {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	_ = e.Encode(s) // a string always can be
	return strings.TrimSuffix(b.String(), "\n")
}
