package auth

import (
	"fmt"
	"strings"
)

// maxName keeps a name within every file system's limit, and within a header's width.
const maxName = 64

var nameLetters = pattern(`^[A-Za-z0-9_][A-Za-z0-9._-]*$`)

// deviceName matches what Windows takes for a device, whatever follows the first dot.
var deviceName = pattern(`(?i)^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?$`)

// ValidName says whether name can be a folder on every system and an argument of every command.
func ValidName(name string) error {
	switch {
	case name == "":
		return fmt.Errorf("a name is missing")
	case len(name) > maxName:
		return fmt.Errorf("the name is too long: it may have %d letters", maxName)
	case !nameLetters().MatchString(name):
		return fmt.Errorf("%q cannot be a name: use letters (a-z), digits and . _ - and begin with a letter, a digit or _", name)
	case strings.HasSuffix(name, "."):
		return fmt.Errorf("%q cannot be a name: it may not end with a dot", name)
	case deviceName().MatchString(name):
		return fmt.Errorf("%q cannot be a name: Windows keeps it for a device", name)
	}
	return nil
}
