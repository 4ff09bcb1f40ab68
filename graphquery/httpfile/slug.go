package httpfile

import (
	"strconv"
	"strings"
)

// maxSlug keeps file names short on every system.
const maxSlug = 60

// devices are names that Windows reserves in every folder.
var devices = map[string]bool{"con": true, "prn": true, "aux": true, "nul": true, "clock": true, "conin": true, "conout": true}

// Slug turns a title into a name: a-z, 0-9 and single hyphens, never empty, never reserved,
// so that it is also safe as a file name.
func Slug(title string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(title) {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
			b.WriteRune(r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
		if b.Len() >= maxSlug {
			break
		}
	}
	slug := strings.Trim(b.String(), "-")
	switch {
	case slug == "":
		return "query"
	case isDevice(slug):
		return slug + "-query"
	}
	return slug
}

func isDevice(slug string) bool {
	if devices[slug] {
		return true
	}
	return len(slug) == 4 && (strings.HasPrefix(slug, "com") || strings.HasPrefix(slug, "lpt")) && slug[3] >= '0' && slug[3] <= '9'
}

// declared is a slug as "# @name" holds it: other tools accept only letters, digits and _ there.
func declared(slug string) string { return strings.ReplaceAll(slug, "-", "_") }

// Numbered is the n-th of the slugs that would be the same; the first has no number.
func Numbered(slug string, n int) string {
	if n < 2 {
		return slug
	}
	suffix := "-" + strconv.Itoa(n)
	return strings.TrimRight(slug[:min(len(slug), maxSlug-len(suffix))], "-") + suffix
}

// Names hands out slugs, each of them once. The zero value has handed out none.
type Names struct {
	taken map[string]bool
	last  map[string]int // the last number given to a slug
}

// Take returns slug, with a number where it is taken.
func (n *Names) Take(slug string) string {
	if n.taken == nil {
		n.taken, n.last = map[string]bool{}, map[string]int{}
	}
	free := slug
	for n.taken[free] {
		n.last[slug] = max(2, n.last[slug]+1)
		free = Numbered(slug, n.last[slug])
	}
	n.taken[free] = true
	return free
}
