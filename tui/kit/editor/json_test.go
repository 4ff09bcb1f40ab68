package editor

import (
	"fmt"
	"testing"
)

func TestAFaultInJSONIsNamedWithItsPlace(t *testing.T) {
	for text, want := range map[string]string{
		"": "0:0", " \n": "0:0", `{"a":1}`: "0:0", "[1, 2]\n": "0:0", "null": "0:0",
		`{"a":1`:                    "1:7 it ends too early: something is not closed",
		`"abc`:                      "1:5 it ends too early: something is not closed",
		"{\n  \"a\": 1,\n}":         "2:9 a comma with nothing behind it",
		`{"a":1}}`:                  `1:8 "}" closes nothing`,
		`{a:1}`:                     `1:2 no value begins with "a"; names and texts stand in double quotes`,
		`{'a':1}`:                   `1:2 no value begins with "'"; names and texts stand in double quotes`,
		"{\"é\":“1”}":               `1:6 no value begins with "“"; names and texts stand in double quotes`,
		`{"a":1} 2`:                 "1:9 there is more behind the end of the value",
		`{"a":}`:                    "1:6 missing value after object name",
		"{\"a\" 1}":                 "1:6 invalid character '1' after object name (expecting ':')",
		"{\n \"a\":1,\n \"a\":2\n}": `3:2 the name "a" is there twice`,
		"[\"\xff\"]":                "1:3 invalid UTF-8",
		"[\n\n[1 2]]":               "3:4 invalid character '2' after array element (expecting ',' or ']')",
	} {
		line, column, why := JSONFault([]byte(text))
		got := fmt.Sprintf("%d:%d", line, column)
		if why != "" {
			got += " " + why
		}
		if got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
}
