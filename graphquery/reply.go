package graphquery

import (
	"bufio"
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/klauspost/compress/gzip"
)

// reply is an answer whose body has not been read yet.
type reply struct {
	*Result               // everything but the body
	host    string        // whose answer it is
	body    io.ReadCloser // unpacked; ends by itself when nothing comes any more
	taken   bool          // its reader has handed something on that cannot be taken back: not to be asked for again
}

// close frees what the try holds. A body that was not read to its end costs the connection.
func (rp *reply) close() { _ = rp.body.Close() }

// errIdle ends a body of which nothing comes any more.
var errIdle = errors.New("nothing came for " + idleTimeout.String())

// open is the body of resp, unpacked where it is compressed as we asked. cancel ends the try.
func open(try context.Context, cancel context.CancelCauseFunc, resp *http.Response) io.ReadCloser {
	b := &watched{from: resp.Body, sure: resp.ContentLength >= 0, try: try, cancel: cancel, close: resp.Body.Close}
	if !strings.EqualFold(resp.Header.Get("Content-Encoding"), "gzip") || resp.Request != nil && resp.Request.Method == http.MethodHead {
		return b
	}
	resp.Header.Del("Content-Encoding")
	resp.Header.Del("Content-Length")
	resp.ContentLength = -1
	return &unpacked{packed: b}
}

// watched is a body that does not wait for ever: a try that gives no byte for too long is cancelled.
type watched struct {
	from   io.Reader
	sure   bool // its length is known: an end that comes too early is an error
	try    context.Context
	cancel context.CancelCauseFunc
	idle   *time.Timer
	close  func() error
}

func (w *watched) Read(p []byte) (int, error) {
	if w.idle == nil {
		w.idle = time.AfterFunc(idleTimeout, func() { w.cancel(errIdle) })
	} else {
		w.idle.Reset(idleTimeout)
	}
	n, err := w.from.Read(p)
	w.idle.Stop() // who reads may take their time
	if err == io.EOF && !w.sure && w.try.Err() != nil {
		err = io.ErrUnexpectedEOF // a server that saw us go may end a body as if that were all
	}
	if err != nil && err != io.EOF {
		err = endedBy(w.try, err)
	}
	return n, err
}

func (w *watched) Close() error {
	if w.idle != nil {
		w.idle.Stop()
	}
	w.cancel(nil)
	return w.close()
}

// packedRoom is how much of a compressed body is read together. HTTP/2 tells the server after each read of 4 KiB and
// more that there is room again, which is a system call.
const packedRoom = 64 << 10

// unpacked is a body that came as gzip.
type unpacked struct {
	packed io.ReadCloser
	gzip   *gzip.Reader
}

func (u *unpacked) Read(p []byte) (n int, err error) {
	if u.gzip == nil { // not before somebody reads: it waits for the first bytes
		if u.gzip, err = gzip.NewReader(bufio.NewReaderSize(u.packed, packedRoom)); err != nil {
			u.gzip = nil
			return 0, err
		}
	}
	return u.gzip.Read(p)
}

func (u *unpacked) Close() error { return u.packed.Close() }
