package auth

import (
	"fmt"
	"io"
	"net/http"
	"strconv"
)

var (
	entraCode = pattern(`^AADSTS[0-9]{1,10}`)
	oauthWord = pattern(`^[a-z_]{1,40}$`)
)

// writePage sends the person back to the terminal. The page holds nothing of the answer but the
// code of a refusal, and needs no script and no other file.
func writePage(w http.ResponseWriter, answer reply) {
	title, text := "Done", "Entra ID has answered. The terminal goes on from here; this tab can be closed."
	if answer.refused != "" {
		title, text = "Refused", "Entra ID refused this sign-in"+refusalCode(answer)+". The terminal says why and what to do; this tab can be closed."
	}
	page := fmt.Sprintf(pageText, title, title, text)
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Length", strconv.Itoa(len(page)))
	h.Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; form-action 'none'; base-uri 'none'")
	h.Set("Cache-Control", "no-store")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Connection", "close")
	_, _ = io.WriteString(w, page)
	_ = http.NewResponseController(w).Flush() // before the server closes
}

func refusalCode(answer reply) string {
	if code := entraCode().FindString(answer.description); code != "" {
		return " (" + code + ")"
	}
	if oauthWord().MatchString(answer.refused) {
		return " (" + answer.refused + ")"
	}
	return ""
}

const pageText = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>%s – graphguest</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:34rem;margin:15vh auto;padding:0 1rem}h1{font-size:1.5rem}</style>
<h1>%s – back to your terminal</h1>
<p>%s</p>
</html>
`
