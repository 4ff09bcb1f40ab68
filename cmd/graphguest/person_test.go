package main

import (
	"fmt"
	"html"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"testing"
)

var (
	hiddenField = regexp.MustCompile(`<input type="hidden" name="([^"]*)" value="([^"]*)"`)
	formAction  = regexp.MustCompile(`<form method="post" action="([^"]*)"`)
	shownCode   = regexp.MustCompile(`<span class="code">([^<]*)</span>`)
)

// role is the test binary under a name by which it plays something else; see TestMain.
func role(t *testing.T, name string) string {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	link := filepath.Join(t.TempDir(), name)
	if err := os.Symlink(self, link); err != nil {
		t.Skip("no symbolic links here: ", err)
	}
	return link
}

// person is a browser with somebody in front of it, for $BROWSER: it fills in the forms of a
// sign-in page as $PERSON, one page after another, until the program's own page has answered.
// $PERSON=cancel presses Cancel.
func person() {
	if err := signInAs(os.Args[len(os.Args)-1], os.Getenv("PERSON")); err != nil {
		fmt.Fprintln(os.Stderr, "person:", err)
		os.Exit(1)
	}
}

func signInAs(page, who string) error {
	at, err := url.Parse(page)
	if err != nil {
		return err
	}
	text, err := open(http.Get(page))
	for range 12 {
		if err != nil {
			return err
		}
		action := formAction.FindStringSubmatch(text)
		if action == nil {
			return nil // a page without a form: the end
		}
		to, err := at.Parse(html.UnescapeString(action[1]))
		if err != nil {
			return err
		}
		at = to
		text, err = open(http.PostForm(to.String(), answers(text, who)))
		if err != nil {
			return err
		}
	}
	return fmt.Errorf("the pages do not end")
}

// answers are what a person puts into the first form of a page.
func answers(text, who string) url.Values {
	form := url.Values{"do": {"next"}}
	for _, field := range hiddenField.FindAllStringSubmatch(text, -1) {
		form.Set(html.UnescapeString(field[1]), html.UnescapeString(field[2]))
	}
	if form.Get("flow") == "" {
		form.Del("do") // the answer on its way to the program
		return form
	}
	if who == "cancel" {
		form.Set("do", "cancel")
		return form
	}
	form.Set("account", who)
	if code := shownCode.FindStringSubmatch(text); code != nil {
		form.Set("passcode", code[1])
		form.Set("number", code[1])
	}
	return form
}

func open(answer *http.Response, err error) (string, error) {
	if err != nil {
		return "", err
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	return string(text), err
}
