// Package jsonfind searches a document of any size: everything that has come, not only what is seen. A line is found
// where its text as it is shown holds the pattern, however its source is escaped.
package jsonfind

import (
	"errors"
	"fmt"
	"regexp"
	"regexp/syntax"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Pattern is what is searched.
type Pattern struct {
	shown  *regexp.Regexp // decides
	anchor anchor         // what the source of every such line holds; empty = nothing is known of it
	plain  bool           // a text of ASCII letters and digits: where it stands unescaped it is found
}

// Compile reads what a person types: a text, or a regular expression (RE2) behind "re:" or between slashes. Capitals
// matter once there is one.
func Compile(text string) (*Pattern, error) {
	if text == "" {
		return nil, errors.New("there is nothing to search for")
	}
	expr, isRegexp := strings.CutPrefix(text, "re:")
	if n := len(text); !isRegexp && n > 2 && text[0] == '/' && text[n-1] == '/' {
		expr, isRegexp = text[1:n-1], true
	}
	exact := strings.ContainsFunc(text, unicode.IsUpper)
	if !isRegexp {
		expr = regexp.QuoteMeta(text)
	} else if expr == "" {
		return nil, errors.New("there is nothing to search for behind re:")
	}
	if !exact {
		expr = "(?i)" + expr
	}
	re, err := regexp.Compile(expr)
	if err != nil {
		var bad *syntax.Error
		if errors.As(err, &bad) {
			return nil, fmt.Errorf("no regular expression: %s at %q", bad.Code, bad.Expr)
		}
		return nil, err
	}
	if re.MatchString("") {
		return nil, errors.New("that finds nothing at all everywhere")
	}
	p := &Pattern{shown: re}
	if isRegexp {
		p.anchor = newAnchor(required(expr, exact), exact)
		return p, nil
	}
	p.anchor = newAnchor(longestRun(text, exact), exact)
	p.plain = p.anchor.text != nil && len(p.anchor.text) == len(text)
	return p, nil
}

// Marks are the byte offsets of what is found in a text that is shown, in pairs, in order.
func (p *Pattern) Marks(text string) (marks [][2]int) {
	for _, at := range p.shown.FindAllStringIndex(text, -1) {
		if at[1] > at[0] {
			marks = append(marks, [2]int{at[0], at[1]})
		}
	}
	return marks
}

// longestRun is the longest run of letters and digits: what stands in the source as it is shown, or wholly escaped.
// Letters that fold to others of another script have several forms, and end a run.
func longestRun(text string, exact bool) (best string) {
	from := 0
	for i, r := range text + " " {
		if isRun(r, exact) {
			continue
		}
		if i-from > len(best) {
			best = text[from:i]
		}
		from = i + utf8.RuneLen(r)
	}
	return best
}

func isRun(r rune, exact bool) bool {
	folds := r == 'k' || r == 's' // to the Kelvin sign and the long s
	return r < utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r)) && (exact || !folds)
}

// required is the longest run that every match of an expression holds.
func required(expr string, exact bool) string {
	tree, err := syntax.Parse(expr, syntax.Perl)
	if err != nil {
		return ""
	}
	return runIn(tree.Simplify(), exact)
}

func runIn(re *syntax.Regexp, exact bool) (best string) {
	switch re.Op {
	case syntax.OpLiteral:
		return longestRun(strings.ToLower(string(re.Rune)), exact)
	case syntax.OpCapture, syntax.OpPlus:
		return runIn(re.Sub[0], exact)
	case syntax.OpConcat:
		for _, sub := range re.Sub {
			if run := runIn(sub, exact); len(run) > len(best) {
				best = run
			}
		}
	}
	return best
}
