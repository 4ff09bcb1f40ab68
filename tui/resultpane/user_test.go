package resultpane

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"graphguest/graphquery"
	"graphguest/tui/kit"
	"graphguest/tui/kittest"
)

// user is a person in front of an answer pane.
type user struct{ *kittest.User }

func look(t testing.TB, w, h int) user {
	return user{kittest.Look(t, New(kit.NewTheme(true)), w, h).Tell(kit.Focused{Yes: true})}
}

func (u user) gets(r *graphquery.Result) *kittest.User {
	return u.Tell(kit.QueryStarted{ID: 7, At: noon, Query: graphquery.Query{Path: "/me"}}, kit.QueryDone{ID: 7, Result: r})
}

func (u user) fails(err error) *kittest.User {
	return u.Tell(kit.QueryStarted{ID: 7, At: noon}, kit.QueryDone{ID: 7, Err: err})
}

// starts begins a run.
func (u user) starts(id int) *kittest.User {
	return u.Tell(kit.QueryStarted{ID: id, At: noon, Query: graphquery.Query{Path: "/users"}})
}

// waits lets time pass while bytes have come of run 7.
func (u user) waits(seconds, bytes int) *kittest.User {
	return u.Tell(kit.Tick{Now: noon.Add(time.Duration(seconds) * time.Second)}, kit.RunProgress{ID: 7, Bytes: int64(bytes)})
}

// ends is the end of run 7.
func (u user) ends(r *graphquery.Result, err error) *kittest.User {
	return u.Tell(kit.QueryDone{ID: 7, Result: r, Err: err})
}

// breaks is an answer of which only the beginning came.
func (u user) breaks(body string) *kittest.User {
	u.starts(7)
	r := ok(body)
	r.Partial = "the connection broke after 3.1 MB"
	return u.ends(r, errUnreachable)
}

// refused is a refusal of Graph with its body.
func (u user) refused() *kittest.User {
	u.starts(7)
	r := ok(`{"error":{"code":"Authorization_RequestDenied","message":"Insufficient privileges to complete the operation."}}`)
	r.Status = 403
	return u.ends(r, fmt.Errorf("run: %w", &graphquery.Error{
		Status: 403, Code: "Authorization_RequestDenied", Message: "Insufficient privileges to complete the operation.",
		Environment: "fabrikam", Tenant: "fabrikam.example", What: "a guest may not list users",
		Guest: "read one user by id: /users/{id}", Admin: "let guests see the same as members",
	}))
}

var errUnreachable = &graphquery.Failure{
	Kind: graphquery.ErrUnreachable, What: "graph.microsoft.com has no address in DNS", Next: "check the network and its DNS; behind a proxy set HTTPS_PROXY",
}

// quoted is s as a JSON string.
func quoted(s string) string {
	b, err := json.Marshal(s)
	if err != nil {
		panic(err)
	}
	return string(b)
}

var noon = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

func ok(body string) *graphquery.Result {
	return &graphquery.Result{
		Status: 200, Header: http.Header{"Content-Type": {"application/json; charset=utf-8"}}, Body: []byte(body),
		Took: 132 * time.Millisecond, RequestID: "7f3c9a10-0000-4000-8000-000000000001", Count: -1, Rows: -1,
	}
}

func typed(contentType, body string) *graphquery.Result {
	r := ok(body)
	r.Header = http.Header{"Content-Type": {contentType}}
	return r
}

// people is an answer of n rows.
func people(n int) *graphquery.Result {
	var b strings.Builder
	b.WriteString(`{"value":[`)
	for i := range n {
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, `{"id":%d,"displayName":"Person %d"}`, i, i)
	}
	b.WriteString("]}")
	r := ok(b.String())
	r.Rows = n
	return r
}

// wide is an answer of n long rows.
func wide(n int) *graphquery.Result {
	return ok(strings.ReplaceAll(string(people(n).Body), "Person", "A person with a name of many words, number"))
}

// next is the link to a further page.
const next = "https://graph.microsoft.com/v1.0/users?$skiptoken=x"

