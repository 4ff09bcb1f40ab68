package snippet

import (
	"encoding/base64"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"graphguest/graphquery"
)

// cmdletMethods are those that Invoke-MgGraphRequest takes.
var cmdletMethods = []string{"GET", "POST", "PUT", "PATCH", "DELETE"}

// PowerShell is a command of the Microsoft Graph PowerShell SDK that sends q to the Graph at that base URL. The SDK has
// the token of its own sign-in. A method that it has no word for is said in a comment above.
func PowerShell(q graphquery.Query, graph string) string {
	verb, known := q.Verb(), slices.Contains(cmdletMethods, q.Verb())
	if !known {
		verb = powerQuoted(verb)
	}
	words := []string{"Invoke-MgGraphRequest -Method " + verb + " -Uri " + powerQuoted(addressOf(q, graph))}
	var names []string
	values := map[string]string{} // a table has a name once, however it is written
	kind := ""
	for _, h := range withType(headers(q), q.Body) {
		key := strings.ToLower(h.Name)
		if key == "content-type" {
			kind = h.Value
			continue
		}
		if before, has := values[key]; has {
			values[key] = before + ", " + h.Value
			continue
		}
		names, values[key] = append(names, h.Name), h.Value
	}
	if len(names) > 0 {
		for i, name := range names {
			names[i] = powerQuoted(name) + " = " + powerQuoted(values[strings.ToLower(name)])
		}
		words = append(words, "-Headers @{"+strings.Join(names, "; ")+"}")
	}
	if kind != "" {
		words = append(words, "-ContentType "+powerQuoted(kind))
	}
	switch {
	case len(q.Body) == 0:
	case utf8.Valid(q.Body):
		words = append(words, "-Body "+powerQuoted(string(q.Body)))
	default:
		words = append(words, "-Body ([Convert]::FromBase64String('"+base64.StdEncoding.EncodeToString(q.Body)+"'))")
	}
	text := strings.Join(append(words, output(q)), " ")
	if !known {
		text = "# Invoke-MgGraphRequest does not know this method\n" + text
	}
	return text
}

// output says what becomes of the answer: contents go to a file, everything else becomes objects.
func output(q graphquery.Query) string {
	path, _, _ := strings.Cut(q.Path, "?")
	last := path[strings.LastIndexByte(path, '/')+1:]
	if q.Verb() == "GET" && (last == "$value" || last == "content") {
		return "-OutputFilePath answer.bin"
	}
	return "-OutputType PSObject"
}

// powerQuotes are the characters that PowerShell takes for a single quote. Doubled, they stand for themselves.
const powerQuotes = "'‘’‚‛"

// powerQuoted is text as an expression of PowerShell: in single quotes, what cannot be seen by its number.
func powerQuoted(text string) string {
	var parts []string
	var b strings.Builder
	end := func() {
		if b.Len() > 0 {
			parts = append(parts, "'"+b.String()+"'")
			b.Reset()
		}
	}
	for _, r := range text {
		switch {
		case strings.ContainsRune(powerQuotes, r):
			b.WriteString(string(r) + string(r))
		case r == '\n' || visible(r):
			b.WriteRune(r)
		default:
			end()
			parts = append(parts, character(r))
		}
	}
	end()
	switch len(parts) {
	case 0:
		return "''"
	case 1:
		if strings.HasPrefix(parts[0], "'") {
			return parts[0]
		}
	}
	if !strings.HasPrefix(parts[0], "'") {
		parts = append([]string{"''"}, parts...) // two characters added would be a number
	}
	return "(" + strings.Join(parts, " + ") + ")"
}

func character(r rune) string {
	if r > 0xffff {
		return fmt.Sprintf("[char]::ConvertFromUtf32(%d)", r)
	}
	return fmt.Sprintf("[char]%d", r)
}
