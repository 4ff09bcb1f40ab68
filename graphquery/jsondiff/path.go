package jsondiff

import (
	"strconv"
	"strings"
)

// Path leads from the top of a document to a value; empty = the whole document.
type Path []Step

// Step is one step of it: into the member Key of an object (Index is -1), or into an element of an array: the one whose
// member By is Key, or, where By is "", the one at Index.
type Step struct {
	Key   string
	By    string
	Index int // in the second document; of what was removed: in the first
}

// String is value/[id 46d2…]/displayName, with everything in full.
func (p Path) String() string {
	steps := make([]string, len(p))
	for i, s := range p {
		steps[i] = s.String()
	}
	return strings.Join(steps, "/")
}

func (s Step) String() string {
	switch {
	case s.By != "":
		return "[" + s.By + " " + s.Key + "]"
	case s.Index >= 0:
		return "[" + strconv.Itoa(s.Index) + "]"
	}
	return s.Key
}
