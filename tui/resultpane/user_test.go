package resultpane

import (
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
	return user{kittest.Look(t, New(kit.NewTheme(true)), w, h)}
}

func (u user) gets(r *graphquery.Result) *kittest.User {
	return u.Tell(kit.QueryStarted{ID: 7, At: noon, Query: graphquery.Query{Path: "/me"}}, kit.QueryDone{ID: 7, Result: r})
}

func (u user) fails(err error) *kittest.User {
	return u.Tell(kit.QueryStarted{ID: 7, At: noon}, kit.QueryDone{ID: 7, Err: err})
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
