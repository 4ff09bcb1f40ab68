package graphsim

import (
	"math"
	"net/http"
	"time"
)

// Operation is how a long-running operation goes.
type Operation struct {
	Polls      int           // ends with that poll; 0 = 3, where Takes is 0
	Takes      time.Duration // ends by the clock instead
	SeeOther   bool          // ends with 303 and the address of what came out, instead of 200 and its id
	Fails      bool          // ends with status failed
	RetryAfter string        // said with each answer before the end; "" = nothing
	Header     string        // where the monitor's address is said: Location (as ""), Operation-Location
}

// Operations sets how the operations go that begin from now on.
func (s *Server) Operations(o Operation) {
	s.storage.mu.Lock()
	defer s.storage.mu.Unlock()
	s.storage.operation = o
}

// job is one operation under way. Its fields are held by storage.mu.
type job struct {
	Operation
	name     string // ItemCopy
	began    time.Time
	polls    int
	result   string // id of what comes out
	location string // its address
	finish   func() // does the work; called once, with storage.mu held
	done     bool
}

// newJob begins an operation. Call it with storage.mu held.
func (st *storage) newJob(name string, began time.Time, finish func()) *job {
	o := st.operation
	if o.Polls == 0 && o.Takes == 0 {
		o.Polls = 3
	}
	return &job{Operation: o, name: name, began: began, finish: finish}
}

// poll counts a look at the job, and says how far it is: 0 to 1.
func (j *job) poll(now time.Time) float64 {
	j.polls++
	part := float64(j.polls) / float64(max(j.Polls, 1))
	if j.Takes > 0 {
		part = now.Sub(j.began).Seconds() / j.Takes.Seconds()
	}
	if part = min(max(part, 0), 1); part == 1 && !j.done {
		if j.done = true; !j.Fails && j.finish != nil {
			j.finish()
		}
	}
	return part
}

// said is the header that names the monitor.
func (j *job) said() string { return orElse(j.Header, "Location") }

// monitor answers for a job on the second host, to whoever has the address.
func (s *Server) monitor(j *job) func(http.ResponseWriter, *http.Request) {
	return func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			storageError(w, http.StatusMethodNotAllowed, "invalidRequest", "The monitor is only read.")
			return
		}
		s.storage.mu.Lock()
		part := j.poll(s.now())
		s.storage.mu.Unlock()
		percent := math.Round(part*1000) / 10
		switch {
		case part < 1:
			if j.RetryAfter != "" {
				w.Header().Set("Retry-After", j.RetryAfter)
			}
			storageJSON(w, http.StatusAccepted, map[string]any{"operation": j.name, "percentageComplete": percent, "status": "inProgress"})
		case j.Fails:
			storageJSON(w, http.StatusOK, map[string]any{"operation": j.name, "percentageComplete": percent, "status": "failed",
				"error": map[string]string{"code": "nameAlreadyExists", "message": "Name already exists"}})
		case j.SeeOther:
			w.Header().Set("Location", j.location)
			w.WriteHeader(http.StatusSeeOther)
		default:
			storageJSON(w, http.StatusOK, map[string]any{"percentageComplete": percent, "resourceId": j.result, "status": "completed"})
		}
	}
}
