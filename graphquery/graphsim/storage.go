package graphsim

import (
	"encoding/hex"
	"encoding/json"
	"maps"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"
)

// storage is what lies on the hosts beside Graph's: files, reports, uploads and the monitors of operations. Its
// addresses open without a sign-in, each for an hour.
type storage struct {
	base string // "" = the tenants' own hosts

	mu        sync.Mutex
	serial    uint64
	links     map[string]*link // by path
	drives    map[string]*drive
	plans     map[string]*plan
	operation Operation // how those go that begin now
	leaks     []Leak
}

// link is one address that opens by itself.
type link struct {
	tempauth string // what stands in the query; "" = the path is the secret
	until    time.Time
	serve    func(w http.ResponseWriter, r *http.Request)
}

// Leak is a request to the second host that carried what must not leave Graph's.
type Leak struct {
	Method, Host, Path string
	Headers            []string // which of them: Authorization, Cookie, Referer
}

const linkLife = time.Hour

func (st *storage) open(base string) {
	st.base = strings.TrimSuffix(base, "/")
	st.links, st.drives, st.plans = map[string]*link{}, map[string]*drive{}, map[string]*plan{}
}

// Storage is the second host, whatever it is called. It refuses and remembers every request with a credential.
func (s *Server) Storage() http.Handler { return http.HandlerFunc(s.serveStorage) }

// Leaks are the requests with a credential that the second host met, oldest first.
func (s *Server) Leaks() []Leak {
	s.storage.mu.Lock()
	defer s.storage.mu.Unlock()
	return slices.Clone(s.storage.leaks)
}

// credentials are the headers that have no business on another host.
var credentials = []string{"Authorization", "Cookie", "Referer"}

func (s *Server) serveStorage(w http.ResponseWriter, r *http.Request) {
	st := &s.storage
	var found []string
	for _, name := range credentials {
		if r.Header.Get(name) != "" {
			found = append(found, name)
		}
	}
	st.mu.Lock()
	if len(found) > 0 {
		st.leaks = append(st.leaks, Leak{r.Method, r.Host, r.URL.Path, found})
	}
	l := st.links[r.URL.Path]
	st.mu.Unlock()
	if s.storageFault(w, r) {
		return
	}
	switch {
	case len(found) > 0:
		storageError(w, http.StatusUnauthorized, "unauthenticated", "The address opens by itself and takes no "+strings.Join(found, ", ")+".")
	case l == nil:
		storageError(w, http.StatusNotFound, "itemNotFound", "The resource could not be found.")
	case l.tempauth != "" && r.URL.Query().Get("tempauth") != l.tempauth, !s.now().Before(l.until):
		storageError(w, http.StatusUnauthorized, "unauthenticated", "The caller is not authenticated.")
	default:
		l.serve(w, r)
	}
}

// storageFault forces an answer here too, for a Fault whose Match asks for this host by name. It tells whether it did.
func (s *Server) storageFault(w http.ResponseWriter, r *http.Request) bool {
	f, ok := s.takeFault(r, true)
	if !ok {
		return false
	}
	a := &answer{w: w, http: r, time: s.now().UTC(), base: baseURL(r), version: "v1.0", requestID: s.nextRequestID(), spoil: &f}
	if a.wait(f.Delay); f.Reset {
		panic(http.ErrAbortHandler)
	}
	if f.made() {
		a.fault(f)
	}
	return f.made()
}

// publish makes an address on a tenant's host for what serve answers. With tempauth the secret stands in the query.
func (s *Server) publish(host, path string, tempauth bool, serve func(http.ResponseWriter, *http.Request)) string {
	st := &s.storage
	st.mu.Lock()
	defer st.mu.Unlock()
	if st.serial++; st.serial%1000 == 0 {
		maps.DeleteFunc(st.links, func(_ string, l *link) bool { return !s.now().Before(l.until) })
	}
	l := &link{until: s.now().Add(linkLife), serve: serve}
	secret := newSum("storage " + number(int(st.serial)))
	address := path + "/" + strings.ToUpper(guidOf(secret))
	st.links[address] = l
	if st.base != "" {
		host = st.base
	}
	if !tempauth {
		return host + address
	}
	l.tempauth = "v1." + hex.EncodeToString(secret[16:])
	return host + address + "?tempauth=" + l.tempauth
}

// files is the host of a tenant's drives.
func (d *directory) files() string {
	label, _, _ := strings.Cut(d.spec.initialDomain(), ".")
	return "https://" + label + "-my.sharepoint.com"
}

// reportHost is where reports are fetched.
const reportHost = "https://reports.office.com"

// StorageHosts are the names that the second host goes by.
func (s *Server) StorageHosts() []string {
	if s.storage.base != "" {
		_, host, _ := strings.Cut(s.storage.base, "://")
		return []string{host}
	}
	hosts := []string{strings.TrimPrefix(reportHost, "https://")}
	for _, d := range s.tenants {
		hosts = append(hosts, strings.TrimPrefix(d.files(), "https://"))
	}
	slices.Sort(hosts)
	return slices.Compact(hosts)
}

func storageError(w http.ResponseWriter, status int, code, message string) {
	storageJSON(w, status, map[string]any{"error": map[string]string{"code": code, "message": message}})
}

func storageJSON(w http.ResponseWriter, status int, content any) {
	body, _ := json.Marshal(content)
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	_, _ = w.Write(body)
}
