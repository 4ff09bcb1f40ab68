package main

import (
	"bytes"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// copying is a Graph that begins an operation, which another host knows the state of.
func copying(t *testing.T, polls *int) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Host == "graph.example" {
			w.Header().Set("Location", "https://monitor.example/state?tempauth=secret")
			w.WriteHeader(http.StatusAccepted)
			return
		}
		if r.Header.Get("Authorization") != "" {
			t.Error("the token went to " + r.URL.Host)
		}
		*polls++
		w.Header().Set("Content-Type", "application/json")
		if *polls < 3 {
			fmt.Fprint(w, `{"status":"inProgress","percentageComplete":40}`)
			return
		}
		fmt.Fprint(w, `{"status":"completed","resourceId":"42"}`)
	}
}

func TestAnOperationIsWatchedToItsEnd(t *testing.T) {
	polls := 0
	r, out, said := asking(copying(t, &polls), requestFlags{})
	if _, err := r.answer(t.Context()); err != nil || polls != 3 || !strings.Contains(out.String(), `"resourceId": "42"`) {
		t.Errorf("%v, %d polls, %q, said %q", err, polls, out, said)
	}
	if strings.Contains(out.String()+said.String(), "secret") {
		t.Errorf("the monitor's address is told: %q %q", out, said)
	}
}

// What the monitor says is written all the same.
func TestAnOperationThatFailedIsNoSuccess(t *testing.T) {
	fails := func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Host == "graph.example" {
			w.Header().Set("Location", "https://monitor.example/state")
			w.WriteHeader(http.StatusAccepted)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		fmt.Fprint(w, `{"status":"failed","error":{"code":"nameAlreadyExists"}}`)
	}
	for _, file := range []string{"", filepath.Join(t.TempDir(), "state.json")} {
		r, out, _ := asking(fails, requestFlags{out: file})
		_, err := r.answer(t.Context())
		written := out.String()
		if file != "" {
			text, _ := os.ReadFile(file)
			written = string(text)
		}
		var told bytes.Buffer
		report(&told, err)
		if exitCode(err) != exitRefused || !strings.Contains(written, `"nameAlreadyExists"`) ||
			!strings.Contains(told.String(), "the operation has ended as failed: nameAlreadyExists") || !strings.Contains(told.String(), "→ look at") {
			t.Errorf("into %q: %v, written %q, told %q", file, err, written, told.String())
		}
	}
}

func TestNobodyHasToWaitForAnOperation(t *testing.T) {
	polls := 0
	r, out, said := asking(copying(t, &polls), requestFlags{noWait: true})
	if _, err := r.answer(t.Context()); err != nil || polls != 0 || out.Len() > 0 || !strings.Contains(said.String(), "monitor.example") || strings.Contains(said.String(), "secret") {
		t.Errorf("%v, %d polls, %q, said %q", err, polls, out, said)
	}
}

func TestTheHeadersOfAnAnswerHoldNoKeyToAnotherHost(t *testing.T) {
	polls := 0
	r, out, _ := asking(copying(t, &polls), requestFlags{noWait: true, include: true})
	if _, err := r.answer(t.Context()); err != nil || !strings.HasPrefix(out.String(), "HTTP 202\nLocation: https://monitor.example/…\n") {
		t.Errorf("%v, %q", err, out)
	}
	r, out, _ = asking(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Location", "https://graph.example/v1.0/teams/1")
		w.WriteHeader(http.StatusCreated)
	}, requestFlags{include: true})
	if _, err := r.answer(t.Context()); err != nil || !strings.Contains(out.String(), "Location: https://graph.example/v1.0/teams/1\n") {
		t.Errorf("%v, %q", err, out)
	}
}
