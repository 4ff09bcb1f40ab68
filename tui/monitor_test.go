package tui_test

import (
	"net/http"
	"testing"
	"time"

	"graphguest/tui/kit"
)

// operating is a Graph whose /copy begins an operation that is watched on another host. It is over after polls.
func operating(polls int) func(*http.Request) *http.Response {
	return func(r *http.Request) *http.Response {
		switch {
		case r.URL.Path == "/v1.0/copy":
			return jsonOf(202, "", "Location", "https://files.example/monitor/1?tempauth=secret")
		case r.URL.Host != "files.example":
			return nil
		}
		if polls--; polls < 0 {
			return jsonOf(200, `{"status":"completed","resourceId":"copied"}`)
		}
		return jsonOf(200, `{"status":"inProgress","percentageComplete":40}`, "Retry-After", "0.05")
	}
}

func TestAnOperationIsWatchedUntilItEnds(t *testing.T) {
	w := newWorld(t)
	s := w.stage(operating(1))
	w.at(t, "contoso").types("/copy").presses(enter).sees("copied").seesNo("tempauth", "secret")
	for _, r := range s.seen {
		if r.URL.Host == "files.example" && (r.Header.Get("Authorization") != "" || r.Header.Get("Cookie") != "" || r.Header.Get("Referer") != "") {
			t.Errorf("the other host got %v", r.Header)
		}
	}
}

func TestWatchingShowsHowFarItIsAndEscEndsItNotTheOperation(t *testing.T) {
	w := newWorld(t)
	s := w.stage(operating(1))
	release := s.hold("files.example")
	defer release()
	u := w.at(t, "contoso").types("/copy").presses(enter).sees("watching the operation at files.example", "stops watching; the operation goes on").seesNo("secret")
	u.presses(esc).sees("the operation goes on", "202").seesNo("watching the operation")
	u.later(3 * time.Second).sees("202")
}

func TestWhatIsWatchedNeverLandsInAnotherEnvironment(t *testing.T) {
	w := newWorld(t)
	s := w.stage(operating(0))
	release := s.hold("files.example")
	u := w.at(t, "contoso").types("/copy").presses(enter).sees("watching the operation")
	u.gets(kit.SwitchEnvironment{Name: "adatum"})
	release()
	u.settles().header("adatum").seesNo("copied", "watching", "202")
}
