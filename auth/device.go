package auth

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"time"

	"github.com/AzureAD/microsoft-authentication-library-for-go/apps/public"
)

// slowDownBy is what a slow_down adds to the interval (RFC 8628 §3.5).
const slowDownBy = 5 * time.Second

// byDevice lets the person enter a code on any device.
func (g *Guest) byDevice(ctx context.Context, env Environment, how SignIn) (brought, error) {
	a, err := g.begin(env, nil)
	if err != nil {
		return brought{}, err
	}
	code, err := a.AcquireTokenByDeviceCode(ctx, a.scopes, public.WithClaims(how.Claims))
	if err != nil {
		return brought{}, a.explain(ctx, err)
	}
	at, err := url.Parse(code.Result.VerificationURL)
	if err != nil || at.Scheme != "https" || at.Host == "" {
		return brought{}, fmt.Errorf("%s wants the code to be entered at %.200q, which is no https page", g.cloud.Login, code.Result.VerificationURL)
	}
	a.session.pace = &pace{
		now: g.now, pause: g.desk.pause,
		interval: time.Duration(max(code.Result.Interval, 1)) * time.Second,
		ends:     a.session.last.after(a.session.last.ExpiresIn),
	}
	how.Show(Prompt{UserCode: code.Result.UserCode, VerificationURL: at.String(), Expires: a.session.pace.ends})
	result, err := code.AuthenticationResult(ctx)
	if ctx.Err() == nil && (errors.Is(err, errTooLate) || errors.Is(err, context.DeadlineExceeded)) {
		return brought{}, tooLate(env, "nobody entered the code in time")
	}
	return a.end(ctx, result, err)
}

func tooLate(env Environment, what string) error {
	return &Error{
		Environment: env.Name, Tenant: env.tenantName(), Account: env.Account,
		What: what, Guest: "start the sign-in again: graphguest login " + env.Name, Person: true, cause: errTooLate,
	}
}

var errTooLate = errors.New("the time to sign in is over")

// pace makes MSAL keep the interval that the server asks for between two questions whether the
// code was entered, which MSAL by itself does not.
type pace struct {
	now      func() time.Time
	pause    func(context.Context, time.Duration) error
	interval time.Duration
	next     time.Time // no question before
	ends     time.Time // no question after
}

// wait returns when the next question may be asked.
func (p *pace) wait(ctx context.Context) error {
	if p.next.IsZero() {
		p.next = p.now().Add(p.interval)
	}
	if d := p.next.Sub(p.now()); d > 0 {
		if err := p.pause(ctx, d); err != nil {
			return err
		}
	}
	if !p.ends.IsZero() && !p.now().Before(p.ends) {
		return errTooLate
	}
	p.next = p.now().Add(p.interval)
	return nil
}

func (p *pace) slowDown() {
	p.interval += slowDownBy
	p.next = p.now().Add(p.interval)
}
