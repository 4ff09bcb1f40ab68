package auth

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// broken is a connection that nothing can be written to.
type broken struct{ http.ResponseWriter }

func (broken) Write([]byte) (int, error) { panic("no way") }

func TestAPageThatCannotBeWrittenEndsTheWaitForTheBrowser(t *testing.T) {
	l, err := openLoopback("state")
	if err != nil {
		t.Fatal(err)
	}
	defer l.close()
	browse := func(context.Context, string) error {
		r := httptest.NewRequest(http.MethodPost, l.redirect+"/", strings.NewReader("state=state&code=x"))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		l.ServeHTTP(broken{httptest.NewRecorder()}, r)
		return nil
	}
	g := &Guest{desk: NewDesk(World{Browse: browse}, nil)}
	if _, err := g.answerTo(t.Context(), "page", l, func(Prompt) {}); !errors.Is(err, ErrFault) {
		t.Errorf("err = %v", err)
	}
}

func TestASaveThatPanicsGivesItsLockBack(t *testing.T) {
	s := newUnitStore(&MemorySecrets{}, t.TempDir())
	u := s.unit(unitID{Cloud: "global", TenantID: "x"})
	if err := s.alone(t.Context(), u, func(context.Context) error { panic("fell over") }); !errors.Is(err, ErrFault) {
		t.Errorf("err = %v", err)
	}
	if _, err := s.save(t.Context(), u.id, []byte("blob"), "", false); err != nil {
		t.Errorf("the next one: %v", err)
	}
}

func TestAFlightThatPanicsLandsForAllAndTheNextOneStarts(t *testing.T) {
	var f flights
	start := make(chan struct{})
	errs := make(chan error, 3)
	for range cap(errs) {
		go func() {
			_, err := f.do(t.Context(), "", func(context.Context) (Token, error) { <-start; panic("fell over") })
			errs <- err
		}()
	}
	close(start)
	for range cap(errs) {
		if err := <-errs; !errors.Is(err, ErrFault) {
			t.Errorf("err = %v", err)
		}
	}
	if got, err := f.do(t.Context(), "", func(context.Context) (Token, error) { return Token{Access: "t"}, nil }); err != nil || got.Access != "t" {
		t.Errorf("%v, %v", got, err)
	}
}

func TestAFaultSaysWhereAndStaysOnALine(t *testing.T) {
	fall := func(what any) (err error) {
		defer catch(&err)
		panic(what)
	}
	var none *unit
	broke := func() (err error) {
		defer catch(&err)
		none.blob = nil
		return nil
	}
	for name, err := range map[string]error{"text": fall("é" + strings.Repeat("é", 500)), "error": fall(errors.New("x")), "nil pointer": broke()} {
		if text := err.Error(); !strings.Contains(text, "(catch_test.go:") || len(text) > 400 || strings.ContainsRune(text, '\uFFFD') {
			t.Errorf("%s: %s", name, text)
		}
	}
}
