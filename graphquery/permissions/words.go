package permissions

import (
	_ "embed"
	"strings"
	"sync"
)

// words.txt has the words that the paths of Graph are made of, one a line in lower case. A slash at its end marks a
// collection, after which a key follows; the words behind it may stand there instead of a key.
//
//go:embed words.txt
var wordsText string

// A word is what may follow a segment of a path.
type word struct {
	keys bool            // a key does
	also map[string]bool // these do too, although keys do
}

var words = sync.OnceValue(func() map[string]word {
	all := map[string]word{}
	for line := range strings.Lines(wordsText) {
		fields := strings.Fields(line)
		if len(fields) == 0 {
			continue
		}
		name, keys := strings.CutSuffix(fields[0], "/")
		w := word{keys: keys, also: map[string]bool{}}
		for _, other := range fields[1:] {
			w.also[other] = true
		}
		all[name] = w
	}
	return all
})
