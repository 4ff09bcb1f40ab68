package graphquery_test

import (
	"errors"
	"fmt"

	"graphguest/graphquery"
	"graphguest/graphquery/graphsim/faultsim"
)

// Beside the sentinels: how a fault may end.
var (
	wantNoError  = errors.New("no error")
	wantSomeErr  = errors.New("some error")
	wantAnything = errors.New("anything that is said")
	wantRefusal  = errors.New("Graph's refusal")
)

// ends is how a fault ends in each of the ways.
type ends struct{ run, stream, collect error }

func all(err error) ends             { return ends{err, err, err} }
func pagesEnd(run, pages error) ends { return ends{run, pages, pages} }

var endings = map[string]ends{
	"content-length-too-small": pagesEnd(wantNoError, wantSomeErr),
	"cl-and-te":                all(wantNoError),
	"chunk-never-ends":         all(graphquery.ErrTooLarge),
	"headers-10MB":             all(wantSomeErr),
	"header-count-100k":        all(wantSomeErr),

	"gzip-bomb-1GB":       all(graphquery.ErrTooLarge),
	"gzip-truncated":      all(graphquery.ErrUnreachable),
	"gzip-garbage":        {graphquery.ErrUnreachable, wantSomeErr, wantSomeErr},
	"json-200MB":          {graphquery.ErrTooLarge, wantNoError, graphquery.ErrTooLarge},
	"json-truncated":      pagesEnd(wantNoError, wantSomeErr),
	"json-utf16":          {wantNoError, wantAnything, wantSomeErr},
	"json-nan":            pagesEnd(wantNoError, wantSomeErr),
	"json-trailing":       pagesEnd(wantNoError, wantSomeErr),
	"json-two-docs":       pagesEnd(wantNoError, wantSomeErr),
	"json-bom":            {wantNoError, wantAnything, wantAnything},
	"ndjson":              {wantNoError, wantAnything, wantSomeErr},
	"xml":                 {wantNoError, wantAnything, wantSomeErr},
	"string-root":         {wantNoError, wantAnything, wantSomeErr},
	"value-not-array":     {wantNoError, wantAnything, wantSomeErr},
	"json-bigint":         all(wantNoError),
	"json-1e400":          all(wantNoError),
	"json-lone-surrogate": all(wantNoError),
	"json-invalid-utf8":   all(wantNoError),

	"nextlink-self":        pagesEnd(wantNoError, graphquery.ErrPageLoop),
	"nextlink-cycle-2":     pagesEnd(wantNoError, graphquery.ErrPageLoop),
	"nextlink-endless":     pagesEnd(wantNoError, graphquery.ErrPageLimit),
	"nextlink-other-host":  pagesEnd(wantNoError, graphquery.ErrOtherOrigin),
	"nextlink-http":        pagesEnd(wantNoError, graphquery.ErrOtherOrigin),
	"nextlink-relative":    pagesEnd(wantNoError, graphquery.ErrOtherOrigin),
	"nextlink-1MB":         pagesEnd(wantNoError, graphquery.ErrOtherOrigin),
	"nextlink-not-string":  all(wantNoError),
	"deltalink-other-host": all(wantNoError),
	"set-cookie-flood":     all(wantNoError),
	"date-year-1970":       all(wantNoError),
	"date-year-2100":       all(wantNoError),
	"date-garbage":         all(wantNoError),
	"content-type-missing": all(wantNoError),
	"charset-utf16":        all(wantNoError),
}

// expected is how a fault has to end.
func expected(f faultsim.Fault) ends {
	e, listed := endings[f.Transport+f.Body]
	switch {
	case f.Status >= 400 && f.Status <= 999:
		return all(wantRefusal)
	case f.Transport == "" && (f.Status < 200 || f.Status > 999):
		return all(graphquery.ErrUnreachable)
	case listed:
		return e
	case f.Transport != "":
		return all(graphquery.ErrUnreachable)
	case f.Status >= 300:
		return pagesEnd(wantNoError, wantAnything)
	}
	return pagesEnd(wantNoError, wantAnything)
}

// judged says in what the end of a fault is not the expected one; "" = in nothing.
func judged(way string, f faultsim.Fault, r *graphquery.Result, err error) string {
	want := map[string]error{"run": expected(f).run, "stream": expected(f).stream, "collect": expected(f).collect}[way]
	var refused *graphquery.Error
	switch {
	case want == wantAnything:
	case want == wantNoError:
		if err != nil {
			return "there was no need for an error"
		}
	case want == wantSomeErr:
		if err == nil {
			return "it ended as if all was well"
		}
	case want == wantRefusal:
		if !errors.As(err, &refused) || refused.Status != f.Status || r == nil {
			return fmt.Sprintf("want a refusal with status %d and its answer", f.Status)
		}
	case !errors.Is(err, want):
		return "want " + want.Error()
	}
	if f.Status >= 300 && f.Status < 400 && way != "run" && err == nil && len(r.Notes) == 0 {
		return "rows are missing and nothing says so"
	}
	return ""
}
