// Package fuzzy finds what a person means by a few letters among many texts, as fzf
// does: letters in order, those at the starts of words and side by side count most.
package fuzzy

import (
	"cmp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/junegunn/fzf/src/algo"
	"github.com/junegunn/fzf/src/util"
)

const (
	longest   = 1000     // characters of a text that are looked at; a score of more would not fit
	mostWords = 16       // of a pattern
	scratch   = 16 << 10 // numbers that one comparison may need; beyond it fzf is greedy

	letter, atBoundary = 16, 8 // what algo gives for a letter, and more of it at the start of a word
)

// Match is one text that the pattern is found in.
type Match struct {
	Index int   // of the text
	Score int   // higher is better; comparable within one Rank
	At    []int // the characters found, as ascending indexes of runes
}

// ready fills the tables of algo, which it does not do by itself.
var ready = sync.OnceFunc(func() { algo.Init("default") })

// Rank returns the texts in which every word of pattern is found, the best first and
// equally good ones in their own order. Capitals matter once the pattern has one, accents
// once it has one. An empty pattern finds all of them as they are. Of a longer text only
// the first thousand characters count, of a longer pattern the first sixteen words.
func Rank(pattern string, texts []string) []Match {
	words := wordsOf(pattern)
	if len(words) == 0 {
		all := make([]Match, len(texts))
		for i := range all {
			all[i].Index = i
		}
		return all
	}
	ready()
	s := search{words: words, exactCase: strings.ContainsFunc(pattern, unicode.IsUpper), slab: util.MakeSlab(scratch, longest+1)}
	var found []Match
	for i, text := range texts {
		if m, ok := s.in(text); ok {
			m.Index = i
			found = append(found, m)
		}
	}
	slices.SortStableFunc(found, func(a, b Match) int { return cmp.Compare(b.Score, a.Score) })
	return found
}

// word is one word of a pattern. A plain one has no accents and finds letters with any.
type word struct {
	letters []rune
	plain   bool
}

func wordsOf(pattern string) (words []word) {
	for field := range strings.FieldsSeq(pattern) {
		if len(words) == mostWords {
			break
		}
		letters := []rune(field)
		words = append(words, word{letters, slices.Equal(letters, algo.NormalizeRunes(letters))})
	}
	return words
}

// search is one pattern on its way through the texts, with the memory that it uses again.
type search struct {
	words     []word
	exactCase bool
	slab      *util.Slab
	bytes     []byte
}

// in looks for every word in text.
func (s *search) in(text string) (m Match, found bool) {
	s.bytes = append(s.bytes[:0], start(text)...)
	chars := util.ToChars(s.bytes)
	for _, w := range s.words {
		if !s.find(&chars, w, &m) {
			return Match{}, false
		}
	}
	slices.Sort(m.At)
	m.At = slices.Compact(m.At)
	return m, true
}

// find adds one word to the match. Weighing every way in which letters may lie is most of
// the work, and there is no need of it where they begin a word and stand side by side.
func (s *search) find(chars *util.Chars, w word, m *Match) (found bool) {
	whole, _ := algo.ExactMatchNaive(s.exactCase, w.plain, true, chars, w.letters, false, s.slab)
	if whole.Start >= 0 && whole.Score >= atBoundary*(len(w.letters)+1)+letter*len(w.letters) {
		m.Score += whole.Score
		for i := whole.Start; i < whole.End; i++ {
			m.At = append(m.At, i)
		}
		return true
	}
	best, at := algo.FuzzyMatchV2(s.exactCase, w.plain, true, chars, w.letters, true, s.slab)
	if best.Start < 0 {
		return false
	}
	m.Score += best.Score
	if at != nil {
		m.At = append(m.At, *at...)
	}
	return true
}

// start is the part of text that is looked at.
func start(text string) string {
	if len(text) <= longest {
		return text
	}
	end := 0
	for range longest {
		if end >= len(text) {
			return text
		}
		_, size := utf8.DecodeRuneInString(text[end:])
		end += size
	}
	return text[:end]
}
