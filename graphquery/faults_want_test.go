package graphquery_test

import (
	"errors"
	"fmt"

	"graphguest/graphquery"
	"graphguest/graphquery/graphsim/faultsim"
)

// Beside the sentinels: how a fault may end.
var (
	errNone     = errors.New("no error")
	errSome     = errors.New("some error")
	errAnything = errors.New("anything that is said")
	errRefusal  = errors.New("Graph's refusal")
)

// ends is how a fault ends in each of the ways.
type ends struct{ run, stream, collect error }

func all(err error) ends             { return ends{err, err, err} }
func pagesEnd(run, pages error) ends { return ends{run, pages, pages} }

var endings = map[string]ends{
	"content-length-too-small": pagesEnd(errNone, errSome),
	"cl-and-te":                all(errNone),
	"chunk-never-ends":         all(graphquery.ErrTooLarge),
	"headers-10MB":             all(errSome),
	"header-count-100k":        all(errSome),

	"gzip-bomb-1GB":       all(graphquery.ErrTooLarge),
	"gzip-truncated":      all(graphquery.ErrUnreachable),
	"gzip-garbage":        {graphquery.ErrUnreachable, errSome, errSome},
	"json-200MB":          {graphquery.ErrTooLarge, errNone, graphquery.ErrTooLarge},
	"json-truncated":      pagesEnd(errNone, errSome),
	"json-utf16":          {errNone, errAnything, errSome},
	"json-nan":            pagesEnd(errNone, errSome),
	"json-trailing":       pagesEnd(errNone, errSome),
	"json-two-docs":       pagesEnd(errNone, errSome),
	"json-bom":            {errNone, errAnything, errAnything},
	"ndjson":              {errNone, errAnything, errSome},
	"xml":                 {errNone, errAnything, errSome},
	"string-root":         {errNone, errAnything, errSome},
	"value-not-array":     {errNone, errAnything, errSome},
	"json-bigint":         all(errNone),
	"json-1e400":          all(errNone),
	"json-lone-surrogate": all(errNone),
	"json-invalid-utf8":   all(errNone),

	"nextlink-self":        pagesEnd(errNone, graphquery.ErrPageLoop),
	"nextlink-cycle-2":     pagesEnd(errNone, graphquery.ErrPageLoop),
	"nextlink-endless":     pagesEnd(errNone, graphquery.ErrPageLimit),
	"nextlink-other-host":  pagesEnd(errNone, graphquery.ErrOtherOrigin),
	"nextlink-http":        pagesEnd(errNone, graphquery.ErrOtherOrigin),
	"nextlink-relative":    pagesEnd(errNone, graphquery.ErrOtherOrigin),
	"nextlink-1MB":         pagesEnd(errNone, graphquery.ErrOtherOrigin),
	"nextlink-not-string":  all(errNone),
	"deltalink-other-host": all(errNone),
	"set-cookie-flood":     all(errNone),
	"date-year-1970":       all(errNone),
	"date-year-2100":       all(errNone),
	"date-garbage":         all(errNone),
	"content-type-missing": all(errNone),
	"charset-utf16":        all(errNone),
}

// expected is how a fault has to end.
func expected(f faultsim.Fault) ends {
	e, listed := endings[f.Transport+f.Body]
	switch {
	case f.Status >= 400 && f.Status <= 999:
		return all(errRefusal)
	case f.Transport == "" && (f.Status < 200 || f.Status > 999):
		return all(graphquery.ErrUnreachable)
	case listed:
		return e
	case f.Transport != "":
		return all(graphquery.ErrUnreachable)
	case f.Status >= 300:
		return pagesEnd(errNone, errAnything)
	}
	return pagesEnd(errNone, errAnything)
}

// judged says in what the end of a fault is not the expected one; "" = in nothing.
func judged(way string, f faultsim.Fault, r *graphquery.Result, err error) string {
	want := map[string]error{"run": expected(f).run, "stream": expected(f).stream, "collect": expected(f).collect}[way]
	var refused *graphquery.Error
	switch {
	case want == errAnything:
	case want == errNone:
		if err != nil {
			return "there was no need for an error"
		}
	case want == errSome:
		if err == nil {
			return "it ended as if all was well"
		}
	case want == errRefusal:
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
