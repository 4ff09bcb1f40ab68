package graphsim

import (
	"bytes"
	"io"
	"net/http"
	"strings"
	"time"
)

// driveOf is a user's drive, furnished when it is first asked for.
func (q *request) driveOf(u *User) *drive {
	st := &q.server.storage
	st.mu.Lock()
	defer st.mu.Unlock()
	key := strings.ToLower(q.dir.spec.ID + "/" + u.ID)
	if d := st.drives[key]; d != nil {
		return d
	}
	d := &drive{id: "b!" + strings.ReplaceAll(guidOf(newSum("drive "+key)), "-", ""), host: q.dir.files(), owner: u, mu: &st.mu, items: map[string]*driveItem{}}
	d.furnish(u, q.dir.spec.Name)
	st.drives[key] = d
	return d
}

// bigFile is the size of the file that is worth a progress line.
const bigFile = 24 << 20

// furnish gives a new drive a file of every kind.
func (d *drive) furnish(u *User, tenant string) {
	created := u.CreatedDateTime
	file := func(parent, name, mime string, content []byte) {
		d.put(&driveItem{name: name, mime: mime, parent: parent, size: int64(len(content)), content: bytes.NewReader(content), created: created})
	}
	root := d.put(&driveItem{name: "root", folder: true, created: created})
	documents := d.put(&driveItem{name: "Documents", parent: root.id, folder: true, created: created})
	file(root.id, "Welcome.txt", "text/plain", []byte("Welcome to "+tenant+", "+u.DisplayName+".\r\nThis file was fetched from another host, without the token.\r\n"))
	file(root.id, "Badge.jpg", "image/jpeg", drawPhoto(u, 240))
	d.put(&driveItem{name: "Archive.bin", mime: "application/octet-stream", parent: root.id, size: bigFile, content: noise{}, created: created})
	file(documents.id, "Hours.csv", "text/csv", []byte("\xEF\xBB\xBFDate,Project,Hours\r\n2026-11-02,Heron,7.5\r\n2026-11-03,\"Heron, phase 2\",6\r\n2026-11-04,=1+1,0\r\n"))
	file(documents.id, "Settings.xml", "application/xml", []byte("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<settings>\n  <theme name=\"dark\"/>\n</settings>\n"))
	file(documents.id, "Plan.json", "application/json", []byte(`{"project":"Heron","phases":[{"name":"One","done":true},{"name":"Two","done":false}]}`))
}

// noise is a file of any length whose bytes need not be kept.
type noise struct{}

func (noise) ReadAt(p []byte, off int64) (int, error) {
	for i := range p {
		n := uint64(off + int64(i))
		p[i] = byte((n * 0x9e3779b97f4a7c15) >> 56)
	}
	return len(p), nil
}

// download makes an address that gives out a file, whole or in ranges, for an hour.
func (s *Server) download(i *driveItem) string {
	return s.publish(i.drive.host, "/personal/_layouts/15/download.aspx", true, func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			storageError(w, http.StatusMethodNotAllowed, "invalidRequest", "The address is only read.")
			return
		}
		w.Header().Set("Content-Type", i.mime)
		w.Header().Set("Content-Disposition", `attachment; filename="`+i.name+`"`)
		w.Header().Set("ETag", i.eTag())
		http.ServeContent(w, r, "", i.created.Truncate(time.Second), io.NewSectionReader(i.content, 0, i.size))
	})
}
