package main

import (
	"runtime"
	"strings"
	"testing"
)

func TestABrowserThatFailsAtOnceIsSaid(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("its commands are others")
	}
	t.Setenv("BROWSER", "false")
	if err := openBrowser(t.Context(), "https://login.example/"); err == nil || !strings.Contains(err.Error(), "no browser could be started: false") {
		t.Errorf("err = %v", err)
	}
	t.Setenv("BROWSER", "false:true")
	if err := openBrowser(t.Context(), "https://login.example/"); err != nil {
		t.Errorf("the second one is there: %v", err)
	}
}
