package graphsim

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"time"
)

const (
	fragmentUnit   = 320 << 10 // every fragment but the last is a multiple of it
	fragmentAtMost = 60 << 20
	uploadAtMost   = 256 << 20 // this simulator keeps what it is given
)

var contentRange = pattern(`^bytes (\d+)-(\d+)/(\d+)$`)

// upload is one session: a file that comes in pieces, to an address that opens without a sign-in.
type upload struct {
	at    place
	until time.Time
	held  []byte
	total int64
}

// createUpload begins a session: POST …:/name:/createUploadSession.
func (q *request) createUpload(at place) error {
	if at.item == nil && at.parent == nil {
		return refused(http.StatusNotFound, "itemNotFound", "The resource could not be found.")
	}
	up := &upload{at: at, until: q.answer.time.Add(linkLife)}
	s := q.server
	address := s.publish(at.drive.host, "/_api/v2.0/uploadSession", true, func(w http.ResponseWriter, r *http.Request) { s.takeFragment(up, w, r) })
	body, err := json.Marshal(map[string]any{"@odata.context": q.contextURL("microsoft.graph.uploadSession"),
		"uploadUrl": address, "expirationDateTime": up.until.Format(time.RFC3339), "nextExpectedRanges": []string{"0-"}})
	if err != nil {
		return err
	}
	return q.answer.json(http.StatusOK, body)
}

func (s *Server) takeFragment(up *upload, w http.ResponseWriter, r *http.Request) {
	switch r.Method {
	case http.MethodGet:
		s.storage.mu.Lock()
		defer s.storage.mu.Unlock()
		up.expects(w, http.StatusOK)
	case http.MethodDelete:
		s.storage.mu.Lock()
		defer s.storage.mu.Unlock()
		delete(s.storage.links, r.URL.Path)
		w.WriteHeader(http.StatusNoContent)
	case http.MethodPut:
		data, err := io.ReadAll(io.LimitReader(r.Body, fragmentAtMost+1))
		if err != nil {
			storageError(w, http.StatusBadRequest, "invalidRequest", "The fragment ended too early.")
			return
		}
		s.storage.mu.Lock()
		defer s.storage.mu.Unlock()
		s.keepFragment(up, w, r, data)
	default:
		storageError(w, http.StatusMethodNotAllowed, "invalidRequest", "An upload takes PUT, GET and DELETE.")
	}
}

func (up *upload) expects(w http.ResponseWriter, status int) {
	storageJSON(w, status, map[string]any{"expirationDateTime": up.until.Format(time.RFC3339),
		"nextExpectedRanges": []string{fmt.Sprintf("%d-", len(up.held))}})
}

// keepFragment adds a piece that fits, and makes the file of the last one.
func (s *Server) keepFragment(up *upload, w http.ResponseWriter, r *http.Request, data []byte) {
	var first, last, total int64
	m := contentRange().FindStringSubmatch(r.Header.Get("Content-Range"))
	if m != nil {
		fmt.Sscan(m[1]+" "+m[2]+" "+m[3], &first, &last, &total) //nolint:errcheck // digits; what is too large becomes 0
	}
	switch {
	case m == nil || last < first || last >= total || total > uploadAtMost || last-first+1 != int64(len(data)):
		storageError(w, http.StatusBadRequest, "invalidRequest", "The Content-Range header is missing, malformed or does not fit the body.")
	case up.total != 0 && total != up.total:
		storageError(w, http.StatusBadRequest, "invalidRequest", "The total size is not the one of the first fragment.")
	case len(data) >= fragmentAtMost:
		storageError(w, http.StatusRequestEntityTooLarge, "invalidRequest", "A fragment is less than 60 MiB.")
	case first != int64(len(up.held)):
		storageError(w, http.StatusRequestedRangeNotSatisfiable, "invalidRange", "The fragment is not the next one expected.")
	case last+1 < total && len(data)%fragmentUnit != 0:
		storageError(w, http.StatusBadRequest, "invalidRequest", "Every fragment but the last is a multiple of 320 KiB.")
	default:
		up.total, up.held = total, append(up.held, data...)
		if last+1 < total {
			up.expects(w, http.StatusAccepted)
			return
		}
		i := up.at.next("")
		i.size, i.content, i.created = total, bytes.NewReader(up.held), s.now()
		i = up.at.drive.put(i)
		delete(s.storage.links, r.URL.Path)
		storageJSON(w, http.StatusCreated, map[string]any{"id": i.id, "name": i.name, "size": i.size, "eTag": i.eTag()})
	}
}
