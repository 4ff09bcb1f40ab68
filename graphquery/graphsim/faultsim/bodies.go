package faultsim

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"unicode/utf16"
)

// bodies are those that are a fault by themselves. Where it can be, they are the good answer with something done to it.
var bodies = map[string]func(*exchange) *message{
	"gzip-bomb-1GB":  bomb,
	"gzip-truncated": packed(func(b []byte) []byte { return b[:len(b)*2/3] }),
	"gzip-garbage":   packed(func(b []byte) []byte { return append(b[:12:12], strings.Repeat("garbage", 20)...) }),
	"double-gzip":    packed(zip),
	"deflate":        deflated,
	"br-unasked":     beside("Content-Encoding", "br"),

	"json-200MB":                    flowing(`{"value":[`, `{"id":"`+strings.Repeat("a", 1<<16)+`"},`, 200<<20, `{}]}`),
	"json-depth-100k":               is("application/json", strings.Repeat(`{"a":[`, 50_000)+strings.Repeat(`]}`, 50_000)),
	"json-1M-keys":                  manyKeys,
	"json-dup-keys":                 func(x *exchange) *message { return x.member("value", "[]") },
	"json-nan":                      func(x *exchange) *message { return x.member("score", "NaN") },
	"json-trailing":                 but(func(b []byte) []byte { return append(b, " and then some"...) }),
	"json-two-docs":                 but(func(b []byte) []byte { return append(append(b, '\n'), b...) }),
	"json-bom":                      but(func(b []byte) []byte { return append([]byte("\xef\xbb\xbf"), b...) }),
	"json-utf16":                    but(inUTF16),
	"json-invalid-utf8":             func(x *exchange) *message { return x.member("name", "\"\xff\xfe\xc0\xaf\xed\xa0\x80\"") },
	"json-lone-surrogate":           func(x *exchange) *message { return x.member("name", `"\ud800"`) },
	"json-bigint":                   func(x *exchange) *message { return x.member("@odata.count", strings.Repeat("9", 400)) },
	"json-1e400":                    func(x *exchange) *message { return x.member("@odata.count", "1e400") },
	"json-truncated":                but(func(b []byte) []byte { return b[:len(b)*2/3] }),
	"json-truncated-token-response": tokenResponse,
	"ndjson":                        is("application/x-ndjson", "{\"id\":1}\n{\"id\":2}\n"),
	"xml":                           is("application/xml", `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "a">]><x>&a;</x>`),
	"html-captive-portal":           is("text/html", loginPage),
	"empty-200":                     is("", ""),
	"array-root":                    is("application/json", `[{"id":"1"},{"id":"2"}]`),
	"string-root":                   is("application/json", `"a text"`),
	"value-not-array":               is("application/json", `{"value":{"id":"1"}}`),
	"value-null":                    is("application/json", `{"value":null}`),
	"value-missing":                 is("application/json", `{"@odata.context":"x"}`),

	"nextlink-self":        func(x *exchange) *message { return x.next("https://" + x.server.Host + x.req.URL.RequestURI()) },
	"nextlink-cycle-2":     func(x *exchange) *message { return x.next(x.here(fmt.Sprint(x.server.Asked() % 2))) },
	"nextlink-endless":     func(x *exchange) *message { return x.next(x.here(fmt.Sprint(x.server.Asked() + 1))) },
	"nextlink-other-host":  func(x *exchange) *message { return x.next("https://evil.example" + x.req.URL.RequestURI()) },
	"nextlink-http":        func(x *exchange) *message { return x.next("http://" + x.server.Host + x.req.URL.RequestURI()) },
	"nextlink-relative":    func(x *exchange) *message { return x.next("/v1.0/users?$skiptoken=x") },
	"nextlink-not-string":  func(x *exchange) *message { return x.member("@odata.nextLink", `{"to":["https://evil.example/"]}`) },
	"nextlink-1MB":         func(x *exchange) *message { return x.next(x.here(strings.Repeat("a", 1<<20))) },
	"deltalink-other-host": func(x *exchange) *message { return x.member("@odata.deltaLink", `"https://evil.example/delta"`) },

	"odata-error-escape-codes": is("application/json", `{"error":{"code":"\u001b]0;evil\u0007","message":"a\u001b[2Jb\u202ec\r\nd\u0000","innerError":{"code":"\u009b31m","request-id":"\u001b[31m","date":"\u001b]8;;https://evil.example\u0007"}}}`),
	"odata-error-10MB":         is("application/json", `{"error":{"code":"BadRequest","message":"`+strings.Repeat("long ", 2<<20)+`"}}`),
	"odata-error-html":         is("application/json", `{"error":{"code":"BadRequest","message":"<html><script>alert(1)</script>\n<body>no</body></html>"}}`),
	"claims-challenge-bad-base64": func(*exchange) *message {
		return challenge("eyJhY2Nlc3NfdG9rZW4iOns!!!not base64")
	},
	"claims-challenge-huge": func(*exchange) *message {
		return challenge(base64.StdEncoding.EncodeToString([]byte(`{"access_token":{"x":"` + strings.Repeat("a", 500<<10) + `"}}`)))
	},

	"content-type-lies":    beside("Content-Type", "image/png"),
	"content-type-missing": but(func(b []byte) []byte { return b }),
	"charset-utf16":        beside("Content-Type", "application/json; charset=utf-16"),

	"location-other-host": func(x *exchange) *message { return x.location(x.server.Secrets["download_url"]) },
	"location-http":       func(x *exchange) *message { return x.location("http://" + x.server.Host + "/v1.0/operations/1") },
	"location-loop":       func(x *exchange) *message { return x.location("https://" + x.server.Host + x.req.URL.RequestURI()) },
	"location-javascript": func(x *exchange) *message { return x.location("javascript:alert(1)") },

	"batch-missing-id":  is("application/json", `{"responses":[{"status":200,"body":{"id":"a"}},{"id":"2","status":200,"body":{}}]}`),
	"batch-dup-id":      is("application/json", `{"responses":[{"id":"1","status":200,"body":{"id":"a"}},{"id":"1","status":403,"body":{}}]}`),
	"batch-wrong-order": is("application/json", `{"responses":[{"id":"2","status":200,"body":{"id":"two"}},{"id":"1","status":200,"body":{"id":"one"}}]}`),

	"set-cookie-flood": func(x *exchange) *message {
		m := x.good()
		for i := range 2000 {
			m.header.Add("Set-Cookie", fmt.Sprintf("c%d=%s; Domain=%s", i, strings.Repeat("x", 100), x.server.Host))
		}
		return m
	},
	"date-year-1970": beside("Date", "Thu, 01 Jan 1970 00:00:00 GMT"),
	"date-year-2100": beside("Date", "Fri, 01 Jan 2100 00:00:00 GMT"),
	"date-garbage":   beside("Date", "yesterday \xff"),
}

