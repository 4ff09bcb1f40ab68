package tui_test

import (
	"bytes"
	"fmt"
	"image/color"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/exp/golden"
	"github.com/charmbracelet/x/vt"

	"graphguest/graphquery"
	"graphguest/tui/kit"
)

// scenes are the screens that people meet, each with the way there.
var scenes = map[string]func(*testing.T, *world) *user{
	"welcome": func(t *testing.T, w *world) *user {
		w.Store.Dir, w.Demo, w.CanDemo = filepath.Join(t.TempDir(), "none"), false, true
		return w.nowhere(t).sees("Welcome")
	},
	"start":  func(t *testing.T, w *world) *user { return w.at(t, "contoso") },
	"answer": func(t *testing.T, w *world) *user { return w.at(t, "contoso").presses(enter).sees("200 OK") },
	"rows": func(t *testing.T, w *world) *user {
		return w.at(t, "adatum").types("/users?$select=displayName,userType&$top=40").presses(enter).sees("200 OK").presses(tab, "pgdown")
	},
	"table":  guests,
	"row":    func(t *testing.T, w *world) *user { return guests(t, w).presses("j", "j", enter) },
	"counts": func(t *testing.T, w *world) *user { return guests(t, w).presses("l", "F").sees("Guest") },
	"search": func(t *testing.T, w *world) *user { return guests(t, w).presses("T", "/").types("guest").sees("lines") },
	"filter": func(t *testing.T, w *world) *user {
		return guests(t, w).presses(":").types(`.value[]|select(.userType=="Guest")`).presses(enter).sees("results")
	},
	"copy": func(t *testing.T, w *world) *user { return guests(t, w).presses("c").sees("Copy") },
	"raw":  func(t *testing.T, w *world) *user { return guests(t, w).presses("R") },
	"compared": func(t *testing.T, w *world) *user {
		return guests(t, w).presses("i", "ctrl+u").types("/users?$select=displayName,userType&$top=39").presses(enter).sees("200 OK").presses(tab, "=").sees("Compare").presses("b").sees("Differences")
	},
	"whole": func(t *testing.T, w *world) *user {
		return w.at(t, "contoso").presses(enter).sees("200 OK").presses("f11")
	},
	"running": func(t *testing.T, w *world) *user {
		release := w.graph.hold()
		t.Cleanup(release)
		return w.at(t, "contoso").presses(enter).sees("asking Graph").later(3 * time.Second)
	},
	"cancelled": func(t *testing.T, w *world) *user {
		release := w.graph.hold()
		t.Cleanup(release)
		return w.at(t, "contoso").presses(enter).sees("asking Graph").later(3 * time.Second).presses(esc).sees("cancelled")
	},
	"partial": func(t *testing.T, w *world) *user {
		u := w.at(t, "contoso")
		u.gets(kit.QueryStarted{ID: 99, Query: graphquery.Query{Path: "/users"}, At: w.clock.time()})
		u.gets(kit.QueryDone{ID: 99, Result: &graphquery.Result{Status: 200, Body: []byte(`{"value":[{"id":"1"},{"id":`), Count: -1, Rows: -1, Partial: "the connection broke after 26 bytes"}, Err: graphquery.ErrUnreachable})
		return u.settles()
	},
	"refused": func(t *testing.T, w *world) *user {
		return w.at(t, "fabrikam").types("/users").presses(enter).sees("403")
	},
	"error": func(t *testing.T, w *world) *user {
		return w.at(t, "fabrikam").types("/users").presses(enter).sees("403").presses("ctrl+x")
	},
	"tabs": func(t *testing.T, w *world) *user {
		return w.at(t, "contoso").presses(enter).sees("200 OK").presses("ctrl+n").types("/organization").presses(enter).sees("verifiedDomains").presses("ctrl+n").types("beta PATCH /me")
	},
	"saved":        func(t *testing.T, w *world) *user { return w.at(t, "contoso").presses(esc, "o", "down") },
	"environments": func(t *testing.T, w *world) *user { return w.at(t, "contoso").presses("ctrl+o") },
	"actions":      func(t *testing.T, w *world) *user { return w.at(t, "contoso").presses("ctrl+o", tab) },
	"token": func(t *testing.T, w *world) *user {
		return w.at(t, "fabrikam").presses(enter).sees("200 OK").presses("ctrl+t")
	},
	"sign-in": func(t *testing.T, w *world) *user { return w.at(t, "tailspin").presses(esc, "s") },
	"palette": func(t *testing.T, w *world) *user { return w.at(t, "contoso").presses("ctrl+p") },
	"found":   func(t *testing.T, w *world) *user { return w.at(t, "contoso").presses("ctrl+p").types("wing") },
	"recent": func(t *testing.T, w *world) *user {
		return w.at(t, "contoso").presses(enter).sees("200 OK").presses("ctrl+r")
	},
	"options": func(t *testing.T, w *world) *user {
		return w.at(t, "adatum").types("/users?$filter=userType eq 'Guest'&$select=displayName,mail&$count=true").presses("ctrl+f")
	},
	"headers": func(t *testing.T, w *world) *user { return w.at(t, "adatum").types("/users").presses("f3") },
	"body": func(t *testing.T, w *world) *user {
		return w.at(t, "adatum").types("PATCH /me").presses("ctrl+b").types(`{"a": `)
	},
	"variables": func(t *testing.T, w *world) *user { return w.at(t, "adatum").types("/users/{{who}}").presses("f5") },
	"help":      func(t *testing.T, w *world) *user { return w.at(t, "contoso").presses("f1") },
	"save":      func(t *testing.T, w *world) *user { return w.at(t, "contoso").types("/me").presses("ctrl+s") },
	"write":     func(t *testing.T, w *world) *user { return w.at(t, "contoso").types("DELETE /users/x").presses(enter) },
	"add":       func(t *testing.T, w *world) *user { return w.at(t, "contoso").presses(esc, "+") },
	"proposal": func(t *testing.T, w *world) *user {
		return w.at(t, "contoso").presses(esc, "+").types("fabrikam.com").presses(enter).sees("46d2").presses(enter)
	},
}

