package paste

import (
	"fmt"
	"strings"
	"testing"
)

func TestCurlCommandsOfTheWorldAreRead(t *testing.T) {
	// Chrome, "Copy as cURL (bash)"
	reads(t, `curl 'https://graph.microsoft.com/v1.0/invitations' \
  -H 'accept: */*' \
  -H 'accept-language: en-US,en;q=0.9' \
  -H 'authorization: Bearer canary' \
  -H 'content-type: application/json' \
  -H 'origin: https://developer.microsoft.com' \
  -H 'prefer: ms-graph-dev-mode' \
  -H 'sec-ch-ua: "Chromium";v="128"' \
  -H 'sec-fetch-mode: cors' \
  -H 'user-agent: Mozilla/5.0 (X11; Linux x86_64)' \
  -b 'canary=1' \
  --data-raw $'{"a":"it\'s \u0021 \\n"}' \
  --compressed`, Curl,
		with(query("POST /invitations", "accept: */*", "accept-language: en-US,en;q=0.9", "content-type: application/json", "prefer: ms-graph-dev-mode"), `{"a":"it's ! \n"}`),
		"left out authorization: the token comes from the sign-in", "left out Cookie", "left out 4 headers of a browser: origin, sec-ch-ua, sec-fetch-mode …", "ignored --compressed")
	// Chrome, "Copy as cURL (cmd)"
	reads(t, `curl ^"https://graph.microsoft.com/v1.0/users?^%^24top=1^&x=y^" ^
  -H ^"accept: */*^" ^
  -H ^"authorization: Bearer canary^" ^
  --data-raw ^"^{^\^"a^\^":^\^"b^

c^\^"^}^" --compressed`, Curl,
		with(query("POST /users?$top=1&x=y", "accept: */*"), "{\"a\":\"b\nc\"}"), "left out authorization", "ignored --compressed")
	// Postman
	reads(t, `curl --location --request PATCH 'https://graph.microsoft.com/beta/me?%24select=id' \
--header 'Content-Type: application/json' \
--header 'Authorization: Bearer canary' \
--data '{
    "displayName": "x"
}'`, Curl, with(query("PATCH beta /me?$select=id", "Content-Type: application/json"), "{\n    \"displayName\": \"x\"\n}"), "left out Authorization", "ignored --location")
	// documentation
	reads(t, `$ curl -sS -H "Authorization: Bearer $TOKEN" "https://graph.microsoft.com/v1.0/users?\$top=5&$select=id" | jq .value`, Curl,
		query("/users?$top=5&$select=id"), "left out Authorization", "$select", "follows |", "ignored -s, -S")
	reads(t, `curl -H "Authorization: Bearer $(az account get-access-token --query "x(')')" -o tsv)" -G https://graph.microsoft.com/v1.0/users --data-urlencode "\$filter=userType eq 'Guest'" -d '$top=5' -H "ConsistencyLevel: eventual"`,
		Curl, query("/users?$filter=userType eq 'Guest'&$top=5", "ConsistencyLevel: eventual"), "left out Authorization")
	// PowerShell
	reads(t, "PS C:\\> curl.exe -X POST `\r\n  -H \"Accept: a`\"b\" `\r\n  'https://graph.microsoft.com/v1.0/me/x' `\r\n  -d '{\\\"it''s\\\":1}'", Curl,
		with(query("POST /me/x", `Accept: a"b`), `{"it's":1}`))
}

