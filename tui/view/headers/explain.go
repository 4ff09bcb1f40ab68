package headers

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// context is what the meaning of a header depends on besides its value.
type context struct {
	status int
	zone   *time.Location
}

// meaning is what a header says: words, and what its value says where that can be told; "" = nothing more.
type meaning struct {
	words string
	of    func(c context, value string) string // instead of the words where it has something to say
}

// meanings are those of the headers that Graph documents, and of HTTP's own, by name in small letters.
var meanings = map[string]meaning{
	"request-id":                       {words: "Graph's number of this request: Microsoft's support asks for it, together with the Date"},
	"client-request-id":                {words: "the number that this program gave the request; Graph keeps it, too"},
	"x-ms-ags-diagnostic":              {words: "which of Graph's servers answered", of: diagnostic},
	"x-ms-resource-unit":               {words: "what this request counted against the limit, in resource units"},
	"x-ms-throttle-limit-percentage":   {words: "how much of the limit is used", of: limitUsed},
	"x-ms-throttle-scope":              {words: "which limit it was", of: throttleScope},
	"x-ms-throttle-information":        {words: "why Graph slows down: which limit was passed"},
	"retry-after":                      {words: "how long to wait before asking again", of: retryAfter},
	"ratelimit-limit":                  {words: "how much the limit allows within its window of time"},
	"ratelimit-remaining":              {words: "how much of the limit is left in this window of time"},
	"ratelimit-reset":                  {words: "in how many seconds the window of time ends and the limit is whole again"},
	"deprecation":                      {words: "this part of the interface will go away, or is out of date already", of: deprecation},
	"sunset":                           {words: "when this part of the interface is expected to stop answering", of: sunset},
	"link":                             {words: "addresses that have to do with the answer; rel says how"},
	"odata-version":                    {words: "the version of the OData protocol that the answer follows"},
	"preference-applied":               {words: "what of the Prefer header was followed"},
	"etag":                             {words: "this version of the object: sent back as If-Match, a change is made only if it still is"},
	"location":                         {words: "another address", of: location},
	"operation-location":               {words: "where the state of the operation is told"},
	"content-location":                 {words: "the address of exactly this content"},
	"www-authenticate":                 {words: "which sign-in is wanted", of: authenticate},
	"content-type":                     {words: "what the body is", of: contentType},
	"content-length":                   {words: "bytes of the body as it was sent"},
	"content-encoding":                 {words: "how the body was packed on its way; it is shown unpacked"},
	"content-disposition":              {words: "whether it is meant to be saved, and under which name"},
	"content-language":                 {words: "the language of the content"},
	"content-range":                    {words: "which part of the whole this is"},
	"accept-ranges":                    {words: "whether a part of the content can be asked for"},
	"transfer-encoding":                {words: "the body came in pieces, its length not known before"},
	"strict-transport-security":        {words: "this host is to be asked over HTTPS only", of: transportSecurity},
	"cache-control":                    {words: "whether and how long the answer may be kept", of: cacheControl},
	"expires":                          {words: "until when the answer may be kept"},
	"pragma":                           {words: "no-cache: what Cache-Control says, for HTTP 1.0"},
	"age":                              {words: "how many seconds the answer lay in a cache"},
	"last-modified":                    {words: "when the content was changed last"},
	"date":                             {words: "when the answer was made, by the server's clock", of: instant},
	"vary":                             {words: "the headers of a request on which the answer depends"},
	"allow":                            {words: "the methods that this address takes"},
	"server":                           {words: "the server's software"},
	"via":                              {words: "a proxy between handed it on"},
	"connection":                       {words: "what becomes of the connection after the answer"},
	"set-cookie":                       {words: "a cookie for browsers; this program keeps none"},
	"access-control-allow-origin":      {words: "for browsers: which sites may read the answer"},
	"access-control-expose-headers":    {words: "for browsers: which headers a site may read"},
	"x-content-type-options":           {words: "for browsers: to believe the Content-Type"},
	"x-ms-client-request-id":           {words: "the number that the program gave the request"},
	"x-ms-request-id":                  {words: "the number of the request"},
	"x-cache":                          {words: "whether a cache had the answer"},
	"alt-svc":                          {words: "other ways to reach the same host"},
	"access-control-allow-credentials": {words: "for browsers: whether a site may send cookies along"},
}

// explain is what a header means; "" = it is not known here.
func (c context) explain(name, value string) string {
	m := meanings[strings.ToLower(name)]
	if m.of != nil && len(value) < 8<<10 {
		if words := m.of(c, strings.TrimSpace(value)); words != "" {
			return words
		}
	}
	return m.words
}

// diagnostic reads the JSON in x-ms-ags-diagnostic.
func diagnostic(_ context, value string) string {
	var d struct {
		ServerInfo struct{ DataCenter, Slice, Ring, ScaleUnit, RoleInstance string }
	}
	if json.Unmarshal([]byte(value), &d) != nil || d.ServerInfo.DataCenter == "" {
		return ""
	}
	words := "answered by the data centre " + d.ServerInfo.DataCenter
	for _, part := range []struct{ name, is string }{
		{"slice", d.ServerInfo.Slice}, {"ring", d.ServerInfo.Ring}, {"scale unit", d.ServerInfo.ScaleUnit}, {"server", d.ServerInfo.RoleInstance}} {
		if part.is != "" {
			words += ", " + part.name + " " + part.is
		}
	}
	return words
}

