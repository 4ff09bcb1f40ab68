package export

import (
	"strings"
	"testing"
)

func TestWhatACellHoldsIsTextInMarkdown(t *testing.T) {
	for cell, want := range map[string]string{
		`a|b`:                                `a\|b`,
		`a\\|b`:                              `a\\\|b`,
		`one\ntwo\r\nthree`:                  `one<br>two<br>three`,
		`<img src=x onerror=y>`:              `&lt;img src=x onerror=y&gt;`,
		`![x](http://evil.example/x.gif)`:    `\!\[x\](http://evil.example/x.gif)`,
		`jan_doe.com#EXT#@x.example`:         `jan_doe.com#EXT#@x.example`,
		`_so_ *too* ` + "`code`" + ` ~~no~~`: `\_so\_ \*too\* ` + "\\`code\\`" + ` \~\~no\~\~`,
		`\u001b[31m\u202e`:                   `\[31m`,
		`&lt;`:                               `&amp;lt;`,
	} {
		out := written(t, "markdown", Options{Columns: []string{"a"}}, `{"value":[{"a":"`+cell+`"}]}`)
		if lines := strings.Split(out, "\n"); len(lines) != 4 || lines[2] != "| "+want+" |" {
			t.Errorf("%s became %q, want %s", cell, out, want)
		}
	}
}
