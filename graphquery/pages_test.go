package graphquery

import (
	"errors"
	"fmt"
	"testing"
)

func page(rows int, next string) answer {
	body := `{"@odata.count":312,"value":[`
	for i := range rows {
		if i > 0 {
			body += ","
		}
		body += fmt.Sprintf(`{"id":"%d"}`, i)
	}
	body += "]"
	if next != "" {
		body += fmt.Sprintf(`,"@odata.nextLink":%q`, next)
	}
	return answer{status: 200, body: body + "}"}
}

// collect runs through the pages and returns how many came, and how it ended.
func collect(t *testing.T, g *guest, q Query) (pages, rows int, err error) {
	t.Helper()
	for r, e := range g.Pages(t.Context(), q) {
		if e != nil {
			return pages, rows, e
		}
		pages++
		rows += r.Rows
	}
	return pages, rows, nil
}

func TestPagesFollowTheLinksAsGivenWithTheHeaders(t *testing.T) {
	link := base + "/v1.0/users?$skiptoken=a%20b%2Bc&x='"
	g := guestAt(page(2, link), page(0, base+"/v1.0/users?$skiptoken=2"), page(1, ""))
	q := Query{Path: "/users", Header: []Header{{"ConsistencyLevel", "eventual"}}}
	pages, rows, err := collect(t, g, q)
	if err != nil || pages != 3 || rows != 3 {
		t.Errorf("%d pages, %d rows, %v", pages, rows, err)
	}
	if got := g.graph.asked[1].URL.String(); got != link {
		t.Errorf("asked %s, want the link as given: %s", got, link)
	}
	for i, r := range g.graph.asked {
		if r.Header.Get("ConsistencyLevel") != "eventual" {
			t.Errorf("page %d was asked for without the header", i+1)
		}
	}
}

func TestPagesThatGoInACircleEnd(t *testing.T) {
	a, b := base+"/v1.0/users?$skiptoken=a", base+"/v1.0/users?$skiptoken=b"
	for name, answers := range map[string][]answer{
		"itself": {page(1, a)},
		"two":    {page(1, a), page(1, b), page(1, a), page(1, b)},
	} {
		g := guestAt(answers...)
		if pages, _, err := collect(t, g, Query{Path: "/users"}); !errors.Is(err, ErrPageLoop) || pages > 3 {
			t.Errorf("%s: %v after %d pages", name, err, pages)
		}
	}
}

func TestPagesEndAtTheLimit(t *testing.T) {
	var answers []answer
	for i := range 20 {
		answers = append(answers, page(1, fmt.Sprintf("%s/v1.0/users?$skiptoken=%d", base, i)))
	}
	g := guestAt(answers...)
	g.MaxPages = 5
	pages, _, err := collect(t, g, Query{Path: "/users"})
	if !errors.Is(err, ErrPageLimit) || pages != 5 || len(g.graph.asked) != 5 {
		t.Errorf("%v after %d pages", err, pages)
	}
	wantText(t, err.Error(), "5 pages")
}

func TestALinkToAnotherHostEndsThePages(t *testing.T) {
	g := guestAt(page(1, "https://graph.microsoft.com.evil.example/v1.0/users"))
	pages, _, err := collect(t, g, Query{Path: "/users"})
	if !errors.Is(err, ErrOtherOrigin) || pages != 1 || len(g.graph.asked) != 1 {
		t.Errorf("%v after %d pages, %d requests", err, pages, len(g.graph.asked))
	}
}

func TestPagesCanBeLeftAtAnyTime(t *testing.T) {
	g := guestAt(page(1, base+"/v1.0/users?$skiptoken=1"))
	for range g.Pages(t.Context(), Query{Path: "/users"}) {
		break
	}
	if len(g.graph.asked) != 1 {
		t.Errorf("%d requests", len(g.graph.asked))
	}
}

func TestTheLastPageHasNoNext(t *testing.T) {
	g := guestAt(page(1, ""))
	r, _ := g.runs(t, "/users")
	if _, err := g.Next(t.Context(), r); !errors.Is(err, ErrLastPage) {
		t.Error(err)
	}
}
