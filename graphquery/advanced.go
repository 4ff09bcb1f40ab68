package graphquery

import (
	"net/http"
	"strings"
)

// Advanced is q with what Graph asks of an advanced query of the directory and the person left out: the header
// ConsistencyLevel: eventual and, but for $search and /$count, $count=true. The note says what was added and why;
// "" = nothing was. What the person set stays, writes and everything outside of the directory too.
func Advanced(q Query) (Query, string) {
	why, count := NeedsEventual(q)
	if why == "" {
		return q, ""
	}
	var added []string
	switch level, set := headerOf(q, "ConsistencyLevel"); {
	case !set:
		q.Header = append(q.Header[:len(q.Header):len(q.Header)], Header{"ConsistencyLevel", "eventual"})
		added = append(added, "ConsistencyLevel: eventual")
	case !strings.EqualFold(strings.TrimSpace(level), "eventual"):
		return q, ""
	}
	if path := SetOption(q.Path, "$count", "true"); count && path != q.Path {
		q.Path = path
		added = append(added, "$count=true")
	}
	if len(added) == 0 {
		return q, ""
	}
	return q, strings.Join(added, " and ") + " was added: " + why + " needs it"
}

// NeedsEventual is why q is an advanced query of the directory, which needs the header ConsistencyLevel: eventual;
// "" = it is none. count says that it needs $count=true as well.
func NeedsEventual(q Query) (why string, count bool) {
	if q.Verb() != http.MethodGet && q.Verb() != http.MethodHead || q.Writes() {
		return "", false
	}
	base, options := SplitOptions(q.Path)
	d, ok := directoryPath(base)
	if !ok {
		return "", false
	}
	d.options = options
	return d.advanced()
}

func headerOf(q Query, name string) (value string, set bool) {
	for _, h := range q.Header {
		if strings.EqualFold(h.Name, name) {
			return h.Value, true
		}
	}
	return "", false
}

// directory is a path that asks for a collection of directory objects.
type directory struct {
	root     string // users, groups …, in lower case
	relation string // memberOf and the like, in lower case; "" = the collection itself
	cast     bool   // to one type: /microsoft.graph.group
	counts   bool   // it ends with /$count
	options  []QueryOption
}

// directoryPath takes a path apart; ok = it is of the directory.
func directoryPath(base string) (d directory, ok bool) {
	segments := strings.FieldsFunc(strings.ToLower(unescaped(base)), func(r rune) bool { return r == '/' })
	next := func() string {
		if len(segments) == 0 {
			return ""
		}
		first := segments[0]
		segments = segments[1:]
		return first
	}
	d.root = next()
	if d.root == "directory" {
		d.root = next()
	}
	name, key, _ := strings.Cut(d.root, "(") // users('…') is users/…
	d.root = name
	if !directoryRoots[d.root] {
		return d, false
	}
	one := d.root == "me" || key != ""
	if !one && len(segments) > 0 && isKey(segments[0]) {
		one = next() != ""
	}
	if one {
		d.relation = next()
	}
	if len(segments) > 0 && strings.HasPrefix(segments[0], "microsoft.graph.") {
		d.cast = next() != ""
	}
	d.counts = len(segments) > 0 && next() == "$count"
	_, related := directoryRelations[d.relation]
	return d, (related || !one) && len(segments) == 0
}

// isKey says whether a segment behind a collection names one of its objects.
func isKey(segment string) bool {
	return segment != "$count" && !strings.HasPrefix(segment, "microsoft.graph.")
}

// option is the value of the option of that name, with or without its $.
func (d directory) option(name string) (value string, set bool) {
	for _, o := range d.options {
		if o.Is("$"+name) || o.Is(name) {
			return o.Value, true
		}
	}
	return "", false
}

func (d directory) has(name string) bool {
	_, set := d.option(name)
	return set
}