// limitUsed reads 0.8 to 1.8.
func limitUsed(_ context, value string) string {
	part, err := strconv.ParseFloat(value, 64)
	if err != nil || part < 0 || part > 100 {
		return ""
	}
	return fmt.Sprintf("%.0f %% of the limit is used; Graph sends it from 80 %% on", part*100)
}

// throttleScope reads <scope>/<limit>/<application>/<tenant, user or resource>.
func throttleScope(_ context, value string) string {
	parts := strings.Split(value, "/")
	if len(parts) != 4 {
		return ""
	}
	return fmt.Sprintf("the limit of %s for %s, of the application %s and %s", parts[0], parts[1], parts[2], parts[3])
}

func retryAfter(c context, value string) string {
	if seconds, err := strconv.ParseFloat(value, 64); err == nil && seconds >= 0 && seconds < 1e9 {
		return "wait " + strconv.FormatFloat(seconds, 'f', -1, 64) + " s before asking again"
	}
	if at := instant(c, value); at != "" {
		return "do not ask again before " + at
	}
	return ""
}

// deprecation reads @seconds (RFC 9745), and the date that drafts of it had.
func deprecation(c context, value string) string {
	if seconds, err := strconv.ParseInt(strings.TrimPrefix(value, "@"), 10, 64); err == nil && strings.HasPrefix(value, "@") && seconds >= 0 && seconds < 1e11 {
		return "out of date since, or from " + c.time(time.Unix(seconds, 0))
	}
	if at := instant(c, value); at != "" {
		return "out of date since, or from " + at
	}
	return ""
}

func sunset(c context, value string) string {
	if at := instant(c, value); at != "" {
		return "expected to stop answering on " + at
	}
	return ""
}

func location(c context, _ string) string {
	switch {
	case c.status == http.StatusCreated:
		return "the address of what was made"
	case c.status == http.StatusAccepted:
		return "where the state of the operation is told"
	case c.status >= 300 && c.status < 400:
		return "where the content is"
	}
	return ""
}

func authenticate(_ context, value string) string {
	if strings.Contains(value, "insufficient_claims") {
		return "a claims challenge: a stronger sign-in is wanted, and a new token"
	}
	if strings.HasPrefix(strings.ToLower(value), "bearer") {
		return "an access token is wanted (Bearer), from the sign-in that is named here"
	}
	return ""
}

// typeWords are the parameters of OData's JSON.
var typeWords = []struct{ has, says string }{
	{"odata.metadata=minimal", "with the annotations that are needed"},
	{"odata.metadata=full", "with all annotations"},
	{"odata.metadata=none", "without annotations"},
	{"odata.streaming=true", "in the order in which it is made"},
}

func contentType(_ context, value string) (words string) {
	value = strings.ToLower(value)
	for _, w := range typeWords {
		if strings.Contains(value, w.has) {
			words += ", " + w.says
		}
	}
	if words == "" {
		return ""
	}
	return "what the body is: OData's JSON" + words
}

func transportSecurity(_ context, value string) string {
	for part := range strings.SplitSeq(value, ";") {
		name, age, _ := strings.Cut(strings.TrimSpace(part), "=")
		if seconds, err := strconv.ParseInt(strings.Trim(age, `"`), 10, 64); err == nil && strings.EqualFold(name, "max-age") && seconds > 0 {
			return fmt.Sprintf("this host is to be asked over HTTPS only, for %d days", seconds/(24*60*60))
		}
	}
	return ""
}

var cacheWords = []struct{ is, says string }{
	{"no-store", "is not to be kept"}, {"no-cache", "is not to be used again without asking"},
	{"private", "is for one person, not for shared caches"}, {"public", "may be kept by shared caches"},
	{"must-revalidate", "is not to be used when it is old"},
}

func cacheControl(_ context, value string) string {
	var words []string
	for part := range strings.SplitSeq(strings.ToLower(value), ",") {
		part = strings.TrimSpace(part)
		for _, w := range cacheWords {
			if part == w.is {
				words = append(words, w.says)
			}
		}
		if seconds, ok := strings.CutPrefix(part, "max-age="); ok && len(seconds) < 12 {
			words = append(words, "is fresh for "+seconds+" s")
		}
	}
	if len(words) == 0 {
		return ""
	}
	return "the answer " + strings.Join(words, ", ")
}

// instant is a date of HTTP in the person's own time.
func instant(c context, value string) string {
	at, err := http.ParseTime(value)
	if err != nil {
		return ""
	}
	return c.time(at)
}

func (c context) time(at time.Time) string { return at.In(c.zone).Format("2 Jan 2006 15:04:05 -07:00") }
