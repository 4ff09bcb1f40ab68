//go:build unix

package main

import (
	"math/rand/v2"
	"strings"
	"testing"
	"time"
)

// A window that is dragged about, from one cell to more than any screen has, keeps its answer and its place.
func TestAStormOfSizesLosesNothing(t *testing.T) {
	x := inTerminal(t, 100, 30, nil, "--demo").sees("MEMBER").asks("/me").sees("200 OK")
	sizes := [][2]int{{1, 1}, {500, 300}, {1, 300}, {500, 1}, {40, 12}, {80, 24}, {2, 2}, {200, 60}, {20, 5}}
	dice := rand.New(rand.NewPCG(3, 3))
	for range 150 {
		sizes = append(sizes, [2]int{1 + dice.IntN(500), 1 + dice.IntN(300)})
	}
	for _, s := range sizes {
		x.resizes(s[0], s[1])
		time.Sleep(time.Duration(dice.IntN(8)) * time.Millisecond)
	}
	x.resizes(120, 40).sees("contoso", "200 OK", "Casey Consultant", "help")
	x.until("have a frame of this size", func(screen string) bool {
		lines := strings.Split(screen, "\n")
		return len(lines) == 40 && strings.Contains(lines[39], "help")
	})
	x.types(ctrlC).ends(0)
}

// Whatever the clipboard holds, a paste is text: nothing of it is a key.
func TestAPasteOfAMegabyteIsTextAndNothingElse(t *testing.T) {
	x := inTerminal(t, 100, 30, nil, "--demo").sees("MEMBER")
	for _, text := range []string{"q", "q\r\x03:quit\r", "q\n\x1a\x03\x1b[A\x1bOP", "{\"a\": 1}\n", "\u202e\u0301陈\x1b]52;c;eHg=\a"} {
		x.types(ctrlU).pastes("/users/"+strings.Repeat(text, 1<<20/len(text))).types(ctrlU+"/a-path-that-is-typed").sees("/a-path-that-is-typed", "No answer yet")
	}
	x.types(ctrlU + "/me" + enter).sees("200 OK")
	x.types(ctrlC).ends(0)
}
