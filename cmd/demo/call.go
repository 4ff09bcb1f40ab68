package demo

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"sync"
	"syscall"
)

// heldAtMost is how much of an answer waits for its end before it is handed on as it comes.
const heldAtMost = 64 << 10

// call is one request on its way through a handler, and the http.ResponseWriter of it. A small answer is whole before
// anybody sees it. Of a large one the rest goes from the handler to its reader and is never held.
type call struct {
	request *http.Request
	header  http.Header
	begun   chan struct{} // closed when there is something to return
	begin   sync.Once

	status int
	sent   http.Header  // the header as it was when the status was set
	held   bytes.Buffer // the body, until it flows
	flows  bool         // the rest comes through the pipe; set before begun is closed
	fault  error        // why the answer broke off; set before begun is closed, unless it flows

	reader *io.PipeReader
	writer *io.PipeWriter
}

func newCall(r *http.Request) *call {
	c := &call{request: r, header: http.Header{}, begun: make(chan struct{})}
	c.reader, c.writer = io.Pipe()
	return c
}

// run starts the handler and returns when its answer has begun.
func (c *call) run(h http.Handler, in *http.Request) (*http.Response, error) {
	ctx := c.request.Context()
	stop := context.AfterFunc(ctx, func() { c.writer.CloseWithError(context.Cause(ctx)) })
	go func() {
		defer stop()
		defer in.Body.Close() //nolint:errcheck // it was only read
		c.end(serve(h, c, in))
	}()
	select {
	case <-c.begun:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	if !c.flows && c.fault != nil {
		return nil, c.fault
	}
	return c.response(), nil
}

// serve runs the handler. http.ErrAbortHandler is how one breaks its connection.
func serve(h http.Handler, c *call, in *http.Request) (err error) {
	defer func() {
		switch p := recover(); p {
		case nil:
		case http.ErrAbortHandler:
			err = &net.OpError{Op: "read", Net: "tcp", Err: syscall.ECONNRESET}
		default:
			err = fmt.Errorf("the demo's server failed: %v", p)
		}
	}()
	h.ServeHTTP(c, in)
	return nil
}

// end is the handler's: err broke the answer off.
func (c *call) end(err error) {
	c.WriteHeader(http.StatusOK)
	if c.flows {
		if err == nil { // a handler that sees its client go just returns
			err = context.Cause(c.request.Context())
		}
		c.writer.CloseWithError(err) // nil is the ordinary end
		return
	}
	c.fault = err
	c.begin.Do(func() { close(c.begun) })
}

func (c *call) Header() http.Header { return c.header }

func (c *call) WriteHeader(status int) {
	if c.status == 0 && status >= 200 {
		c.status, c.sent = status, c.header.Clone()
	}
}

func (c *call) Write(b []byte) (int, error) {
	c.WriteHeader(http.StatusOK)
	if !c.flows && c.held.Len()+len(b) <= heldAtMost {
		return c.held.Write(b)
	}
	c.Flush()
	return c.writer.Write(b)
}

// Flush hands on what came so far; from now on the answer flows.
func (c *call) Flush() {
	c.WriteHeader(http.StatusOK)
	c.flows = true
	c.begin.Do(func() { close(c.begun) })
}
