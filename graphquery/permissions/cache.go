package permissions

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// fresh is how long an answer is good. Microsoft adds to the list every few weeks and rarely takes away.
const fresh = 30 * 24 * time.Hour

// An entry is a file of the cache. It says which call it is for: a file that was moved or damaged answers for no other.
type entry struct {
	Call  string    `json:"call"`
	Asked time.Time `json:"asked"`
	Rows  []row     `json:"permissions"`
}

func (c call) String() string {
	return c.method + " " + c.version + " " + strings.ToLower(c.template)
}

func (s Service) file(c call) string {
	sum := sha256.Sum256([]byte(c.String()))
	return filepath.Join(s.Cache, "permissions-"+hex.EncodeToString(sum[:16])+".json")
}

// recall returns what was kept for c, unless it is old or damaged.
func (s Service) recall(c call) ([]Permission, bool) {
	if s.Cache == "" {
		return nil, false
	}
	f, err := os.Open(s.file(c))
	if err != nil {
		return nil, false
	}
	defer f.Close()
	body, err := io.ReadAll(io.LimitReader(f, maxAnswer))
	if err != nil {
		return nil, false
	}
	var kept entry
	if json.Unmarshal(body, &kept) != nil || kept.Call != c.String() {
		return nil, false
	}
	if age := s.now().Sub(kept.Asked); age < 0 || age > fresh {
		return nil, false
	}
	return needed(kept.Rows), true
}

// keep writes an answer whole or not at all. That it could not be kept only costs asking again.
func (s Service) keep(c call, list []Permission) {
	if s.Cache == "" || os.MkdirAll(s.Cache, 0o700) != nil {
		return
	}
	kept := entry{Call: c.String(), Asked: s.now().UTC(), Rows: []row{}}
	for _, p := range list {
		kept.Rows = append(kept.Rows, row{Value: p.Value, DisplayName: p.DisplayName, Description: p.Description, Admin: p.Admin, Least: p.Least})
	}
	body, err := json.Marshal(kept)
	if err != nil {
		return
	}
	f, err := os.CreateTemp(s.Cache, ".permissions-*") // 0600
	if err != nil {
		return
	}
	defer os.Remove(f.Name()) // there is nothing of that name once it was renamed
	_, err = f.Write(body)
	if f.Close() == nil && err == nil {
		_ = os.Rename(f.Name(), s.file(c))
	}
}

func (s Service) now() time.Time {
	if s.Now == nil {
		return time.Now()
	}
	return s.Now()
}
