package faultsim

import (
	"fmt"
	"io"
	"strings"
	"time"
)

// transports are the faults of an answer on its way. Those before a request, see dials, handshakes and tunnels, and
// those of HTTP/2 are not among them.
var transports = map[string]func(*exchange){
	"reset-before-headers": func(x *exchange) { x.reset() },
	"reset-after-headers":  func(x *exchange) { x.begin(1000, ""); x.passes(20 * time.Millisecond); x.reset() },
	"reset-mid-body": func(x *exchange) {
		body := x.body()
		x.begin(len(body), body[:len(body)/2])
		x.passes(20 * time.Millisecond)
		x.reset()
	},
	"fin-mid-body":      func(x *exchange) { body := x.body(); x.begin(len(body), body[:len(body)/2]) },
	"fin-before-status": func(x *exchange) {},
	"never-answer":      func(x *exchange) { x.wait() },
	"stall-mid-body":    func(x *exchange) { body := x.body(); x.begin(len(body), body[:len(body)/2]); x.wait() },

	"1-byte-per-second-headers": func(x *exchange) { x.drips(x.head("X-Long: "+strings.Repeat("a", 900)+"\r\n") + x.body()) },
	"1-byte-per-second-body":    func(x *exchange) { body := x.body(); x.begin(len(body), ""); x.drips(body) },

	"content-length-too-big":   func(x *exchange) { body := x.body(); x.begin(len(body)+100, body) },
	"content-length-too-small": func(x *exchange) { body := x.body(); x.begin(len(body)-10, body) },
	"content-length-negative":  func(x *exchange) { x.write(x.head("Content-Length: -1\r\n") + x.body()) },
	"two-content-lengths":      func(x *exchange) { x.write(x.head("Content-Length: 5\r\nContent-Length: 500\r\n") + x.body()) },
	"cl-and-te":                func(x *exchange) { x.write(x.head("Content-Length: 3\r\n"+chunked) + chunks(x.body())) },

	"bad-chunk-size": func(x *exchange) { x.write(x.head(chunked) + "zz\r\n" + x.body() + "\r\n0\r\n\r\n") },
	"huge-chunk-ext": func(x *exchange) {
		x.write(x.head(chunked) + "5;ext=")
		x.floods(strings.Repeat("a", 64<<10), 16<<20)
		x.write("\r\n{\"a\":\r\n0\r\n\r\n")
	},
	"chunk-never-ends": func(x *exchange) {
		x.write(x.head(chunked) + "7fffffffffff\r\n{\"value\":[ ")
		x.floods(strings.Repeat(" ", 64<<10), endless)
	},

	"100-continue-flood": func(x *exchange) { x.floods("HTTP/1.1 100 Continue\r\n\r\n", endless) },
	"1xx-flood":          func(x *exchange) { x.floods("HTTP/1.1 103 Early Hints\r\nLink: </x>; rel=preload\r\n\r\n", endless) },
	"headers-10MB": func(x *exchange) {
		x.write("HTTP/1.1 200 OK\r\nX-Long: ")
		x.floods(strings.Repeat("a", 64<<10), 10<<20)
		x.write("\r\nContent-Length: 2\r\n\r\n{}")
	},
	"header-count-100k": func(x *exchange) {
		x.write("HTTP/1.1 200 OK\r\n")
		for i := range 100_000 {
			if !x.write(fmt.Sprintf("X-%d: 1\r\n", i)) {
				return
			}
		}
		x.write("Content-Length: 2\r\n\r\n{}")
	},
	"status-line-garbage": func(x *exchange) { x.write("\x16\x03\x1b]0;evil\x07 garbage \xff\xfe\r\n\r\n") },
	"http-0.9":            func(x *exchange) { x.write(loginPage) },
}

const (
	chunked = "Transfer-Encoding: chunked\r\n"
	endless = 1 << 50
)

// body is the body of a good answer.
func (x *exchange) body() string { return string(x.good().body) }

func (x *exchange) head(more string) string {
	return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n" + more + "\r\n"
}

// begin writes a head that promises so many bytes, and what comes of them.
func (x *exchange) begin(length int, body string) {
	x.write(x.head(fmt.Sprintf("Content-Length: %d\r\n", length)) + body)
}

func (x *exchange) write(text string) bool {
	_, err := io.WriteString(x.w, text)
	return err == nil
}

func chunks(body string) string { return fmt.Sprintf("%x\r\n%s\r\n0\r\n\r\n", len(body), body) }

// floods writes text again and again, until it was so many bytes or nobody reads them.
func (x *exchange) floods(text string, bytes int) {
	for once := strings.Repeat(text, 1+(32<<10)/len(text)); bytes > 0 && x.write(once); bytes -= len(once) {
	}
}

// drips writes a byte a second.
func (x *exchange) drips(text string) {
	for i := range len(text) {
		if !x.passes(time.Second) || !x.write(text[i:i+1]) {
			return
		}
	}
}

// passes waits, and says whether the server is still there.
func (x *exchange) passes(d time.Duration) bool {
	select {
	case <-time.After(d):
		return true
	case <-x.server.gone:
		return false
	}
}