func (x *exchange) here(token string) string {
	return "https://" + x.server.Host + x.req.URL.Path + "?$skiptoken=" + token
}

func (x *exchange) next(link string) *message {
	text, _ := json.Marshal(link)
	return x.member("@odata.nextLink", string(text))
}

func (x *exchange) location(to string) *message { return x.good().with("Location", to) }

func challenge(claims string) *message {
	return plain(http.StatusUnauthorized, "application/json", `{"error":{"code":"InvalidAuthenticationToken","message":"no"}}`).
		with("WWW-Authenticate", `Bearer realm="", error="insufficient_claims", claims="`+claims+`"`)
}

// tokenResponse is a token endpoint's good answer, cut short.
func tokenResponse(x *exchange) *message {
	s := x.server.Secrets
	return plain(http.StatusOK, "application/json", fmt.Sprintf(`{"token_type":"Bearer","expires_in":3599,"access_token":%q,"refresh_token":%q,"client_info":%q,"id_token":"%s`,
		s["access_token"], s["refresh_token"], s["client_info"], s["id_token"]))
}

func inUTF16(b []byte) []byte {
	out := []byte{0xff, 0xfe}
	for _, c := range utf16.Encode([]rune(string(b))) {
		out = append(out, byte(c), byte(c>>8))
	}
	return out
}
