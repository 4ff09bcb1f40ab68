package graphquery

import "strings"

// OwnHeader says whether the client sets the header of that name itself and leaves out a person's.
func OwnHeader(name string) bool { return ownHeaders[strings.ToLower(name)] }