// guests is somebody who looks at people in a table.
func guests(t *testing.T, w *world) *user {
	return w.at(t, "adatum").types("/users?$select=displayName,userType&$top=40").presses(enter).sees("200 OK").presses(tab, "T").sees("[Table]")
}

var goldenSizes = [][2]int{{80, 24}, {120, 40}, {200, 60}}

// Every screen as a terminal shows it, dark and light. After a change that is meant:
//
//	go test ./tui -run TestGoldenScreens -update
func TestGoldenScreens(t *testing.T) {
	for name, scene := range scenes {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorldAt(t, time.Date(2026, 11, 22, 9, 30, 0, 0, time.UTC))
			u := scene(t, w)
			var out bytes.Buffer
			for _, light := range []bool{false, true} {
				background := map[bool]color.Color{false: color.Black, true: color.White}[light]
				u.gets(tea.BackgroundColorMsg{Color: background})
				u.settles()
				for _, s := range goldenSizes {
					u.sizes(s[0], s[1]).fits(s[0], s[1])
					fmt.Fprintf(&out, "== %d×%d %s\n%s\n", s[0], s[1], map[bool]string{false: "dark", true: "light"}[light], onTerminal(u.m.View().Content, s[0], s[1]))
				}
			}
			golden.RequireEqual(t, out.Bytes())
		})
	}
}

// changing are the ids of requests: no two runs have them in common.
var changing = regexp.MustCompile(`request-id [0-9a-f]{8}|request-id[^0-9a-f]+[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}`)

// same hides an id and keeps its length.
func same(id string) string {
	start := strings.LastIndexAny(id, " \x1bm") + 1
	return id[:start] + regexp.MustCompile(`[0-9a-f]`).ReplaceAllString(id[start:], "0")
}

// onTerminal is content as a terminal of that size shows it, with its styles.
func onTerminal(content string, w, h int) string {
	terminal := vt.NewEmulator(w, h)
	fmt.Fprint(terminal, strings.ReplaceAll(content, "\n", "\r\n"))
	rows := strings.Split(terminal.Render(), "\n")
	for i := range rows {
		rows[i] = changing.ReplaceAllStringFunc(strings.TrimRight(rows[i], " \r"), same)
	}
	return strings.Join(rows, "\n")
}
