package jsondoc

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestEscapesThatStandForSomethingToSeeAreDecoded(t *testing.T) {
	for in, want := range map[string]string{
		`"\u5c71\u7530 \u592a\u90ce"`: `"山田 太郎"`,
		`"caf\u00e9"`:                 `"café"`,
		`"\ud83d\ude00!"`:             `"😀!"`,
		`"\ud83d"`:                    `"\ud83d"`,
		`"\ude00\ud83d"`:              `"\ude00\ud83d"`,
		`"\u0022\u005c"`:              `"\u0022\u005c"`,
		`"\u202e\u200b\u0007\u001b"`:  `"\u202e\u200b\u0007\u001b"`,
		`"\ufe0f\u3164\u00ad\ue000"`:  `"\ufe0f\u3164\u00ad\ue000"`,
		`"\\u5c71"`:                   `"\\u5c71"`,
		`"\\\u5c71"`:                  `"\\山"`,
		`"\n\/\t"`:                    `"\n\/\t"`,
		`"\u00zz\u12"`:                `"\u00zz\u12"`,
	} {
		if got := New([]byte(in)).Lines(0, 1)[0].String(); got != want {
			t.Errorf("%s is shown as %s, want %s", in, got, want)
		}
	}
	if got := text(New([]byte(`{"\u540d":1}`)), 1, 1); got != `  "名": 1` {
		t.Errorf("a key is shown as %s", got)
	}
}

func TestAValueThatIsTooLongForALineIsCutAndItsSizeSaid(t *testing.T) {
	long := strings.Repeat("A", 1_200_000)
	for _, c := range []struct {
		doc  *Doc
		want string
	}{
		{New([]byte(`["` + long + `"]`)), "… (1.2 MB)"},
		{New([]byte("[" + strings.Repeat("1", 5000) + "]")), "… (5.0 KB)"},
		{NewText([]byte("first\n" + long)), "… (1.2 MB)"},
	} {
		l := c.doc.Lines(1, 1)[0].String()
		if !strings.HasSuffix(l, c.want) || len(l) > longest+30 {
			t.Errorf("a long value is shown in %d bytes, ending in %q", len(l), l[len(l)-20:])
		}
	}
	whole := strings.Repeat("A", longest-2)
	if got := New([]byte(`"`+whole+`"`)).Lines(0, 1)[0].String(); got != `"`+whole+`"` {
		t.Errorf("a value of %d bytes was cut", longest)
	}
}

func TestACutSplitsNeitherCharactersNorEscapes(t *testing.T) {
	for _, unit := range []string{"山", `\u5c71`, `\ud83d\ude00`, `\n`, "é"} {
		for shift := range 12 {
			in := `"` + strings.Repeat("x", shift) + strings.Repeat(unit, 4000) + `"`
			got := New([]byte(in)).Lines(0, 1)[0].Spans[0].Text
			shown, _, _ := strings.Cut(got, "…")
			if !utf8.ValidString(shown) || strings.Contains(shown, `\u`) || strings.HasSuffix(shown, `\`) {
				t.Errorf("%s, shifted by %d, is cut as …%s", unit, shift, shown[len(shown)-12:])
			}
		}
	}
}
