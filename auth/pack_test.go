package auth

import (
	"bytes"
	"compress/zlib"
	"encoding/base64"
	"encoding/json"
	"errors"
	"math/rand/v2"
	"strings"
	"testing"
)

// msalCache is the cache of one tenant as MSAL writes it, with an access token of 2.7 KB, an ID token of 1.5 KB and
// a refresh token of 1.6 KB. The filling is random, which real tokens' is not: they pack smaller.
func msalCache(seed uint64) []byte {
	r := rand.NewChaCha8([32]byte{byte(seed), byte(seed >> 8)})
	bytesOf := func(n int) []byte { b := make([]byte, n); _, _ = r.Read(b); return b }
	random := func(n int) string { return base64.RawURLEncoding.EncodeToString(bytesOf(n))[:n] }
	jwt := func(size int, claims map[string]any) string {
		header := base64.RawURLEncoding.EncodeToString([]byte(`{"typ":"JWT","nonce":"` + random(43) + `","alg":"RS256","kid":"rtsFT-b-7LuY7DVYeSNKcIJ7Vnc"}`))
		claims["aio"] = random(140)
		claims["rh"] = "1.A" + random(60) + "."
		body, _ := json.Marshal(claims)
		if missing := (size-len(header)-344)*3/4 - len(body); missing > 0 {
			claims["fill"] = random(missing)
			body, _ = json.Marshal(claims)
		}
		return header + "." + base64.RawURLEncoding.EncodeToString(body) + "." + base64.RawURLEncoding.EncodeToString(bytesOf(256))
	}
	who := map[string]any{
		"home_account_id": fabrikam.HomeAccount, "environment": "login.microsoftonline.com",
		"realm": fabrikam.TenantID, "client_id": fabrikam.ClientID,
	}
	entry := func(more map[string]any) map[string]any {
		e := map[string]any{}
		for k, v := range who {
			e[k] = v
		}
		for k, v := range more {
			e[k] = v
		}
		return e
	}
	claims := func() map[string]any {
		return map[string]any{
			"aud": "https://graph.microsoft.com", "tid": fabrikam.TenantID, "oid": random(36), "sid": random(36),
			"iss":         "https://sts.windows.net/" + fabrikam.TenantID + "/",
			"idp":         "https://sts.windows.net/f645ad92-e38d-4d1a-b510-d1b09a74a8ca/",
			"unique_name": "consultant@contoso.com", "amr": []string{"pwd", "mfa"}, "sub": random(43), "uti": random(22),
			"xms_ftd": random(70), "xms_st": map[string]any{"sub": random(43)}, "wids": []string{random(36)},
		}
	}
	prefix := fabrikam.HomeAccount + "-login.microsoftonline.com-"
	scopes := "openid profile User.Read User.ReadBasic.All Directory.Read.All"
	cache, _ := json.Marshal(map[string]any{
		"AccessToken": map[string]any{prefix + "accesstoken-" + fabrikam.ClientID + "-" + fabrikam.TenantID + "-" + scopes: entry(map[string]any{
			"credential_type": "AccessToken", "secret": jwt(2700, claims()), "target": scopes, "token_type": "Bearer",
			"expires_on": "1769990000", "extended_expires_on": "1769990000", "cached_at": "1769980000"})},
		"IdToken": map[string]any{prefix + "idtoken-" + fabrikam.ClientID + "-" + fabrikam.TenantID: entry(map[string]any{
			"credential_type": "IdToken", "secret": jwt(1500, claims())})},
		"RefreshToken": map[string]any{prefix + "refreshtoken-" + fabrikam.ClientID: entry(map[string]any{
			"credential_type": "RefreshToken", "secret": "1.A" + random(58) + ".AgABAwEAAA" + random(1530)})},
		"Account": map[string]any{prefix + fabrikam.TenantID: entry(map[string]any{
			"local_account_id": random(36), "authority_type": "MSSTS", "username": "consultant@contoso.com"})},
		"AppMetadata": map[string]any{"appmetadata-login.microsoftonline.com-" + fabrikam.ClientID: entry(nil)},
	})
	return cache
}

