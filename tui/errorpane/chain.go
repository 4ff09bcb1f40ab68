package errorpane

import "strconv"

// mostCauses bounds a chain that has no end.
const mostCauses = 24

// causes lists the errors inside err, from the outermost inwards. Where one only
// repeats the text before it, it is left out.
func causes(err error) []row {
	var texts []string
	var walk func(error)
	walk = func(err error) {
		if err == nil || len(texts) == mostCauses {
			return
		}
		if text := err.Error(); len(texts) == 0 || texts[len(texts)-1] != text {
			texts = append(texts, text)
		}
		switch err := err.(type) {
		case interface{ Unwrap() error }:
			walk(err.Unwrap())
		case interface{ Unwrap() []error }:
			for _, inner := range err.Unwrap() {
				walk(inner)
			}
		}
	}
	walk(err)
	if len(texts) < 2 { // nothing that was not said already
		return nil
	}
	chain := make([]row, len(texts))
	for i, text := range texts {
		chain[i] = row{strconv.Itoa(i + 1), text}
	}
	return chain
}
