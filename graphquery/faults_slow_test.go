package graphquery_test

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"graphguest/graphquery"
	"graphguest/graphquery/graphsim/faultsim"
)

// What takes its time ends by itself, too, within the program's own limits: in a bubble the clock runs as fast as it
// can. Whatever would be left running fails the bubble.
func TestWhatNeverEndsEndsByItself(t *testing.T) {
	ca := faultsim.NewAuthority()
	for _, way := range ways {
		for _, f := range faultsim.Catalogue() {
			if !slow[f.Transport] && f.RetryAfter == nil {
				continue
			}
			t.Run(way.name+"/"+f.String(), func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) {
					s := reaches(ca, f, way.after, true)
					began := time.Now()
					r, rows, err := way.do(t.Context(), s)
					took := time.Since(began)
					s.hearErr(err)
					s.hearResult(r)
					s.close()
					s.proves(t)
					if took > 30*time.Minute {
						t.Errorf("it took %s", took)
					}
					if why := slowly(way.name, f, r, rows, err); why != "" {
						t.Errorf("%s after %s: %v", why, took, err)
					}
				})
			})
		}
	}
}

// slowly says in what the end is not the expected one.
func slowly(way string, f faultsim.Fault, r *graphquery.Result, rows int, err error) string {
	var refused *graphquery.Error
	switch {
	case way != "run" && rows < 3:
		return "the rows of the first page are lost"
	case f.RetryAfter != nil:
		if !errors.As(err, &refused) || refused.Status != f.Status || r == nil {
			return "want Graph's refusal"
		}
	case f.Transport == "1-byte-per-second-body":
		if err != nil { // it is slow, but it comes
			return "want the answer"
		}
	case !errors.Is(err, graphquery.ErrUnreachable):
		return "want " + graphquery.ErrUnreachable.Error()
	}
	return ""
}

// However slow Graph is, a person who gives up is free at once, and what came is not lost.
func TestWhoGivesUpIsFreeAtOnce(t *testing.T) {
	ca := faultsim.NewAuthority()
	for _, way := range ways {
		for _, f := range faultsim.Catalogue() {
			if !slow[f.Transport] && f.RetryAfter == nil {
				continue
			}
			t.Run(way.name+"/"+f.String(), func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) {
					s := reaches(ca, f, way.after, true)
					ctx, cancel := context.WithTimeout(t.Context(), 1500*time.Millisecond)
					defer cancel()
					_, rows, err := way.do(ctx, s)
					ended := ctx.Err() != nil
					s.hearErr(err)
					s.close()
					s.proves(t)
					if _, late := ctx.Deadline(); late && ended && !errors.Is(err, context.DeadlineExceeded) {
						t.Errorf("err = %v", err)
					}
					if way.after > 0 && rows < 3 {
						t.Errorf("%d rows of the first page", rows)
					}
				})
			})
		}
	}
}
