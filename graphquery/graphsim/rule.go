package graphsim

import (
	"strings"
)

var (
	ruleClause = pattern(`(?i)^\s*\(*\s*user\.(\w+)\s+-(eq|ne|startsWith|contains)\s+"([^"]*)"\s*\)*\s*$`)
	ruleAnd    = pattern(`(?i)\s+-and\s+`)
)

// parseRule reads a dynamic group's rule: clauses joined by -and. What it cannot read matches nobody.
func parseRule(rule string) func(*User) bool {
	var clauses []func(*User) bool
	for _, clause := range ruleAnd().Split(rule, -1) {
		m := ruleClause().FindStringSubmatch(clause)
		if m == nil || userKind.property(m[1]) == nil {
			return func(*User) bool { return false }
		}
		get, compare, want := userKind.property(m[1]).get, ruleOperators[strings.ToLower(m[2])], strings.ToLower(m[3])
		clauses = append(clauses, func(u *User) bool {
			have, _ := get(u).(string)
			return compare(strings.ToLower(have), want)
		})
	}
	return func(u *User) bool {
		for _, holds := range clauses {
			if !holds(u) {
				return false
			}
		}
		return true
	}
}

var ruleOperators = map[string]func(have, want string) bool{
	"eq":         func(have, want string) bool { return have == want },
	"ne":         func(have, want string) bool { return have != want },
	"startswith": strings.HasPrefix,
	"contains":   strings.Contains,
}
