package environmentpane

import (
	"slices"
	"strings"

	"graphguest/auth"
	"graphguest/tui/kit"
)

// sift returns the rows that every word of filter is found in. Those whose name
// it begins come first, those whose name it is in come next; so what is meant
// is on top, though one's own domain is in every row.
func sift(rows []kit.EnvironmentRow, filter string) []kit.EnvironmentRow {
	words := strings.Fields(filter)
	var found []kit.EnvironmentRow
	for _, r := range rows {
		if holds(r.Environment, words) {
			found = append(found, r)
		}
	}
	slices.SortStableFunc(found, func(a, b kit.EnvironmentRow) int {
		return rank(a.Environment.Name, words) - rank(b.Environment.Name, words)
	})
	return found
}

func holds(e auth.Environment, words []string) bool {
	text := strings.ToLower(strings.Join([]string{e.Name, e.TenantDomain, e.TenantID, e.Account, e.Cloud, string(e.EffectiveAccess())}, " "))
	for _, word := range words {
		if !strings.Contains(text, word) {
			return false
		}
	}
	return true
}

func rank(name string, words []string) int {
	name = strings.ToLower(name)
	switch {
	case len(words) == 0, strings.HasPrefix(name, words[0]):
		return 0
	case strings.Contains(name, words[0]):
		return 1
	}
	return 2
}
