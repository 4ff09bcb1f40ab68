package claims

import "strings"

// decode joins the known names among words after lead; "" when none is known.
func decode(lead string, words []string, names map[string]string) string {
	var known []string
	for _, word := range words {
		if name := names[strings.ToLower(word)]; name != "" {
			known = append(known, name)
		}
	}
	if len(known) == 0 {
		return ""
	}
	return lead + strings.Join(known, "; ") + "."
}

// yesNo explains a claim that is true or false, in any of the ways that tokens write it.
func yesNo(name, yes, no string) func(said, Kind) string {
	return func(s said, _ Kind) string {
		return map[string]string{"true": yes, "1": yes, "false": no, "0": no}[strings.ToLower(s.text(name))]
	}
}
