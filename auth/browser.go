package auth

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"net/url"
	"time"

	"github.com/AzureAD/microsoft-authentication-library-for-go/apps/public"
)

// signInWithin is how long a person may take in the browser.
const signInWithin = 15 * time.Minute

// promptSelectAccount is MSAL's number for prompt=select_account; its type is internal.
const promptSelectAccount = 2

// everySignIn is what AuthCodeURL, unlike MSAL's other calls, does not ask for by itself.
var everySignIn = []string{"openid", "profile", "offline_access"}

// byBrowser lets the person sign in in the browser. A domain hint that Entra ID refuses is dropped once.
func (g *Guest) byBrowser(ctx context.Context, env Environment, how SignIn) (brought, error) {
	ctx, cancel := context.WithTimeoutCause(ctx, signInWithin, errTooLate)
	defer cancel()
	hint := env.Hint()
	b, err := g.inBrowser(ctx, env, hint, how)
	if refusal, ok := errors.AsType[*Error](err); ok && refusal.DropHint && hint != "" {
		how.Show(Prompt{Note: fmt.Sprintf("Entra ID refused the domain hint %q; trying once without it.", hint)})
		b, err = g.inBrowser(ctx, env, "", how)
	}
	if err != nil && errors.Is(context.Cause(ctx), errTooLate) {
		err = tooLate(env, fmt.Sprintf("nobody finished the sign-in in the browser within %d minutes", int(signInWithin.Minutes())))
	}
	return b, err
}

// inBrowser is one try: listen, open the page, wait for the browser to come back, redeem the code.
func (g *Guest) inBrowser(ctx context.Context, env Environment, hint string, how SignIn) (brought, error) {
	a, err := g.begin(env, nil)
	if err != nil {
		return brought{}, err
	}
	state, verifier := secret(), secret()
	back, err := openLoopback(state)
	if err != nil {
		return brought{}, err
	}
	defer back.close()
	page, err := a.page(ctx, back.redirect, state, verifier, hint, how.Claims)
	if err != nil {
		return brought{}, err
	}
	how.Show(Prompt{URL: page})
	r, err := g.answerTo(ctx, page, back, how.Show)
	if err != nil {
		return brought{}, err
	}
	back.close()
	if r.refused != "" {
		return brought{}, explainOAuth(env, g.cloud, r.refused, r.description)
	}
	result, err := a.AcquireTokenByAuthCode(ctx, r.code, back.redirect, a.scopes,
		public.WithChallenge(verifier), public.WithClaims(how.Claims))
	return a.end(ctx, result, err)
}

// answerTo opens the page and waits for the browser to come back. The browser may be a process
// that runs on: it is left alone when the sign-in ends.
func (g *Guest) answerTo(ctx context.Context, page string, back *loopback, show func(Prompt)) (reply, error) {
	if err := ctx.Err(); err != nil {
		return reply{}, err
	}
	opened := make(chan error, 1)
	go func() { opened <- g.desk.browse(context.WithoutCancel(ctx), page) }()
	for {
		select {
		case err := <-opened:
			if err != nil {
				show(Prompt{URL: page, OpenErr: err})
			}
		case r := <-back.replies:
			return r, nil
		case err := <-back.faults:
			return reply{}, err
		case <-ctx.Done():
			return reply{}, ctx.Err()
		}
	}
}

func (d *Desk) browse(ctx context.Context, page string) (err error) {
	defer catch(&err)
	if d.world.Browse == nil {
		return errors.New("no way to open a browser was given")
	}
	return d.world.Browse(ctx, page)
}

// page is the authorize URL: MSAL's, with what MSAL leaves out. prompt=select_account cannot be
// combined with a login hint.
func (a *acquisition) page(ctx context.Context, redirect, state, verifier, hint, claims string) (string, error) {
	options := []public.AuthCodeURLOption{public.WithClaims(claims)}
	if hint != "" {
		options = append(options, public.WithDomainHint(hint))
	}
	if a.env.Account != "" {
		options = append(options, public.WithLoginHint(a.env.Account))
	} else {
		options = append(options, public.WithPrompt(promptSelectAccount))
	}
	raw, err := a.AuthCodeURL(ctx, a.env.ClientID, redirect, append(append([]string{}, a.scopes...), everySignIn...), options...)
	if err != nil {
		return "", a.explain(ctx, err)
	}
	u, err := url.Parse(raw)
	if err != nil || !a.cloud.atLogin(u) {
		return "", fmt.Errorf("%s names a page elsewhere for signing in (%.200q): it was not opened", a.cloud.Login, raw)
	}
	challenge := sha256.Sum256([]byte(verifier))
	q := u.Query()
	q.Set("state", state)
	q.Set("code_challenge", base64.RawURLEncoding.EncodeToString(challenge[:]))
	q.Set("code_challenge_method", "S256")
	q.Set("response_mode", "form_post") // keeps the code out of the address bar and the history
	u.RawQuery = q.Encode()
	return u.String(), nil
}

// secret is 256 random bits that a URL can carry: a state, or a PKCE verifier.
func secret() string {
	var b [32]byte
	_, _ = rand.Read(b[:]) // never fails
	return base64.RawURLEncoding.EncodeToString(b[:])
}
