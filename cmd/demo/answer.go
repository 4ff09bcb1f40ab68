package demo

import (
	"bytes"
	"io"
	"net/http"
	"strconv"
)

// response is the answer as a client of the real network would get it.
func (c *call) response() *http.Response {
	r := &http.Response{Status: strconv.Itoa(c.status) + " " + http.StatusText(c.status), StatusCode: c.status,
		Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Header: c.sent, Body: http.NoBody, ContentLength: -1, Request: c.request}
	said, err := strconv.ParseInt(c.sent.Get("Content-Length"), 10, 64)
	if err == nil {
		r.ContentLength = said
	} else if !c.flows {
		r.ContentLength = int64(c.held.Len())
	}
	if c.request.Method == http.MethodHead || c.status == http.StatusNoContent || c.status == http.StatusNotModified {
		_ = c.reader.Close() // nobody will read
		return r
	}
	body := &answerBody{from: bytes.NewReader(c.held.Bytes()), close: c.reader, left: r.ContentLength}
	if c.flows {
		body.from = io.MultiReader(bytes.NewReader(c.held.Bytes()), c.reader)
	}
	r.Body = body
	return r
}

// answerBody holds a body to the length that was said: what is longer is cut, what is shorter is an error.
type answerBody struct {
	from  io.Reader
	close io.Closer
	left  int64 // -1 = no length was said
}

func (b *answerBody) Read(p []byte) (int, error) {
	if b.left == 0 {
		return 0, io.EOF
	}
	if b.left > 0 && int64(len(p)) > b.left {
		p = p[:b.left]
	}
	n, err := b.from.Read(p)
	if b.left > 0 {
		b.left -= int64(n)
		if err == io.EOF && b.left > 0 {
			err = io.ErrUnexpectedEOF
		}
	}
	return n, err
}

func (b *answerBody) Close() error { return b.close.Close() }