func TestEachOptionMeansWhatItMeansToCurl(t *testing.T) {
	const me = "https://graph.microsoft.com/v1.0/me"
	for command, want := range map[string]string{
		"curl " + me:                     "GET v1.0 /me",
		"curl -XDELETE " + me:            "DELETE v1.0 /me",
		"curl -sX patch " + me:           "PATCH v1.0 /me",
		"curl --request=PUT --url " + me: "PUT v1.0 /me",
		"curl -I " + me:                  "HEAD v1.0 /me",
		"curl -d '' " + me:               "POST v1.0 /me",
		"curl -d a=1 --data-raw @b --data-ascii c " + me:  "POST v1.0 /me a=1&@b&c",
		"curl --data-urlencode 'a=b c' -d x " + me:        "POST v1.0 /me a=b%20c&x",
		"curl --json '{\"a\":' --json 1} " + me:           "POST v1.0 /me {\"a\":1} Content-Type=application/json Accept=application/json",
		"curl --json {} -H content-type:text/plain " + me: "POST v1.0 /me {} content-type=text/plain Accept=application/json",
		"curl -G -d '$top=1' '" + me + "?$count=true'":    "GET v1.0 /me?$count=true&$top=1",
		"curl -G " + me: "GET v1.0 /me",
		"curl --url-query 'a=b c' --url-query +x=%2By " + me:  "GET v1.0 /me?a=b c&x=+y",
		"curl graph.microsoft.com/beta/me":                    "GET beta /me",
		"curl -- " + me:                                       "GET v1.0 /me",
		"curl -HA:b -H 'C;' -H 'D:' -H ':authority: x' " + me: "GET v1.0 /me A=b C=",
		"curl " + me + "?$top=1&$select=id":                   "GET v1.0 /me?$top=1&$select=id",
		"curl " + me + " 2>/dev/null":                         "GET v1.0 /me",
		"curl " + me + " # a remark":                          "GET v1.0 /me",
		"curl " + me + "\n-H A:b":                             "GET v1.0 /me A=b",
		"curl " + me + " \\  \n -H A:b":                       "GET v1.0 /me A=b",
		"curl " + me + "; rm -rf x":                           "GET v1.0 /me",
		"curl " + me + "\ncurl x":                             "GET v1.0 /me",
		"curl " + me + " --next x":                            "GET v1.0 /me",
		"curl " + me + " https://x":                           "GET v1.0 /me",
		"curl\u00a0-o\u00a0out " + me:                         "GET v1.0 /me",
		`curl "https://graph.microsoft.com/v1.0/a\b\"c"`:      `GET v1.0 /a\b"c`,
		`curl 'https://graph.microsoft.com/v1.0/'"a"'b'c\ d`:  "GET v1.0 /abc d",
		"curl -X X-HTTP-Method " + me:                         "no method",
		"curl -H 'X-HTTP-Method-Override: PATCH' " + me:       "GET v1.0 /me X-HTTP-Method-Override=PATCH",
		"curl -d @body.json " + me:                            "names a file",
		"curl --data-binary @- " + me:                         "names a file",
		"curl --json @x " + me:                                "names a file",
		"curl --data-urlencode a@x " + me:                     "names a file",
		"curl -H @x " + me:                                    "names a file",
		"curl -T x " + me:                                     "--upload-file sends a file",
		"curl -u canary:canary " + me:                         "--user sends a password",
		"curl -ucanary " + me:                                 "--user sends a password",
		"curl -F a=b " + me:                                   "--form sends a form",
		"curl --frobnicate=canary " + me:                      `"--frobnicate" is not known`,
		"curl -Q canary " + me:                                `"-Q" is not known`,
		"curl " + me + " -H":                                  "needs a value",
		"curl -s ":                                            "no address",
		"curl -s":                                             "no address",
		"curl -d $BODY " + me:                                 "a shell would replace $BODY",
		"curl -d `id` " + me:                                  "a shell would replace `…`",
		"curl -d \"$(id)\" " + me:                             "a shell would replace $(…)",
		"curl https://graph.microsoft.com/v1.0/${X}":          "a shell would replace ${…}",
		"curl $1 x":                                           "a shell would replace $1",
		"curl $? x":                                           "a shell would replace $?",
		"curl -H \"Prefer: $X\" " + me:                        "a shell would replace $X",
		"curl -H 'canary canary' " + me:                       "no 'Name: value'",
		"curl -H 'can ary: x' " + me:                          "cannot be sent",
		"curl 'x":                                             "never closed",
		"curl \"x":                                            "never closed",
		"curl $'x":                                            "never closed",
		"curl $(x":                                            "never closed",
		"curl `x":                                             "never closed",
	} {
		p, err := Parse(command, graph)
		got := fmt.Sprint(err)
		if err == nil {
			got = p.Query.String()
			if p.Query.Body != nil {
				got += " " + string(p.Query.Body)
			}
			for _, h := range p.Query.Header {
				got += " " + h.Name + "=" + h.Value
			}
		}
		if err == nil && got != want || err != nil && !strings.Contains(got, want) {
			t.Errorf("%s\nis  %s\nnot %s", command, got, want)
		}
		if said := got + fmt.Sprint(p.Notes); strings.Contains(said, "canary") {
			t.Errorf("%s\ntells a secret: %s", command, said)
		}
	}
}

func TestEveryOptionIsRefusedUnderstoodOrIgnoredWithANote(t *testing.T) {
	for letter, name := range shorts {
		if _, ok := options()[name]; !ok {
			t.Errorf("-%c is --%s, which is not in the table", letter, name)
		}
	}
	for name, o := range options() {
		command := "curl https://graph.microsoft.com/v1.0/me --" + name
		if o.takes {
			command += " 1:1"
		}
		p, err := Parse(command, graph)
		if o.do == nil && (err != nil || len(p.Notes) != 1 || p.Notes[0] != "ignored --"+name) {
			t.Errorf("%s: %q, %v", command, p.Notes, err)
		}
	}
}

func TestQuotesOfEveryShellAreUnderstood(t *testing.T) {
	for text, want := range map[string]string{
		`a b`: "a|b", ` a  "" b `: "a||b", `'a "b" \n'`: `a "b" \n`, `"a 'b' \n \\ \" \$x"`: `a 'b' \n \ " $x`, `a\ b\'`: "a b'", "\"a\\\nb\"": "ab",
		`$'\x41\101\u00e9\U0001F600\t\'\q\0\xg'`: "AAé😀\t'\\q\\xg", `$"x"y`: "xy", `a#b #c`: "a#b", `"$" $ $,`: "$|$|$,", `é"ü"`: "éü",
		`"$select=$Filter"`: "$select=$Filter", "a\\": "a", `\u`: "u", "a^b": "a^b",
		// of the command prompt
		` ^"a b^" ^` + "\nc": "a b|c", `a ^"b ^"c`: `a|b c`, ` ^"\\a\\\^"b\\^" "c ""d"" ^"`: `\\a\"b\|c "d" ^`, ` ^"^^^|^" | x`: "^|", ` ^"x^" ^  ` + "\ny": "x|y",
		// of PowerShell
		"x `\n'it''s' \"a``b`\"c\"\"d\" \\": "x|it's|a`b\"c\"d|\\",
	} {
		words, err := split(text, &notes{})
		var got []string
		for _, w := range words {
			got = append(got, w.text)
		}
		if joined := strings.Join(got, "|"); err != nil || joined != want {
			t.Errorf("%s\nis  %s (%v)\nnot %s", text, joined, err, want)
		}
	}
}
