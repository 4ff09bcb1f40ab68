package faultsim

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"fmt"
	"io"
	"strings"
)

// packed is the good answer in gzip, with something done to that.
func packed(change func([]byte) []byte) func(*exchange) *message {
	return func(x *exchange) *message {
		m := x.good().with("Content-Encoding", "gzip")
		m.body = change(zip(m.body))
		return m
	}
}

func zip(b []byte) []byte {
	var out bytes.Buffer
	z := gzip.NewWriter(&out)
	_, _ = z.Write(b) // memory
	_ = z.Close()
	return out.Bytes()
}

func deflated(x *exchange) *message {
	m := x.good().with("Content-Encoding", "deflate")
	var out bytes.Buffer
	z, _ := flate.NewWriter(&out, flate.BestSpeed)
	_, _ = z.Write(m.body)
	_ = z.Close()
	m.body = out.Bytes()
	return m
}

// bomb is a row of 1 GB that comes as some 1 MB: gzip, in as many members as it has MiB.
func bomb(*exchange) *message {
	m := plain(200, "application/json", "").with("Content-Encoding", "gzip")
	m.flow = func(w io.Writer) error {
		part := zip(bytes.Repeat([]byte("a"), 1<<20))
		parts := io.MultiReader(bytes.NewReader(zip([]byte(`{"value":[{"id":"`))), &repeated{text: part, left: 1 << 10 * len(part)}, bytes.NewReader(zip([]byte(`"}]}`))))
		_, err := io.Copy(w, parts)
		return err
	}
	return m
}

// flowing is a body of that many bytes, made while it goes out.
func flowing(head, text string, size int, tail string) func(*exchange) *message {
	return func(*exchange) *message {
		m := plain(200, "application/json", head)
		m.flow = func(w io.Writer) error {
			_, err := io.Copy(w, io.MultiReader(&repeated{text: []byte(text), left: size / len(text) * len(text)}, strings.NewReader(tail)))
			return err
		}
		return m
	}
}

func manyKeys(*exchange) *message {
	m := plain(200, "application/json", `{"k":0`)
	m.flow = func(w io.Writer) error {
		for i := range 1_000_000 {
			if _, err := fmt.Fprintf(w, `,"k%d":%d`, i, i); err != nil {
				return err
			}
		}
		_, err := io.WriteString(w, "}")
		return err
	}
	return m
}

// repeated reads a text again and again.
type repeated struct {
	text     []byte
	at, left int
}

func (r *repeated) Read(p []byte) (int, error) {
	if r.left <= 0 {
		return 0, io.EOF
	}
	n := copy(p, r.text[r.at:])
	r.at, r.left = (r.at+n)%len(r.text), r.left-n
	return n, nil
}