func TestAPackedCacheComesBackByteForByte(t *testing.T) {
	run := strings.Repeat("aZ09-_xy", 40) // 320 characters that decode
	for name, blob := range map[string]string{
		"nothing":                    "",
		"an MSAL cache":              string(msalCache(1)),
		"one run":                    run,
		"a run of impossible length": run + "a",
		"a run with stray bits":      run + "ab",
		"a run beside text":          `{"secret":"` + run + `.` + run + `"}`,
		"a short run":                run[:minRun-1],
		"the shortest run":           run[:minRun],
		"the mark itself":            "\x01",
		"marks around a run":         "\x01\x00\x01" + run + "\x01\xff",
		"a very long run":            strings.Repeat(run, 1000),
		"no text at all":             string([]byte{0, 1, 2, 255, 1, 128, 1, 129}),
	} {
		t.Run(name, func(t *testing.T) {
			packed, err := pack([]byte(blob))
			if err != nil {
				t.Fatal(err)
			}
			if i := strings.IndexFunc(packed, func(r rune) bool { return r < '+' || r > 'z' }); i >= 0 {
				t.Errorf("packed text has %q, which a keyring may mangle", packed[i])
			}
			parts := cut(packed)
			for _, p := range parts {
				if len(p) > partSize {
					t.Errorf("a part has %d bytes", len(p))
				}
			}
			back, err := unpack(strings.Join(parts, ""))
			if err != nil || string(back) != blob {
				t.Errorf("came back as %.40q (%v), want %.40q", back, err, blob)
			}
		})
	}
}

func TestOneTenantNeedsAtMostThreeParts(t *testing.T) {
	cache := msalCache(2)
	packed, err := pack(cache)
	if err != nil {
		t.Fatal(err)
	}
	plain := base64.RawStdEncoding.EncodedLen(len(deflate(cache)))
	t.Logf("%d bytes of JSON, packed %d = %d parts; without decoding the runs %d", len(cache), len(packed), len(cut(packed)), plain)
	if len(cut(packed)) > 3 {
		t.Errorf("%d parts", len(cut(packed)))
	}
	if len(packed) >= plain {
		t.Errorf("decoding the runs does not pay: %d, without %d", len(packed), plain)
	}
}

func TestDamagedTextIsRefused(t *testing.T) {
	good, err := pack(msalCache(3))
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"empty":                "",
		"no base64":            "§" + good,
		"no zlib":              base64.RawStdEncoding.EncodeToString([]byte("plain text")),
		"cut short":            good[:len(good)/2],
		"a run without end":    base64.RawStdEncoding.EncodeToString(deflate([]byte{runMark, 200, 1, 'x'})),
		"a length too long":    base64.RawStdEncoding.EncodeToString(deflate(append([]byte{runMark}, bytes.Repeat([]byte{255}, 11)...))),
		"a mark at the end":    base64.RawStdEncoding.EncodeToString(deflate([]byte{'x', runMark})),
		"a decompression bomb": base64.RawStdEncoding.EncodeToString(deflate(make([]byte, maxBlob+1))),
	} {
		if _, err := unpack(text); !errors.Is(err, errDamagedPack) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := pack(make([]byte, maxBlob+1)); err == nil {
		t.Error("packed what cannot be unpacked")
	}
}

func deflate(b []byte) []byte {
	var out bytes.Buffer
	w, _ := zlib.NewWriterLevel(&out, zlib.BestCompression)
	_, _ = w.Write(b)
	_ = w.Close()
	return out.Bytes()
}

func FuzzPack(f *testing.F) {
	f.Add(msalCache(4))
	f.Add([]byte("\x01\x00"))
	f.Fuzz(func(t *testing.T, blob []byte) {
		packed, err := pack(blob)
		if err != nil {
			t.Skip()
		}
		if back, err := unpack(packed); err != nil || !bytes.Equal(back, blob) {
			t.Fatalf("%q came back as %q (%v)", blob, back, err)
		}
	})
}
