package main

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"time"
)

var errNoBrowser = errors.New("no browser here: no $BROWSER and no desktop that you see; open the link on another screen, or use a device code")

// desktopOpeners hand a page to the desktop. They take it as one argument, without a shell.
var desktopOpeners = map[string]string{
	"linux":   "xdg-open",
	"darwin":  "open",
	"windows": "rundll32 url.dll,FileProtocolHandler",
}

// openBrowser shows an http(s) page: with $BROWSER where it is set, else the desktop's own way.
// It prints nothing and waits no longer than it takes to see that the browser did start.
func openBrowser(_ context.Context, link string) error {
	u, err := url.Parse(link)
	if err != nil || (u.Scheme != "https" && u.Scheme != "http") || u.Host == "" {
		return fmt.Errorf("refused to open something that is no web page: %.40q", link)
	}
	if commands := os.Getenv("BROWSER"); commands != "" {
		return startBrowser(strings.Split(commands, string(os.PathListSeparator)), link)
	}
	opener, known := desktopOpeners[runtime.GOOS]
	if !known || noScreen() != "" {
		return errNoBrowser // xdg-open would start a text browser over the explorer
	}
	return startBrowser([]string{opener}, link)
}

// noScreen says why a browser that is started here would be seen by nobody; "" = the person sees it.
func noScreen() string {
	set := func(name string) bool { return os.Getenv(name) != "" }
	switch {
	case (set("SSH_CONNECTION") || set("SSH_TTY")) && !set("DISPLAY"):
		return "you are here over SSH, and the desktop is elsewhere"
	case runtime.GOOS == "linux" && !set("DISPLAY") && !set("WAYLAND_DISPLAY") && !set("WSL_DISTRO_NAME"): // WSL uses Windows'
		return "there is no desktop in this session"
	}
	return ""
}

// browserFails is how soon a command that cannot open a page has ended: xdg-open finds no browser, a screen is gone.
const browserFails = 2 * time.Second

// startBrowser tries commands until one starts and does not fail at once. %s in one stands for the page;
// without it the page is the last argument.
func startBrowser(commands []string, link string) error {
	var errs []error
	for _, command := range commands {
		args := strings.Fields(command)
		if len(args) == 0 {
			continue
		}
		if with := strings.ReplaceAll(command, "%s", link); with != command {
			args = strings.Fields(with)
		} else {
			args = append(args, link)
		}
		cmd := exec.Command(args[0], args[1:]...)
		if err := cmd.Start(); err != nil {
			errs = append(errs, err)
			continue
		}
		ended := make(chan error, 1)
		go func() { ended <- cmd.Wait() }() // also so that no zombie is left
		select {
		case err := <-ended:
			if err == nil {
				return nil
			}
			errs = append(errs, fmt.Errorf("%s: %w", args[0], err))
		case <-time.After(browserFails):
			return nil
		}
	}
	return fmt.Errorf("no browser could be started: %w", errors.Join(errs...))
}
