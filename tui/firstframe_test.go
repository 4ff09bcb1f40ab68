package tui_test

import (
	"errors"
	"net/http"
	"strings"
	"testing"

	"graphguest/auth"
	"graphguest/tui"
)

type nobody struct{ asked int }

func (n *nobody) RoundTrip(*http.Request) (*http.Response, error) {
	n.asked++
	return nil, errors.New("nobody is there")
}

// The first frame shows where the person is, and was asked of nobody: no keyring, no network.
func TestTheFirstFrameAsksNobody(t *testing.T) {
	n := &nobody{}
	secrets := &auth.MemorySecrets{Before: func(string, string, string) error { n.asked++; return nil }}
	clouds := auth.BuiltinClouds()
	env := auth.Environment{Name: "fabrikam", Cloud: "global", TenantID: "46d2a1c0-7b5e-4c11-9d0a-5be2c47a3f58", TenantDomain: "fabrikam.com", ClientID: auth.DefaultClientID}
	m := tui.New(tui.World{
		Store: auth.Store{Dir: t.TempDir()}, Clouds: clouds, Graph: n, Start: &env,
		Desk: auth.NewDesk(auth.World{HTTP: n, Secrets: secrets}, clouds),
	})
	frame := m.FirstFrame(80, 24)
	m.Init()
	if !strings.Contains(frame, "fabrikam") || strings.Count(frame, "\n") != 23 {
		t.Errorf("the frame is\n%s", frame)
	}
	if n.asked != 0 {
		t.Errorf("%d questions were asked before the first frame", n.asked)
	}
}
