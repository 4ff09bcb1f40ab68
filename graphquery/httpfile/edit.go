package httpfile

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"

	"graphguest/graphquery"
)

// ErrNoRequest is the error for a name that is not in the file.
var ErrNoRequest = errors.New("no such request in the file")

// Put writes r: in the place of the request of that name, where only the lines that say
// something else now are changed, or as a new request at the end of the file.
// What the strict profile cannot hold is refused, and the file stays as it is.
// Empty lines around a body are not kept.
func (f *File) Put(r Request) error {
	if i := f.index(r.Name); i >= 0 {
		return f.replace(i, r)
	}
	s, err := profile(r)
	if err != nil {
		return err
	}
	if len(f.lines) > 0 && strings.TrimSpace(f.lines[len(f.lines)-1]) != "" {
		f.lines = append(f.lines, f.end())
	}
	for _, text := range s.all() {
		f.lines = append(f.lines, text+f.end())
	}
	f.settle()
	return nil
}

// Rename gives a request another name and title.
func (f *File) Rename(name, newName, newTitle string) error {
	i := f.index(name)
	if i < 0 {
		return fmt.Errorf("%w: %s", ErrNoRequest, name)
	}
	r := f.Requests[i]
	r.Name, r.Title = newName, newTitle
	return f.replace(i, r)
}

// Remove takes a request's lines out of the file. Variables that stand among them stay, for the others.
func (f *File) Remove(name string) error {
	i := f.index(name)
	if i < 0 {
		return fmt.Errorf("%w: %s", ErrNoRequest, name)
	}
	b := f.requestBlocks()[i]
	var kept []string
	for j, l := range b.lines {
		preamble := b.lines[0].kind != titleLine && l.kind == otherLine && j < b.find(targetLine)
		if l.kind == variableLine || preamble {
			kept = append(kept, f.lines[b.start+j])
		}
	}
	f.lines = slices.Replace(f.lines, b.start, b.start+len(b.lines), kept...)
	f.settle()
	return nil
}

// Empty says whether nothing but empty lines is left.
func (f *File) Empty() bool {
	return len(bytes.TrimSpace(bytes.TrimPrefix(f.Bytes(), []byte("\ufeff")))) == 0
}

func (f *File) index(name string) int {
	return slices.IndexFunc(f.Requests, func(r Request) bool { return r.Name == name })
}

func (f *File) requestBlocks() []*block {
	return slices.DeleteFunc(f.blocks(), func(b *block) bool { return !b.hasRequest() })
}

// replace edits the lines of request i where r differs from what they say.
func (f *File) replace(i int, r Request) error {
	s, err := profile(r)
	if err != nil {
		return err
	}
	e := &edit{block: f.requestBlocks()[i], old: f.Requests[i], instead: map[int][]string{}, before: map[int][]string{}}
	e.plan(s, r)
	f.lines = slices.Replace(f.lines, e.block.start, e.block.start+len(e.block.lines), e.lines(f)...)
	f.settle()
	return nil
}

// settle makes every line but the last end, and reads the file again.
func (f *File) settle() {
	for i := range len(f.lines) - 1 {
		if !strings.HasSuffix(f.lines[i], "\n") {
			f.lines[i] += f.end()
		}
	}
	f.read()
}

func (f *File) end() string {
	if f.crlf {
		return "\r\n"
	}
	return "\n"
}

// edit is a change to the lines of one block.
type edit struct {
	block   *block
	old     Request
	instead map[int][]string // what stands in the place of a line
	before  map[int][]string // what is put before a line
}

// plan decides which lines change.
func (e *edit) plan(s strict, r Request) {
	target := e.block.find(targetLine)
	top := e.block.find(titleLine) + 1
	if r.Title != e.old.Title {
		e.set(titleLine, 0, s.title)
	}
	if e.needsName(r) {
		e.set(nameLine, top, s.name)
	}
	if r.Description != e.old.Description {
		e.set(commentLine, max(top, e.block.find(nameLine)+1), s.description...)
	}
	if r.Extra != e.old.Extra {
		e.set(extraLine, target, nonEmpty(s.extra)...)
	}
	if !sameAddress(r.Query, e.old.Query) || e.old.Refused != "" {
		e.set(continuedLine, target)
		e.set(targetLine, target, s.target)
	}
	if !slices.Equal(r.Query.Header, e.old.Query.Header) {
		e.set(headerLine, e.afterAddress(), s.headers...)
	}
	if !bytes.Equal(r.Query.Body, e.old.Query.Body) || e.block.find(fileLine) >= 0 {
		e.setBody(s.body)
	}
}

// needsName says whether the name has to be written: it changed, or what it came from did.
func (e *edit) needsName(r Request) bool {
	if r.Name != e.old.Name || e.block.find(nameLine) >= 0 {
		return r.Name != e.old.Name
	}
	return r.Title != e.old.Title || r.Title == "" && !sameAddress(r.Query, e.old.Query)
}

func sameAddress(a, b graphquery.Query) bool {
	return a.Verb() == b.Verb() && a.API() == b.API() && graphquery.EncodePath(a.Path) == graphquery.EncodePath(b.Path)
}

// set puts lines in the place of all lines of a kind, or before line at where there are none.
func (e *edit) set(k kind, at int, lines ...string) {
	first := e.block.find(k)
	for i, l := range e.block.lines {
		if l.kind == k {
			e.instead[i] = nil
		}
	}
	if first >= 0 {
		e.instead[first] = lines
		return
	}
	e.before[at] = append(e.before[at], lines...)
}

func (e *edit) setBody(body []string) {
	e.set(remarkLine, 0)
	e.set(fileLine, 0)
	end := len(e.block.lines)
	if len(body) > 0 {
		if e.block.find(gapLine) < 0 {
			body = append([]string{""}, body...)
		}
		if last := e.block.lines[end-1]; last.kind == bodyLine && last.text == "" {
			body = append(body, "") // the empty line before the next title
		}
	}
	at := end
	if gap := e.block.find(gapLine); gap >= 0 {
		at = gap + 1
	}
	e.set(bodyLine, at, body...)
}

func (e *edit) afterAddress() int {
	i := e.block.find(targetLine) + 1
	for i < len(e.block.lines) && e.block.lines[i].kind == continuedLine {
		i++
	}
	return i
}

// lines are the block's lines after the edit.
func (e *edit) lines(f *File) []string {
	var out []string
	add := func(texts []string) {
		for _, text := range texts {
			out = append(out, text+f.end())
		}
	}
	for i := range e.block.lines {
		raw := f.lines[e.block.start+i]
		add(e.before[i])
		if instead, ok := e.instead[i]; ok {
			add(instead)
			continue
		}
		out = append(out, raw)
	}
	add(e.before[len(e.block.lines)])
	if e.block.start == 0 && strings.HasPrefix(f.lines[0], "\ufeff") && len(out) > 0 {
		out[0] = "\ufeff" + strings.TrimPrefix(out[0], "\ufeff")
	}
	return out
}

func nonEmpty(s string) []string {
	if s == "" {
		return nil
	}
	return []string{s}
}
