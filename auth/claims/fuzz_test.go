package claims

import (
	"strings"
	"testing"
)

// Whatever comes in: no panic, and the token itself never comes out.
func FuzzExplain(f *testing.F) {
	for _, s := range sittings(f) {
		access, id := s.tokens()
		f.Add(access, id)
	}
	f.Add("", "..")
	f.Add("e30.e30.", "e30.bnVsbA.e30")
	f.Add(token(`{"exp":1e309,"iat":-1,"tid":{"a":[]},"wids":"x","amr":{"pwd":1}}`), token(`{"tid":""}`))
	f.Add(token(`{"altsecid":"::::","unique_name":"##","upn":"_#EXT#@","scp":[null]}`), token(`{"":""}`))
	f.Fuzz(func(t *testing.T, access, id string) {
		Identify(access, id)
		for kind, raw := range map[Kind]string{Access: access, ID: id} {
			got := Explain(raw, kind, noon, athens)
			if got.Opaque && len(got.Groups) > 0 {
				t.Error("an opaque token was explained")
			}
			for _, group := range got.Groups {
				for _, c := range group.Claims {
					for _, text := range []string{c.Name, c.Value, c.Meaning} {
						if len(raw) > 0 && strings.Contains(text, raw) {
							t.Errorf("%s shows the token", c.Name)
						}
						if len(text) > 2*maxText {
							t.Errorf("%s: %d bytes", c.Name, len(text))
						}
					}
				}
			}
		}
	})
}

func TestTheSignatureIsNeverShown(t *testing.T) {
	for name, s := range sittings(t) {
		var b strings.Builder
		access, id := s.tokens()
		writeIdentity(&b, Identify(access, id))
		writeToken(&b, Explain(access, Access, noon, athens))
		writeToken(&b, Explain(id, ID, noon, athens))
		if strings.Contains(b.String(), signature) || strings.Contains(b.String(), access) {
			t.Errorf("%s: the token or its signature is shown", name)
		}
	}
}