// firstPage is an answer of two rows that has further pages, its link before the rows or behind them.
func firstPage(ahead bool) *graphquery.Result {
	rows := `"value":[{"id":0,"name":"Person 0"},{"id":1,"name":"Person 1"}]`
	link := `"@odata.nextLink":"` + next + `"`
	body := `{"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#users",` + rows + `,` + link + `}`
	if ahead {
		body = `{"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#users",` + link + `,` + rows + `}`
	}
	r := ok(body)
	r.Query = graphquery.Query{Path: "/users"}
	r.Rows, r.Pages, r.NextLink = 2, 1, next
	return r
}

// collected is the first page with others: parts that are one document, with room for a comma behind each.
func collected(pages int, all int64, link string) *graphquery.Result {
	r := firstPage(true)
	r.Body = roomy(`{"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#users","value":[{"id":0,"name":"Person 0"},{"id":1,"name":"Person 1"}`)
	for p := 1; p < pages; p++ {
		last := &r.Body
		if p > 1 {
			last = &r.More[p-2]
		}
		*last = append(*last, ',')
		r.More = append(r.More, roomy(fmt.Sprintf(`{"id":%d,"name":"Person %d"},{"id":%d,"name":"Person %d"}`, 2*p, 2*p, 2*p+1, 2*p+1)))
	}
	tail := "]}"
	if link != "" {
		tail = `],"@odata.nextLink":"` + link + `"}`
	}
	r.More = append(r.More, []byte(tail))
	r.Rows, r.Pages, r.Count, r.NextLink = 2*pages, pages, all, link
	return r
}

func roomy(text string) []byte { return append(make([]byte, 0, len(text)+1), text...) }

// changed is the answer to a delta query.
func changed() *graphquery.Result {
	r := ok(`{"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#users","value":[{"id":"1","displayName":"Janet"},{"id":"2","@removed":{"reason":"deleted"}}],"@odata.deltaLink":"https://graph.microsoft.com/v1.0/users/delta?$deltatoken=abc"}`)
	r.Query = graphquery.Query{Path: "/users/delta", Header: []graphquery.Header{{Name: "Prefer", Value: "odata.maxpagesize=5"}}}
	r.Rows, r.Removed, r.DeltaLink = 2, 1, "https://graph.microsoft.com/v1.0/users/delta?$deltatoken=abc"
	return r
}

// hasPages is the first page of an answer on the screen, of so many rows in all.
func (u user) hasPages(id int, all int64) *kittest.User {
	r := firstPage(true)
	r.Count = all
	return u.Tell(kit.QueryStarted{ID: id, At: noon, Query: r.Query}, kit.QueryDone{ID: id, Result: r})
}

// collects begins run 7, which adds pages, and lets it come to so many of them.
func (u user) collects(pages, seconds int) *kittest.User {
	count := u.Pane.(*Model).result.Count
	return u.Tell(kit.QueryStarted{ID: 7, At: noon, Continues: true}).Tell(
		kit.RunProgress{ID: 7, Bytes: 1000, Progress: graphquery.Progress{Pages: pages, Rows: 2 * pages, Bytes: int64(pages) * 40_000, Count: count}},
		kit.Tick{Now: noon.Add(time.Duration(seconds) * time.Second)})
}

// pauses makes run 7 wait.
func (u user) pauses(seconds int) *kittest.User {
	return u.Tell(kit.RunWaiting{ID: 7, Wait: graphquery.Wait{
		Why: fmt.Sprintf("Graph asked to wait %d s (429)", seconds), Until: u.Pane.(*Model).asked.now.Add(time.Duration(seconds) * time.Second),
	}})
}

// watches shows how far the operation of run 7 is.
func (u user) watches(percent float64) *kittest.User {
	return u.Tell(kit.RunWatching{ID: 7, Host: "monitor.example", State: graphquery.MonitorState{Status: "inProgress", Percent: percent, Polls: 3}})
}

// first is the document's line that is shown first.
func first(u *kittest.User) string {
	row, _, _ := strings.Cut(u.Screen(), "\n")
	return strings.TrimRight(row, " ")
}
