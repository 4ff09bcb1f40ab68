package auth

import (
	"regexp"
	"sync"
)

// pattern compiles a regular expression when it is first used: most runs of the program use none.
func pattern(text string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(text) })
}
