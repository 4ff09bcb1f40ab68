// Package httpfile reads and writes queries as .http files, the format that editors and
// other clients share.
//
// Reading is lenient and loses nothing: File.Bytes gives back every byte that Parse was given,
// and an edit changes only the lines of its own request. Nothing in a file is ever run and no
// other file is read: scripts and file references are listed as problems. Writing keeps to the
// strict profile that the common tools agree on:
//
//	### Title
//	# @name the_name
//	# description
//	GET {{graph}}/v1.0/users?$filter=userType%20eq%20'Guest'
//	ConsistencyLevel: eventual
//
//	{"body": "as it is"}
package httpfile

import (
	"bytes"
	"fmt"
	"strings"

	"graphguest/graphquery"
)

// File is a parsed .http file. Requests is for reading; change the file with Put, Remove and Rename.
type File struct {
	Name      string
	Requests  []Request
	Variables map[string]string // @name = value lines of the file

	lines []string // with their line ends
	crlf  bool     // how new lines end
}

// Request is one request of a file.
type Request struct {
	Title       string // of the ### line
	Name        string // the slug of # @name, else of the title; unique in the file
	Description string // plain comments before the request, joined by line breaks
	Extra       string // JSON of a "# @gx" line, kept for the program's own use
	Query       graphquery.Query
	Line        int    // where it begins, from 1
	Refused     string // why it cannot be run as it stands; "" = it can
}

// Problem is something in a file that was skipped or refused; the rest of the file is in use.
type Problem struct {
	File    string
	Line    int
	Message string
}

func (p Problem) Error() string { return fmt.Sprintf("%s:%d: %s", p.File, p.Line, p.Message) }

// Parse reads data leniently; file is its name for messages. It always returns a File.
func Parse(file string, data []byte) (*File, []Problem) {
	f := &File{
		Name:  file,
		lines: splitLines(data),
		crlf:  bytes.Contains(data, []byte("\r\n")),
	}
	return f, f.read()
}

// Bytes is the file as it is to be written.
func (f *File) Bytes() []byte { return []byte(strings.Join(f.lines, "")) }

// read finds the requests in the lines.
func (f *File) read() []Problem {
	var problems []Problem
	var names Names
	f.Requests, f.Variables = nil, map[string]string{}
	for _, b := range f.blocks() {
		for _, l := range b.lines {
			if l.kind == variableLine {
				f.Variables[l.name] = l.text
			}
		}
		for _, p := range b.problems {
			problems = append(problems, Problem{f.Name, p.line + 1, p.message})
		}
		if !b.hasRequest() {
			continue
		}
		r, problem := b.request(f.Variables)
		r.Name = names.Take(r.Name)
		if problem != "" {
			r.Refused = problem
			problems = append(problems, Problem{f.Name, b.requestLine() + 1, problem})
		}
		f.Requests = append(f.Requests, r)
	}
	return problems
}

func splitLines(data []byte) []string {
	lines := strings.SplitAfter(string(data), "\n")
	if lines[len(lines)-1] == "" {
		lines = lines[:len(lines)-1]
	}
	return lines
}
