package resultpane

import (
	"context"
	"encoding/base64"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"graphguest/graphquery"
	"graphguest/tui/kit"
)

// graph answers with pages of ten people each, with the link ahead of the rows on every other page.
type graph struct{ pages int }

func (g graph) RoundTrip(req *http.Request) (*http.Response, error) {
	page := 1
	_, _ = fmt.Sscan(req.URL.Query().Get("$skiptoken"), &page)
	var rows []string
	for i := range 10 {
		rows = append(rows, fmt.Sprintf(`{"id":%d,"displayName":"Person %d","more":{"a":[]}}`, page*10+i, page*10+i))
	}
	members := []string{fmt.Sprintf(`"@odata.count":%d`, g.pages*10), `"value":[` + strings.Join(rows, ",") + "]"}
	if page < g.pages {
		members = append(members, fmt.Sprintf(`"@odata.nextLink":"https://graph.microsoft.com/v1.0/users?$skiptoken=%d"`, page+1))
	}
	if page%2 == 1 {
		members[1], members[len(members)-1] = members[len(members)-1], members[1]
	}
	return &http.Response{
		StatusCode: 200, ProtoMajor: 1, ProtoMinor: 1, Header: http.Header{"Content-Type": {"application/json"}},
		Body: io.NopCloser(strings.NewReader("{" + strings.Join(members, ",") + "}")), ContentLength: -1, Request: req,
	}, nil
}

func client(pages int) *graphquery.Client {
	const tenant = "46d2aaaa-0000-4000-8000-000000003f58"
	claims := fmt.Sprintf(`{"tid":%q,"aud":"https://graph.microsoft.com","exp":%d}`, tenant, time.Now().Add(time.Hour).Unix())
	token := "e30." + base64.RawURLEncoding.EncodeToString([]byte(claims)) + ".x"
	return &graphquery.Client{
		Environment: "fabrikam", Tenant: tenant, Graph: "https://graph.microsoft.com", HTTP: graph{pages},
		Token: func(context.Context, string) (string, error) { return token, nil },
	}
}

func TestWhatTheClientCollectsGrowsOnTheScreen(t *testing.T) {
	c := client(40)
	r, err := c.Run(t.Context(), graphquery.Query{Path: "/users"})
	if err != nil {
		t.Fatal(err)
	}
	u := look(t, 80, 12)
	u.Tell(kit.QueryStarted{ID: 1, At: noon, Query: r.Query}, kit.QueryDone{ID: 1, Result: r}).Presses("pgdown", "pgdown", "pgdown")
	here := first(u.User)
	for r.NextLink != "" {
		before, _ := u.Pane.(*Model).doc.Len()
		if r, err = c.Collect(t.Context(), r, 3, nil); err != nil {
			t.Fatal(err)
		}
		u.Pane.(*Model).Update(kit.QueryStarted{ID: 7, At: noon, Continues: true})
		_, index := u.Pane.(*Model).Update(kit.QueryDone{ID: 7, Result: r})
		if known, _ := u.Pane.(*Model).doc.Len(); r.Pages > 4 && before > 600 && known < before-600 {
			t.Errorf("of %d lines %d are known at once after page %d", before, known, r.Pages)
		}
		u.Tell(index()).Sees(fmt.Sprintf("%d rows of 400 · %d pages", r.Rows, r.Pages)).SeesNo("not JSON")
		if got := first(u.User); got != here {
			t.Errorf("after %d pages it is at %q, not at %q", r.Pages, got, here)
		}
	}
	u.Presses("G").Sees(`"displayName": "Person 409"`, "of 2,805").SeesNo("nextLink", "more pages")
	if _, text, _ := u.Pane.(*Model).Text(); strings.Count(string(text), "Person") != 400 {
		t.Error("not everybody is in the pager")
	}
}
