package main

import (
	"context"
	"os"
	"time"

	tea "charm.land/bubbletea/v2"
)

// aToken is what no end may show.
const aToken = "eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJqYW4ifQ.c2lnbmF0dXJlLW9mLXRoZS10b2tlbg"

// crasher plays the program with a model that panics at x, in the place that its argument names.
func crasher() {
	s := osStreams()
	p := &program{streams: s}
	p.ctx, p.stop = p.heed(context.Background())
	m := &unlucky{where: os.Args[1]}
	err := p.show(p.ctx, m, func(int, int) string { return "first frame" })
	if err != nil {
		report(s.err, err)
	}
	s.flush()
	os.Exit(exitCode(err))
}

type unlucky struct {
	where string
	drawn bool
}

func panics() tea.Msg { panic("it held Bearer " + aToken) }

// places are where a panic can come from, each with the command that leads there.
var places = map[string]func(*unlucky) tea.Cmd{
	"update":   func(*unlucky) tea.Cmd { panics(); return nil },
	"view":     func(m *unlucky) tea.Cmd { m.drawn = true; return nil },
	"command":  func(*unlucky) tea.Cmd { return panics },
	"batch":    func(*unlucky) tea.Cmd { return tea.Batch(func() tea.Msg { return nil }, panics) },
	"sequence": func(*unlucky) tea.Cmd { return tea.Sequence(func() tea.Msg { return nil }, tea.Batch(panics, panics)) },
	"exec": func(*unlucky) tea.Cmd {
		return tea.Exec(&lent{p: &program{}, ctx: context.Background(), words: []string{"true"}}, func(error) tea.Msg { return panics() })
	},
	"goroutine": func(*unlucky) tea.Cmd {
		go panics()
		return nil
	},
	"fault": func(*unlucky) tea.Cmd {
		go func() {
			m := map[int]int{}
			go func() {
				for {
					m[1]++
				}
			}()
			for {
				m[1]++
			}
		}()
		return nil
	},
	"hang": func(*unlucky) tea.Cmd { time.Sleep(time.Hour); return nil },
}

func (m *unlucky) Init() tea.Cmd {
	if m.where == "init" {
		panics()
	}
	return nil
}

func (m *unlucky) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if k, ok := msg.(tea.KeyPressMsg); ok && k.String() == "x" {
		return m, places[m.where](m)
	}
	return m, nil
}

func (m *unlucky) View() tea.View {
	if m.drawn {
		panics()
	}
	return tea.View{Content: "READY", AltScreen: true, MouseMode: tea.MouseModeCellMotion, ReportFocus: true, WindowTitle: "unlucky"}
}
