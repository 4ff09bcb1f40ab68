package auth

import (
	"errors"
	"maps"
	"strings"
	"testing"
)

// A damaged unit is no unit: said, not deleted by reading, in nobody's way, and gone with the next sign-in.
func TestADamagedUnitAsksForASignIn(t *testing.T) {
	value := string(msalCache(1))
	service := fabrikam.service()
	edit := func(key string, how func(string) string) func(map[string]string) {
		return func(entries map[string]string) { entries[service+":"+key] = how(entries[service+":"+key]) }
	}
	manifestWith := func(old, new string) func(map[string]string) {
		return edit(manifestKey, func(text string) string {
			changed := strings.Replace(text, old, new, 1)
			if changed == text {
				panic("the manifest has no " + old)
			}
			return changed
		})
	}
	for name, harm := range map[string]func(map[string]string){
		"a part altered":              edit("a1", func(s string) string { return s[:5] + "~" + s[6:] }),
		"a part cut short":            edit("a0", func(s string) string { return s[:100] }),
		"a part empty":                edit("a2", func(string) string { return "" }),
		"a part missing":              func(e map[string]string) { delete(e, service+":a1") },
		"the last part missing":       func(e map[string]string) { delete(e, service+":a2") },
		"two parts exchanged":         func(e map[string]string) { e[service+":a0"], e[service+":a1"] = e[service+":a1"], e[service+":a0"] },
		"a manifest that is no JSON":  edit(manifestKey, func(s string) string { return s[:20] }),
		"a manifest of words":         edit(manifestKey, func(string) string { return "hello" }),
		"a newer manifest":            manifestWith(`"version":1`, `"version":2`),
		"no parts":                    manifestWith(`"count":3`, `"count":0`),
		"a negative count":            manifestWith(`"count":3`, `"count":-3`),
		"a billion parts":             manifestWith(`"count":3`, `"count":1000000000`),
		"one part more":               manifestWith(`"count":3`, `"count":4`),
		"an unknown slot":             manifestWith(`"slot":"a"`, `"slot":"../a"`),
		"the empty slot":              manifestWith(`"slot":"a"`, `"slot":"b"`),
		"no epoch":                    manifestWith(`"epoch":"`, `"epic":"`),
		"a wrong sum":                 manifestWith(`"sha256":"`, `"sha256":"0`),
		"a right sum over no package": func(e map[string]string) { packNonsense(e, service) },
	} {
		for mended, mend := range map[string]func(s *unitStore) error{
			"by a sign-in": func(s *unitStore) error { _, err := s.save(t.Context(), fabrikam, []byte(value), "", true); return err },
			"by a seed": func(s *unitStore) error {
				_, err := s.save(t.Context(), fabrikam, []byte(value), "", false)
				return err
			},
			"by a sign-out": func(s *unitStore) error { return s.forget(t.Context(), fabrikam) },
		} {
			t.Run(name+", mended "+mended, func(t *testing.T) {
				ring := newTestRing("linux")
				signedIn(t, ring, value)
				harm(ring.entries)
				before := ring.contents()
				s := window(ring, t.TempDir())
				holds(t, s, "")
				saysDamaged(t, s)
				if !maps.Equal(before, ring.contents()) {
					t.Error("reading changed the keyring")
				}
				if err := mend(s); err != nil {
					t.Fatal(err)
				}
				want, entries := value, 4
				if mended == "by a sign-out" {
					want, entries = "", 0
				}
				holds(t, window(ring, ""), want)
				if s.warning(fabrikam) != nil || s.storage() != (Storage{Persistent: true}) {
					t.Errorf("it is still said to be damaged: %v, %+v", s.warning(fabrikam), s.storage())
				}
				if n := len(ring.contents()); n != entries {
					t.Errorf("%d entries are left", n)
				}
			})
		}
	}
}

func saysDamaged(t *testing.T, s *unitStore) {
	t.Helper()
	warning := s.warning(fabrikam)
	if !errors.Is(warning, ErrKeyring) || !strings.Contains(warning.Error(), fabrikam.TenantID) ||
		!strings.HasSuffix(warning.Error(), "→ sign in again") {
		t.Errorf("it says %v", warning)
	}
	if where := s.storage(); !where.Persistent || where.Why != warning.Error() {
		t.Errorf("%+v", where)
	}
}

func packNonsense(entries map[string]string, service string) {
	for _, i := range []string{"a1", "a2"} {
		delete(entries, service+":"+i)
	}
	entries[service+":a0"] = "nonsense"
	m, _ := parseManifest(entries[service+":"+manifestKey])
	m.Count, m.SHA256 = 1, sum("nonsense")
	entries[service+":"+manifestKey] = m.text()
}

// Who is signed in with tokens in memory stays so: the next refresh writes over the damage.
func TestARefreshMendsADamagedUnit(t *testing.T) {
	for _, key := range []string{"a0", manifestKey} {
		ring := newTestRing("linux")
		epoch := signedIn(t, ring, "first")
		s := window(ring, "")
		holds(t, s, "first")
		ring.entries[fabrikam.service()+":"+key] = "damaged"
		if kept, err := s.save(t.Context(), fabrikam, []byte("second"), epoch, false); err != nil || kept != epoch {
			t.Errorf("%s damaged: epoch %q, %v", key, kept, err)
		}
		holds(t, window(ring, ""), "second")
		ring.entries[fabrikam.service()+":b0"] = "damaged"
		err := s.update(t.Context(), fabrikam, epoch, func(stored []byte) ([]byte, error) { return append(stored, " third"...), nil })
		if err != nil {
			t.Error(err)
		}
	}
}
