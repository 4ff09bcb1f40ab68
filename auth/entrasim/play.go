package entrasim

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// Approve plays the person at the browser: it opens authorizeURL, picks the account upn, answers
// every page with yes, and sends the answer to the redirect URI as the browser would.
// Where Entra ID refuses, it presses "Back to the app": the program hears access_denied with the
// AADSTS text, and Approve returns nil. It returns an error when nothing could be sent:
// the account is nobody's, the page knows no way back, or the program does not listen.
func (s *Server) Approve(ctx context.Context, authorizeURL, upn string) error {
	return s.play(ctx, authorizeURL, upn, "next")
}

// Deny plays a person who presses Cancel on the first page.
func (s *Server) Deny(ctx context.Context, authorizeURL string) error {
	return s.play(ctx, authorizeURL, "", "cancel")
}

func (s *Server) play(ctx context.Context, authorizeURL, upn, do string) error {
	u, err := url.Parse(authorizeURL)
	if err != nil {
		return fmt.Errorf("the authorize URL cannot be read: %w", err)
	}
	tenant, rest, _ := strings.Cut(strings.TrimPrefix(u.Path, "/"), "/")
	if rest != "oauth2/v2.0/authorize" {
		return fmt.Errorf("%s is not an authorize page", u.Path)
	}
	s.record(&http.Request{Method: http.MethodGet, URL: u, Form: u.Query()})
	p := s.beginAuthorize(strings.ToLower(tenant), u.Query(), guid())
	if p, err = s.answerAll(p, url.Values{"account": {upn}}, do); err != nil {
		return err
	}
	return p.reply.send(ctx)
}

// answerAll answers page after page, until the flow is over.
func (s *Server) answerAll(p page, form url.Values, do string) (page, error) {
	form.Set("do", do)
	for range 2 * len(steps) {
		if p.Step == "reply" {
			return p, nil
		}
		if p.Said != "" {
			return p, fmt.Errorf("the page says: %s", p.Said)
		}
		if p.Flow == "" {
			return p, fmt.Errorf("the page has no way back: %s", p.Refused.Description())
		}
		form.Set("flow", p.Flow)
		form.Set("step", p.Step)
		form.Set("passcode", p.Code)
		form.Set("number", p.Code)
		p = s.continueFlow(form)
	}
	return p, fmt.Errorf("the pages do not come to an end: %s", p.Step)
}

// send delivers the answer as a browser does: a form or a link to the program's loopback.
func (re *reply) send(ctx context.Context) error {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, withQuery(re.redirect, re.values), nil)
	if re.mode == "form_post" {
		request, err = http.NewRequestWithContext(ctx, http.MethodPost, re.redirect, strings.NewReader(re.values.Encode()))
	}
	if err != nil {
		return err
	}
	if re.mode == "form_post" {
		request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	response, err := browser.Do(request)
	if err != nil {
		return fmt.Errorf("the program does not listen at its redirect URI: %w", err)
	}
	return response.Body.Close()
}

// browser talks to loopback only: no proxy, and no connection is kept that could hold a listener open.
var browser = &http.Client{
	Transport:     &http.Transport{DisableKeepAlives: true},
	CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	Timeout:       30 * time.Second,
}

// ApproveDevice plays the person who types a device code at the page, signs in as upn and says yes.
// Where Entra ID refuses the person, the device hears it as declined, and ApproveDevice returns nil.
func (s *Server) ApproveDevice(userCode, upn string) error {
	return s.playDevice(userCode, upn, "next")
}

// DeclineDevice plays the person who types a device code and then presses Cancel.
func (s *Server) DeclineDevice(userCode string) error {
	return s.playDevice(userCode, "", "cancel")
}

func (s *Server) playDevice(userCode, upn, do string) error {
	p := s.beginDevice("", guid())
	p = s.continueFlow(url.Values{"flow": {p.Flow}, "step": {"code"}, "user_code": {userCode}})
	_, err := s.answerAll(p, url.Values{"account": {upn}}, do)
	return err
}
