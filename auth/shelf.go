package auth

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"strconv"
	"strings"
)

const (
	manifestKey     = "manifest"
	manifestVersion = 1
)

// manifest says where the parts of one unit are and what they must add up to. Writing it is the commit point of a
// save, deleting it that of a sign-out.
type manifest struct {
	Version    int    `json:"version"`
	Epoch      string `json:"epoch"`      // one sign-in; a refresh keeps it
	Generation uint64 `json:"generation"` // counts saves, so that no two manifests are alike
	Slot       string `json:"slot"`       // "a" or "b": where the parts are
	Count      int    `json:"count"`      // how many parts
	SHA256     string `json:"sha256"`     // of the joined parts, hex
}

// errTorn: the parts are not those of the manifest. A writer may just be swapping slots, or the unit is damaged.
var errTorn = errors.New("its parts are missing or altered")

// parseManifest reads a manifest; ok is false for anything that this version did not write.
func parseManifest(text string) (m manifest, ok bool) {
	if json.Unmarshal([]byte(text), &m) != nil {
		return manifest{}, false
	}
	if m.Version != manifestVersion || m.Epoch == "" || m.Count < 1 || m.Count > maxParts ||
		(m.Slot != "a" && m.Slot != "b") {
		return manifest{}, false
	}
	return m, true
}

func (m manifest) text() string {
	text, _ := json.Marshal(m) // plain strings and numbers: cannot fail
	return string(text)
}

// otherSlot is where the next blob goes; "a" when there is no manifest.
func (m manifest) otherSlot() string {
	if m.Slot == "a" {
		return "b"
	}
	return "a"
}

// shelf is the place of one unit in the keyring: the entries of one service, which are the manifest and the parts
// "a0", "a1", … and "b0", "b1", …. The indexes of a slot never have a gap, whenever a process dies: parts are
// written upwards and deleted downwards.
type shelf struct {
	secrets Secrets
	service string
}

// manifest reads the manifest's text; "" when there is none.
func (s shelf) manifest(ctx context.Context) (string, error) {
	text, err := s.secrets.Get(ctx, s.service, manifestKey)
	if errors.Is(err, ErrNoSecret) {
		return "", nil
	}
	return text, err
}

// blob reads what m stands for: errTorn, or an error of the keyring.
func (s shelf) blob(ctx context.Context, m manifest) ([]byte, error) {
	var joined strings.Builder
	for i := range m.Count {
		part, err := s.secrets.Get(ctx, s.service, partKey(m.Slot, i))
		if errors.Is(err, ErrNoSecret) {
			return nil, errTorn
		}
		if err != nil {
			return nil, err
		}
		joined.WriteString(part)
	}
	if sum(joined.String()) != m.SHA256 {
		return nil, errTorn
	}
	blob, err := unpack(joined.String())
	if err != nil {
		return nil, errTorn
	}
	return blob, nil
}

// put writes blob into the slot that old does not use and then the manifest; a zero old means that nothing there
// is of use. Until the manifest is written the old value stays whole. With verify the parts are read back first.
func (s shelf) put(ctx context.Context, old manifest, epoch string, blob []byte, verify bool) (manifest, error) {
	packed, err := pack(blob)
	if err != nil {
		return manifest{}, err
	}
	parts := cut(packed)
	if len(parts) > maxParts {
		return manifest{}, errors.New("this sign-in is too large for the keyring")
	}
	if old.Count == 0 { // a sign-out that died half way may have left parts anywhere
		if err := s.clear(ctx); err != nil {
			return manifest{}, err
		}
	}
	m := manifest{manifestVersion, epoch, old.Generation + 1, old.otherSlot(), len(parts), sum(packed)}
	for i, part := range parts {
		if err := s.secrets.Set(ctx, s.service, partKey(m.Slot, i), part); err != nil {
			return manifest{}, err
		}
	}
	if verify {
		if _, err := s.blob(ctx, m); err != nil {
			s.drop(ctx, m.Slot, 0, m.Count)
			if errors.Is(err, errTorn) {
				err = errChanged
			}
			return manifest{}, err
		}
	}
	return m, s.secrets.Set(ctx, s.service, manifestKey, m.text())
}

// drop deletes the parts of a slot from index first on, highest first: up to known those that were written, beyond
// them what a process that died may have left. What cannot be deleted waits for the next save.
func (s shelf) drop(ctx context.Context, slot string, first, known int) {
	end := known
	for ; end < maxParts; end++ {
		if _, err := s.secrets.Get(ctx, s.service, partKey(slot, end)); err != nil {
			break
		}
	}
	for i := end - 1; i >= first; i-- {
		if err := s.secrets.Delete(ctx, s.service, partKey(slot, i)); err != nil && !errors.Is(err, ErrNoSecret) {
			return
		}
	}
}

// clear forgets the unit: the manifest first, so that whoever reads from now on is signed out, then the parts.
func (s shelf) clear(ctx context.Context) error {
	if err := s.secrets.Delete(ctx, s.service, manifestKey); err != nil && !errors.Is(err, ErrNoSecret) {
		return err
	}
	if err := s.secrets.DeleteAll(ctx, s.service); err != nil && !errors.Is(err, ErrNoSecret) {
		return err
	}
	return nil
}

func partKey(slot string, index int) string { return slot + strconv.Itoa(index) }

func sum(text string) string {
	h := sha256.Sum256([]byte(text))
	return hex.EncodeToString(h[:])
}
