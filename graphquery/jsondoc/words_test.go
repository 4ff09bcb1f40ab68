package jsondoc

import (
	"bufio"
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"
)

// shared opens a file of the data beside the module.
func shared(t *testing.T, name string) []byte {
	t.Helper()
	body, err := os.ReadFile("../../../shared/data/" + name)
	if err != nil {
		t.Skip("it is not in ../shared/data beside the module: ", name)
	}
	return body
}

func TestNaughtyStringsComeBackAsTheyWere(t *testing.T) {
	var words []string
	if err := json.Unmarshal(shared(t, "blns/blns.json"), &words); err != nil {
		t.Fatal(err)
	}
	comeBack(t, words)
}

func TestEveryGraphemeComesBackAsItWas(t *testing.T) {
	var words []string
	lines := bufio.NewScanner(bytes.NewReader(shared(t, "unicode/GraphemeBreakTest.txt")))
	for lines.Scan() {
		points, _, _ := strings.Cut(lines.Text(), "#")
		var word []rune
		for _, field := range strings.Fields(points) {
			if n, err := strconv.ParseUint(field, 16, 32); err == nil {
				word = append(word, rune(n))
			}
		}
		words = append(words, string(word))
	}
	comeBack(t, words)
}

// comeBack writes words as names and values of a document, and reads them from its lines, paths and values.
func comeBack(t *testing.T, words []string) {
	t.Helper()
	var body bytes.Buffer
	enc := json.NewEncoder(&body)
	enc.SetEscapeHTML(false)
	body.WriteString("[")
	for i, word := range words {
		if i > 0 {
			body.WriteString(",")
		}
		if err := enc.Encode(map[string]string{word: word}); err != nil {
			t.Fatal(err)
		}
	}
	body.WriteString("]")
	d := indexed(t, New(body.Bytes()))
	if len(words) < 400 || d.Rows() != len(words) || d.Garbled() || !sound(d) {
		t.Fatalf("%d of %d words are rows", d.Rows(), len(words))
	}
	for i, word := range words {
		line := d.RowLine(i) + 1
		path, shown := d.Path(line), d.Lines(line, 1)[0]
		var name, value string
		if len(word) < longest/2 {
			if json.Unmarshal([]byte(shown.Spans[0].Text), &name) != nil || json.Unmarshal([]byte(shown.Spans[2].Text), &value) != nil {
				t.Errorf("%q is shown as %q", word, shown.Spans)
			}
			if name != word || value != word {
				t.Errorf("%q is shown as %q: %q", word, name, value)
			}
		}
		if len(path) != 2 || path[1].Key != word {
			t.Errorf("the path to %q is %v", word, path)
		}
		if at, ok := d.Find(path); !ok || at != line {
			t.Errorf("%q is found on line %d, %v; want %d", word, at, ok, line)
		}
	}
}

// What is taken and what is refused is what an independent reader takes and refuses.
func TestMutationsAreTakenAsAnotherReaderTakesThem(t *testing.T) {
	r := rand.New(rand.NewPCG(19, 20))
	const letters = "{}[],:\"\\ \n019.-+eEtfnu\x00\x1f\xff/"
	refused := 0
	for range 20_000 {
		var b strings.Builder
		randomJSON(r, 3, &b)
		text := []byte(b.String())
		for range 1 + r.IntN(2) {
			i := r.IntN(len(text))
			switch c := letters[r.IntN(len(letters))]; r.IntN(3) {
			case 0:
				text[i] = c
			case 1:
				text = append(text[:i], text[i+1:]...)
			default:
				text = append(text[:i], append([]byte{c}, text[i:]...)...)
			}
			if len(text) == 0 {
				text = []byte{' '}
			}
		}
		valid := jsontext.Value(text).IsValid(jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))
		d := indexed(t, New(text))
		if sound(d) != valid {
			_, _, err := d.Fault()
			t.Fatalf("%q is JSON: %v; here: %v", text, valid, err)
		}
		if !valid {
			refused++
		}
		if d.Garbled() == utf8.Valid(text) {
			t.Fatalf("%q is garbled: %v", text, d.Garbled())
		}
	}
	if refused < 5000 || refused > 19_000 {
		t.Errorf("%d of 20000 are refused", refused)
	}
}
