package resultpane

import (
	"encoding/json"
	"errors"
	"net/http"
	"testing"

	"graphguest/auth"
	"graphguest/graphquery"
	"graphguest/tui/kit"
	"graphguest/tui/safetext/hostile"
)

func TestNothingOfTheCorpusReachesTheScreen(t *testing.T) {
	corpus, found := hostile.Corpus()
	for _, s := range corpus {
		if len(s) > 1<<16 {
			s = s[:1<<16]
		}
		key, _ := json.Marshal(s)
		r := ok(`{` + string(key) + `:"` + s + `","raw` + s + `":` + s)
		r.RequestID = s
		look(t, 60, 8).gets(r) // screen judges every view
		look(t, 60, 8).gets(typed("text/plain", s))
		look(t, 60, 8).gets(typed("image/"+s, "x"))
		look(t, 60, 8).Tell(kit.QueryStarted{ID: 1, Query: graphquery.Query{Method: s, Version: s, Path: s}})
		look(t, 60, 8).fails(errors.New(s))
		u := look(t, 60, 8)
		u.hasPages(1, 2400)
		u.collects(2, 1)
		u.Tell(kit.RunWaiting{ID: 7, Wait: graphquery.Wait{Why: s, Until: noon}})
		u.ends(nil, errors.New(s))
		u.starts(7)
		u.Tell(kit.RunWatching{ID: 7, Host: s, State: graphquery.MonitorState{Status: s, Percent: -1}})
		accepted := typed("", "")
		accepted.Status, accepted.Header = 202, http.Header{"Location": {"https://" + s}}
		u.ends(accepted, nil)
		look(t, 60, 8).breaks(`{"a":` + s)
		look(t, 60, 8).fails(&graphquery.Error{Status: 403, Code: s, What: s, Guest: s})
		look(t, 60, 8).fails(&auth.Error{Code: s, What: s, Admin: s, AdminOf: s, Tenant: s})
	}
	if !found {
		t.Skip("only the built-in samples: the shared corpus is not beside the module")
	}
}
