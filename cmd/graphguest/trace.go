package main

import (
	"encoding/json"
	"os"
	"sync"
	"time"

	"graphguest/graphquery"
)

// traceFile is where --trace writes every try, one JSON object a line. The client leaves out what is secret.
type traceFile struct {
	mu   sync.Mutex
	file *os.File
	err  error // the first that a write met
}

// traceLine is the shape of a line. Fields are added, never renamed.
type traceLine struct {
	At              time.Time `json:"at"`
	Environment     string    `json:"environment"`
	Tenant          string    `json:"tenant"`
	Method          string    `json:"method"`
	URL             string    `json:"url"`
	Status          int       `json:"status"`
	RequestID       string    `json:"requestId,omitempty"`
	ClientRequestID string    `json:"clientRequestId,omitempty"`
	Bytes           int64     `json:"bytes"`
	Token           float64   `json:"tokenMs,omitempty"`
	DNS             float64   `json:"dnsMs,omitempty"`
	Connect         float64   `json:"connectMs,omitempty"`
	TLS             float64   `json:"tlsMs,omitempty"`
	FirstByte       float64   `json:"firstByteMs,omitempty"`
	LastByte        float64   `json:"lastByteMs,omitempty"`
	Reused          bool      `json:"reused"`
	Failed          string    `json:"failed,omitempty"`
}

// openTrace begins the file anew, for its owner alone.
func openTrace(name string) (*traceFile, error) {
	f, err := os.OpenFile(name, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, usagef("--trace %s: %v", name, err)
	}
	if info, err := f.Stat(); err == nil && info.Mode().IsRegular() {
		_ = f.Chmod(0o600) // it may have been there, open to others
	}
	return &traceFile{file: f}, nil
}

func (t *traceFile) event(e graphquery.TraceEvent) {
	ms := func(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
	line, err := json.Marshal(traceLine{
		At: e.At, Environment: e.Environment, Tenant: e.Tenant, Method: e.Method, URL: e.URL, Status: e.Status,
		RequestID: e.RequestID, ClientRequestID: e.ClientRequestID, Bytes: e.Bytes,
		Token: ms(e.Timing.Token), DNS: ms(e.Timing.DNS), Connect: ms(e.Timing.Connect), TLS: ms(e.Timing.TLS),
		FirstByte: ms(e.Timing.FirstByte), LastByte: ms(e.Timing.LastByte), Reused: e.Timing.Reused,
		Failed: e.Failed,
	})
	t.mu.Lock()
	defer t.mu.Unlock()
	if err == nil {
		_, err = t.file.Write(append(line, '\n'))
	}
	if t.err == nil {
		t.err = err
	}
}

// close says whether all of it is in the file.
func (t *traceFile) close() error {
	t.mu.Lock()
	defer t.mu.Unlock()
	if err := t.file.Close(); t.err == nil {
		t.err = err
	}
	return t.err
}
