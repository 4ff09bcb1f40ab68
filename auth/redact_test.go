package auth

import (
	"bufio"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

func TestSecretsDoNotSurvive(t *testing.T) {
	const (
		jwt     = "eyJ0eXAiOiJKV1QifQ.eyJvaWQiOiJTRUNSRVQifQ.U0VDUkVU"
		refresh = "0.AXEASECRET-xyz.AgABAAEAAAD-SECRET"
		code    = "1.AVQASECRETcode"
		msa     = "M.C507_BAY.0.U.-SECRET*abc!$"
		opaque  = "EwB4A8l6BAAUSECRETx2OMJElkF7gJ4z/VbCPEz0AARDYlabcd"
		random  = "SECRETdBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
	)
	for _, text := range []string{
		jwt, refresh, code, msa, opaque, random,
		"raw message was: {\"access_token\":\"" + jwt + "\",\"refresh_token\":\"" + refresh + "\"",
		`{"access_token": "SECRET\/with\u002fescapes`,
		`{\"id_token\":\"SECRET\",\"x\":1}`,
		`"{\\\"device_code\\\":\\\"SECRET\\\"}"`,
		`{"device_code":"SECRET","user_code":"SECRET"}`,
		"grant_type=authorization_code&code=SECRET&code_verifier=SECRET&client_info=SECRET",
		"http://localhost:5555/?code=SECRET&state=1",
		"device_code=SECRET",
		"client_secret=SECRET password=SECRET",
		"GET / HTTP/1.1\r\nAuthorization: Bearer SECRET\r\nAccept: */*",
		"map[Authorization:[Bearer SECRET] Accept:[*/*]]",
		`{"Authorization":"Basic SECRET"}`,
		"Proxy-Authorization: Basic SECRET",
		"Set-Cookie: ESTSAUTH=SECRET; path=/",
		"sent bearer SECRETSECRETSECRETSECRET to",
		"proxyconnect tcp: dial http://jan:SECRET@proxy.contoso.com:8080: refused",
		"https://contoso.sharepoint.com/x?tempauth=SECRET&y=1",
		"a," + jwt + "," + refresh + "," + code + ".",
	} {
		got := Redact(text)
		if strings.Contains(got, "SECRET") || !strings.Contains(got, hidden) {
			t.Errorf("%s\nbecame %s", text, got)
		}
		if again := Redact(got); again != got {
			t.Errorf("%s\nbecame %s\nand then %s", text, got, again)
		}
	}
}

func TestWhatHelpsAPersonSurvives(t *testing.T) {
	for _, text := range []string{
		"",
		"AADSTS50020: User account 'consultant@contoso.com' from identity provider 'https://sts.windows.net/b1c2d3e4-0001-4a5b-8c6d-111122223333/' does not exist in tenant 'Fabrikam'",
		"Trace ID: 0000aaaa-11bb-cccc-dd33-eeeeee333333 Correlation ID: aaaa0000-bb11-2222-33cc-444444dddddd Timestamp: 2026-01-09 02:02:12Z",
		"https://login.microsoftonline.com/error?code=50020",
		`{"error":{"code":"Authorization_RequestDenied","message":"Insufficient privileges to complete the operation."}}`,
		`{"error":"invalid_grant","error_codes":[50076],"suberror":"basic_action","claims":"{\"access_token\":{\"capolids\":{\"essential\":true}}}"}`,
		"https://graph.microsoft.com/v1.0/users?$filter=startswith(userPrincipalName,'jan')&$select=displayName",
		"january_contoso.com#EXT#@fabrikam.onmicrosoft.com",
		"0a0a0a0a-1111-4222-8333-444455556666.46d2f1a0-3c1e-4b6d-9d53-0d5c3f58aa01",
		"MSAL Go 1.10.1, version 0.9.0-beta",
		"authorization_pending; the Basic plan; a bearer of news",
		"UserStrongAuthEnrollmentRequiredInterruptBecauseOfPolicy",
		"dial tcp 127.0.0.1:443: connect: connection refused",
	} {
		if got := Redact(text); got != text {
			t.Errorf("%s\nbecame %s", text, got)
		}
	}
}

// The canaries are secrets of every kind, made for looking for them where they must not be.
func TestNoCanarySurvivesInTheFormsInWhichItTravels(t *testing.T) {
	module, err := exec.Command("go", "env", "GOMOD").Output()
	if err != nil {
		t.Skip("no go command to find the module's root with")
	}
	file := filepath.Join(filepath.Dir(strings.TrimSpace(string(module))), "../shared/data/hostile/canaries.jsonl")
	f, err := os.Open(file)
	if os.IsNotExist(err) {
		t.Skip("no canaries beside this module: ../shared/data/hostile/canaries.jsonl")
	}
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	seen := 0
	for lines.Scan() {
		var canary struct{ Slot, Value string }
		if err := json.Unmarshal(lines.Bytes(), &canary); err != nil {
			t.Fatal(err)
		}
		seen++
		for _, text := range travels(canary.Slot, canary.Value) {
			if got := Redact(text); strings.Contains(got, "CANARY") || strings.Contains(got, canary.Value) {
				t.Errorf("%s: %s\nbecame %s", canary.Slot, text, got)
			}
		}
	}
	if seen == 0 {
		t.Error("no canary was read")
	}
}

// travels writes a secret as errors and traces would.
func travels(slot, value string) []string {
	quoted, _ := json.Marshal(`{"` + slot + `":"` + value + `"}`)
	switch slot {
	case "download_url":
		return []string{value, "Location: " + value + "&x=1"}
	case "proxy_password":
		return []string{"http://jan:" + value + "@proxy:8080", `Get "http://jan:` + value + `@proxy:8080": refused`}
	case "auth_code":
		return []string{value, "GET /?code=" + value + "&state=x", "code=" + value}
	case "pkce_verifier":
		return []string{value, "code_verifier=" + value, `{"code_verifier":"` + value + `"}`}
	case "device_code":
		return []string{"device_code=" + value + "&x=1", `{"device_code": "` + value + `"}`, string(quoted)}
	}
	return []string{value, slot + "=" + value, `{"` + slot + `":"` + value + `"}`, string(quoted), "Authorization: Bearer " + value}
}
