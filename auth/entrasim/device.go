package entrasim

import (
	"net/http"
	"net/url"
	"strings"
	"time"
)

// device is a sign-in that a program started with a device code and a person finishes elsewhere.
type device struct {
	secret   string // device_code
	userCode string
	ask      ask
	ends     time.Time
	polled   time.Time
	session  *session // who approved it
	refused  *refusal // why nobody did
	redeemed bool
}

// deviceCode begins a device sign-in.
func (s *Server) deviceCode(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodPost {
		s.writeRefusal(w, refuse(900561, r.Method), correlation(r))
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	a := ask{tenant: tenantOf(r), correlation: correlation(r)}
	var no *refusal
	if a.app, no = s.appOf(a.tenant, r.PostForm); no == nil {
		a.scopes, no = s.readScopes(r.PostForm.Get("scope"), a.app, s.tenantName(a.tenant))
	}
	if no == nil {
		a.challenge, no = readChallenge(r.PostForm.Get("claims"))
	}
	if no == nil && !a.app.PublicClient {
		no = refuse(7000218)
	}
	if no != nil {
		s.writeRefusal(w, no, a.correlation)
		return
	}
	life, interval := s.deviceTimes()
	d := &device{secret: secret(120), userCode: userCode(), ask: a, ends: s.now().Add(life)}
	s.devices.add(d.secret, d)
	writeJSON(w, http.StatusOK, map[string]any{
		"user_code":        d.userCode,
		"device_code":      d.secret,
		"verification_uri": verificationURI,
		"expires_in":       int(life.Seconds()),
		"interval":         int(interval.Seconds()),
		"message":          "To sign in, use a web browser to open the page " + verificationURI + " and enter the code " + d.userCode + " to authenticate.",
	})
}

const verificationURI = "https://microsoft.com/devicelogin"

func (s *Server) deviceTimes() (life, interval time.Duration) {
	life, interval = s.knobs.DeviceCodeLife, s.knobs.Interval
	if life == 0 {
		life = 15 * time.Minute
	}
	if interval == 0 {
		interval = 5 * time.Second
	}
	return life, interval
}

// poll answers a program that asks whether the person is done.
func (s *Server) poll(a ask, form url.Values) (*session, ask, *refusal) {
	d := s.devices.get(form.Get("device_code"))
	_, interval := s.deviceTimes()
	switch {
	case d == nil || d.ask.app != a.app || s.dir().tenants[d.ask.tenant] != s.dir().tenants[a.tenant]:
		return nil, a, refuse(70018)
	case d.redeemed:
		return nil, a, refuse(54005)
	case d.refused != nil:
		no := *d.refused
		no.OAuth = "authorization_declined"
		return nil, a, &no
	case !s.now().Before(d.ends):
		return nil, a, refuse(70020)
	case d.session != nil:
		d.redeemed = true
		d.ask.clientInfo = a.clientInfo
		return d.session, d.ask, nil
	}
	no := refuse(70016)
	if !d.polled.IsZero() && s.now().Sub(d.polled) < interval {
		no.OAuth = "slow_down"
	}
	d.polled = s.now()
	return nil, a, no
}

// devicePage is where a person types the code: /devicelogin. "otc" in the query fills it in.
func (s *Server) devicePage(w http.ResponseWriter, r *http.Request) {
	if r.Method == http.MethodPost && r.PostForm.Has("flow") {
		s.show(w, r, s.continueFlow(r.PostForm))
		return
	}
	s.show(w, r, s.beginDevice(r.Form.Get("otc"), correlation(r)))
}

func (s *Server) beginDevice(code, correlation string) page {
	return s.locked(func() page {
		return s.pageOf(s.begin(ask{correlation: correlation, loginHint: code}, true))
	})
}

func (s *Server) codeDue(f *flow) bool { return f.byDevice && f.device == nil }

func (s *Server) takeCode(f *flow, form url.Values) {
	f.who = strings.ToUpper(strings.TrimSpace(form.Get("user_code")))
	for _, d := range s.devices.values {
		if d.userCode == f.who && s.now().Before(d.ends) && d.session == nil && d.refused == nil {
			f.device, f.ask, f.who = d, d.ask, ""
			return
		}
	}
	f.said = "That code didn't work. Check the code and try again."
}
