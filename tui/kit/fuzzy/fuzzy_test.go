package fuzzy_test

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"graphguest/tui/kit/fuzzy"
	"graphguest/tui/safetext/hostile"
)

// found are the texts that Rank finds, in its order.
func found(pattern string, texts ...string) (list []string) {
	for _, m := range fuzzy.Rank(pattern, texts) {
		list = append(list, texts[m.Index])
	}
	return list
}

func TestTheBestMatchComesFirst(t *testing.T) {
	for _, c := range []struct {
		pattern string
		want    []string // of these, in any order, what is found in which order
		without []string
	}{
		{"fab", []string{"fabrikam", "my-fabrikam", "for all bees"}, []string{"contoso", "fa"}},
		{"sq", []string{"save query", "show the token in the request queue"}, []string{"quit"}},
		{"us", []string{"/users", "focus"}, []string{"su"}},
		{"sign", []string{"sign in", "re-sign", "show in groups now"}, nil},
	} {
		texts := append(slices.Clone(c.want), c.without...)
		slices.Reverse(texts)
		if got := found(c.pattern, texts...); !slices.Equal(got, c.want) {
			t.Errorf("%q found %q, want %q", c.pattern, got, c.want)
		}
	}
}

func TestEquallyGoodOnesKeepTheirOrder(t *testing.T) {
	if got := found("lab", "lab-1", "lab-2", "lab-3"); !slices.Equal(got, []string{"lab-1", "lab-2", "lab-3"}) {
		t.Errorf("found %q", got)
	}
}

func TestNothingTypedFindsAll(t *testing.T) {
	for _, pattern := range []string{"", " ", "\t \u3000"} {
		if got := found(pattern, "b", "", "a"); !slices.Equal(got, []string{"b", "", "a"}) {
			t.Errorf("%q found %q", pattern, got)
		}
	}
	if got := fuzzy.Rank("x", nil); len(got) != 0 {
		t.Errorf("among nothing it found %v", got)
	}
}

func TestEveryWordMustMatchInAnyOrder(t *testing.T) {
	texts := []string{"fabrikam read-only", "fabrikam read-write", "contoso read-only"}
	if got := found("only fab", texts...); !slices.Equal(got, texts[:1]) {
		t.Errorf("found %q", got)
	}
	both := fuzzy.Rank("only fab", texts)[0].Score
	if one := fuzzy.Rank("fab", texts)[0].Score + fuzzy.Rank("only", texts)[0].Score; both != one {
		t.Errorf("two words score %d, one by one %d", both, one)
	}
}

func TestACapitalAsksForCapitals(t *testing.T) {
	for pattern, want := range map[string]int{"me": 3, "ME": 1, "Me": 1, "é": 2, "É": 1} {
		if got := found(pattern, "/me", "/Me", "/ME", "é", "É"); len(got) != want {
			t.Errorf("%q found %q, want %d of them", pattern, got, want)
		}
	}
}

func TestAccentsAndOtherScriptsAreFound(t *testing.T) {
	texts := []string{"Café Zürich", "Cafe Zurich", "株式会社コントソ", "контосо", "مايكروسوفت", "日本語 /users"}
	for pattern, want := range map[string]string{
		"cafe zur": "Café Zürich,Cafe Zurich", "café": "Café Zürich", "コント": "株式会社コントソ",
		"会社": "株式会社コントソ", "конт": "контосо", "سوف": "مايكروسوفت", "日 users": "日本語 /users",
	} {
		if got := strings.Join(found(pattern, texts...), ","); got != want {
			t.Errorf("%q found %q, want %q", pattern, got, want)
		}
	}
}

func TestAtAreTheCharactersThatWereFound(t *testing.T) {
	for _, c := range []struct{ pattern, text, want string }{
		{"abc", "xaxbxc", "abc"}, {"本u", "日本語 /users", "本u"}, {"us er", "日本語 /users", "user"}, {"aa a", "banana", "aa"},
		{"zu", "Café Zürich", "Zü"}, {"b", "\xff\xfeb", "b"},
	} {
		m := fuzzy.Rank(c.pattern, []string{c.text})
		if len(m) != 1 {
			t.Errorf("%q is not found in %q", c.pattern, c.text)
			continue
		}
		if got := at(c.text, m[0].At); got != c.want || !slices.IsSorted(m[0].At) {
			t.Errorf("%q in %q is at %v, which is %q", c.pattern, c.text, m[0].At, got)
		}
	}
}

func at(text string, at []int) string {
	runes, out := []rune(text), ""
	for _, i := range at {
		out += string(runes[i])
	}
	return out
}

func TestOnlyTheStartOfALongTextCounts(t *testing.T) {
	for _, filler := range []string{"x", "語"} {
		if got := found("needle", strings.Repeat(filler, 990)+"needle", strings.Repeat(filler, 999)+"needle"); len(got) != 1 {
			t.Errorf("behind %q it found %d", filler, len(got))
		}
	}
	long := strings.Repeat("ab", 1000)
	if got := fuzzy.Rank(long[:1000], []string{long, "ab"}); len(got) != 1 || got[0].Score <= 0 || len(got[0].At) != 1000 {
		t.Errorf("a pattern as long as it may be found %d", len(got))
	}
	if got := found(strings.Repeat("a", 16<<10), long); len(got) != 0 {
		t.Error("a pattern longer than any text found one")
	}
	if got := found(strings.Repeat("a ", 8<<10)+"z", "a"); len(got) != 1 {
		t.Error("the words beyond the sixteenth count")
	}
}

func TestAnyTextAndPatternAreTaken(t *testing.T) {
	corpus, _ := hostile.Corpus()
	for _, pattern := range append([]string{"a", "ab c", "\xff", "\u0301", "‹u"}, hostile.Samples...) {
		for _, m := range fuzzy.Rank(pattern, corpus) {
			n := utf8.RuneCountInString(corpus[m.Index])
			if len(m.At) > 0 && (m.At[0] < 0 || m.At[len(m.At)-1] >= n) {
				t.Errorf("%q in %q: %v of %d", pattern, corpus[m.Index], m.At, n)
			}
		}
	}
}

func TestSeveralMayRankAtOnce(t *testing.T) {
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() { found("fab", "fabrikam", "contoso") })
	}
	all.Wait()
}

func BenchmarkRank(b *testing.B) {
	var texts []string
	for i := range 2200 {
		text := fmt.Sprintf("users of the %d-th department GET v1.0 /users/%d?$select=displayName,userType", i, i)
		texts = append(texts, text[:60])
	}
	for _, pattern := range []string{"u", "us", "users", "usr sel", "department users get"} {
		b.Run(pattern, func(b *testing.B) {
			for b.Loop() {
				fuzzy.Rank(pattern, texts)
			}
		})
	}
}
