package resultpane

import (
	"encoding/json"
	"errors"
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
		look(t, 60, 8).breaks(`{"a":` + s)
		look(t, 60, 8).fails(&graphquery.Error{Status: 403, Code: s, What: s, Guest: s})
		look(t, 60, 8).fails(&auth.Error{Code: s, What: s, Admin: s, AdminOf: s, Tenant: s})
	}
	if !found {
		t.Skip("only the built-in samples: the shared corpus is not beside the module")
	}
}
