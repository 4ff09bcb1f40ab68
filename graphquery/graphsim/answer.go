package graphsim

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"net/http"
	"strconv"
	"strings"
	"time"
)

const (
	jsonType = "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8"
	agsInfo  = `{"ServerInfo":{"DataCenter":"West Europe","Slice":"E","Ring":"5","ScaleUnit":"002","RoleInstance":"AM2PEPF0001B2C7"}}`
)

// answer is one response on its way out, with the headers every Graph response has.
type answer struct {
	w                          http.ResponseWriter
	http                       *http.Request
	spoil                      *Fault // what happens to the answer on its way; nil = nothing
	time                       time.Time
	base                       string // scheme and host the request came to
	version                    string
	tenant                     string
	requestID, clientRequestID string
	status                     int
}

func (s *Server) newAnswer(w http.ResponseWriter, r *http.Request) *answer {
	a := &answer{w: w, http: r, time: s.now().UTC(), base: baseURL(r), version: "v1.0", requestID: s.nextRequestID()}
	a.clientRequestID = r.Header.Get("client-request-id")
	if claims, err := readClaims(bearerText(r)); err == nil {
		a.tenant = strings.ToLower(claims.TenantID)
	}
	if a.clientRequestID == "" {
		a.clientRequestID = a.requestID
	}
	h := w.Header()
	h.Set("Date", a.time.Format(http.TimeFormat))
	h.Set("request-id", a.requestID)
	h.Set("client-request-id", a.clientRequestID)
	h.Set("x-ms-ags-diagnostic", agsInfo)
	h.Set("Cache-Control", "no-cache")
	h.Set("Vary", "Accept-Encoding")
	h.Set("Strict-Transport-Security", "max-age=31536000")
	return a
}

// nextRequestID counts, and dresses the number as a GUID: two equal sessions answer equally.
func (s *Server) nextRequestID() string {
	s.mu.Lock()
	s.serial++
	n := s.serial
	s.mu.Unlock()
	sum := sha256.Sum256(binary.BigEndian.AppendUint64([]byte("request"), n))
	return guid(binary.BigEndian.Uint64(sum[0:]), binary.BigEndian.Uint64(sum[8:]))
}

func (a *answer) send(status int, contentType string, body []byte) {
	a.status = status
	if len(body) > 0 {
		a.w.Header().Set("Content-Type", contentType)
	}
	if a.spoil != nil {
		a.sendSpoiled(status, body)
		return
	}
	a.write(status, body)
}

// write sends the headers and, unless the caller asked for those alone, the body.
func (a *answer) write(status int, body []byte) {
	if a.http.Method == http.MethodHead {
		a.w.Header().Set("Content-Length", strconv.Itoa(len(body)))
		body = nil
	}
	a.w.WriteHeader(status)
	a.w.Write(body) //nolint:errcheck // a caller that went away misses nothing
}

func (a *answer) json(status int, body []byte) error {
	a.w.Header().Set("OData-Version", "4.0")
	a.send(status, jsonType, body)
	return nil
}

func (a *answer) noContent() error {
	a.send(http.StatusNoContent, "", nil)
	return nil
}

// refuse writes the error body of a refusal; any other error is a fault of the simulator and is said to be one.
func (a *answer) refuse(err error) {
	r, ok := err.(*refusal)
	if !ok {
		r = refused(http.StatusInternalServerError, "generalException", "%s", err.Error())
	}
	for name, values := range r.header {
		a.w.Header()[name] = values
	}
	type inner struct {
		Date            string `json:"date"`
		RequestID       string `json:"request-id"`
		ClientRequestID string `json:"client-request-id"`
	}
	type failure struct {
		Code    string `json:"code"`
		Message string `json:"message"`
		Inner   inner  `json:"innerError"`
	}
	body, _ := json.Marshal(map[string]failure{"error": {r.code, r.message,
		inner{a.time.Format("2006-01-02T15:04:05"), a.requestID, a.clientRequestID}}})
	a.send(r.status, "application/json", body)
}

func (a *answer) call(r *http.Request) Call {
	header := r.Header.Clone()
	header.Del("Authorization")
	return Call{Time: a.time, Method: r.Method, Path: r.URL.RequestURI(), Tenant: a.tenant, Header: header, Status: a.status, Item: itemOf(r)}
}

// baseURL is where the client thinks it is: the same scheme and host go into every link of the answer.
func baseURL(r *http.Request) string {
	scheme := r.URL.Scheme
	if scheme == "" {
		scheme = "http"
		if r.TLS != nil {
			scheme = "https"
		}
	}
	host := r.Host
	if host == "" {
		host = r.URL.Host
	}
	return scheme + "://" + host
}
