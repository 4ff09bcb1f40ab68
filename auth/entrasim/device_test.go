package entrasim_test

import (
	"testing"
	"time"

	"graphguest/auth/entrasim"
)

func (r *rig) deviceCode(tenant string, pairs ...string) (int, map[string]any) {
	r.t.Helper()
	return r.send("POST", "/"+tenant+"/oauth2/v2.0/devicecode", changed(form("client_id", tools, "scope", graphRead), pairs))
}

func (r *rig) poll(tenant string, started map[string]any, pairs ...string) (int, map[string]any) {
	r.t.Helper()
	code, _ := started["device_code"].(string)
	return r.send("POST", "/"+tenant+"/oauth2/v2.0/token", changed(form("grant_type", "urn:ietf:params:oauth:grant-type:device_code",
		"client_id", tools, "device_code", code, "client_info", "1"), pairs))
}

func TestADeviceCodeSaysWhereToTypeIt(t *testing.T) {
	_, answer := newRig(t).deviceCode(fabrikam)
	code, _ := answer["user_code"].(string)
	if len(code) != 9 || answer["verification_uri"] != "https://microsoft.com/devicelogin" || answer["expires_in"] != 900.0 || answer["interval"] != 5.0 ||
		answer["message"] != "To sign in, use a web browser to open the page https://microsoft.com/devicelogin and enter the code "+code+" to authenticate." {
		t.Error(answer)
	}
}

func TestWhatAPollingDeviceHears(t *testing.T) {
	approve := func(r *rig, code string) error { return r.sim.ApproveDevice(code, consultant) }
	stranger := func(r *rig, code string) error { return r.sim.ApproveDevice(code, outlook) }
	decline := func(r *rig, code string) error { return r.sim.DeclineDevice(code) }
	after := func(d time.Duration) func(*rig, string) error {
		return func(r *rig, _ string) error { r.wait(d); return nil }
	}
	for _, row := range []struct {
		name   string
		tenant string
		do     func(*rig, string) error
		oauth  any
		want   int
	}{
		{"nobody yet, five seconds later", fabrikam, after(5 * time.Second), "authorization_pending", 70016},
		{"nobody yet, too soon", fabrikam, after(4 * time.Second), "slow_down", 70016},
		{"approved", fabrikam, approve, nil, 0},
		{"approved with MFA", northwind, approve, nil, 0},
		{"approved by a guest who was not redeemed", tailspin, approve, nil, 0},
		{"declined", fabrikam, decline, "authorization_declined", 65004},
		{"the person is no guest", contoso, stranger, "authorization_declined", 50020},
		{"too late", fabrikam, after(15 * time.Minute), "expired_token", 70020},
	} {
		r := newRig(t)
		_, started := r.deviceCode(row.tenant)
		if _, first := r.poll(row.tenant, started); first["error"] != "authorization_pending" {
			t.Errorf("%s: the first poll hears %v", row.name, first)
		}
		if err := row.do(r, started["user_code"].(string)); err != nil {
			t.Errorf("%s: %v", row.name, err)
		}
		_, answer := r.poll(row.tenant, started)
		if answer["error"] != row.oauth || codeOf(answer) != row.want {
			t.Errorf("%s: %v", row.name, answer)
		}
		if row.want == 0 {
			if tid := r.claims(answer, "access_token")["tid"]; tid != row.tenant || answer["refresh_token"] == nil || answer["scope"] != "User.Read openid profile" {
				t.Errorf("%s: %v", row.name, answer)
			}
		}
	}
}

func TestADeviceCodeIsGoodOnceForItsClientAndTenant(t *testing.T) {
	r := newRig(t)
	_, started := r.deviceCode(fabrikam)
	if err := r.sim.ApproveDevice(started["user_code"].(string), consultant); err != nil {
		t.Fatal(err)
	}
	if err := r.sim.ApproveDevice(started["user_code"].(string), viralGuest); err == nil {
		t.Error("an approved code is taken again")
	}
	for _, row := range []struct {
		tenant string
		change []string
		want   int
	}{
		{fabrikam, []string{"client_id", cli}, 70018},
		{adatum, nil, 70018},
		{fabrikam, []string{"device_code", "guess"}, 70018},
		{fabrikam, nil, 0},
		{fabrikam, nil, 54005},
	} {
		if _, answer := r.poll(row.tenant, started, row.change...); codeOf(answer) != row.want {
			t.Errorf("%s %v: %v, want %d", row.tenant, row.change, answer, row.want)
		}
	}
}

func TestADeviceRequestIsCheckedLikeAnyOther(t *testing.T) {
	for _, row := range []struct {
		change []string
		want   int
	}{
		{[]string{"client_id", wingtip}, 700016},
		{[]string{"client_id", web}, 7000218},
		{[]string{"client_id", cli}, 65002},
		{[]string{"scope", ""}, 900144},
		{[]string{"claims", "["}, 90023},
	} {
		if _, answer := newRig(t).deviceCode(fabrikam, row.change...); codeOf(answer) != row.want {
			t.Errorf("%v: %v, want %d", row.change, answer, row.want)
		}
	}
}

func TestAUserCodeThatIsWrongUsedOrOldOpensNothing(t *testing.T) {
	r := newRig(t)
	r.sim.Tune(func(k *entrasim.Knobs) { k.DeviceCodeLife, k.Interval = time.Minute, 7*time.Second })
	_, started := r.deviceCode(fabrikam)
	code := started["user_code"].(string)
	if started["interval"] != 7.0 || started["expires_in"] != 60.0 {
		t.Error(started)
	}
	if err := r.sim.ApproveDevice("WRONGCODE", consultant); err == nil {
		t.Error("a wrong code is taken")
	}
	if err := r.sim.ApproveDevice(code, "nobody@nowhere.example"); err == nil {
		t.Error("nobody approves")
	}
	if err := r.sim.DeclineDevice(code); err != nil {
		t.Error(err)
	}
	if err := r.sim.ApproveDevice(code, consultant); err == nil {
		t.Error("a declined code is taken")
	}
	_, late := r.deviceCode(fabrikam)
	r.wait(time.Minute)
	if err := r.sim.ApproveDevice(late["user_code"].(string), consultant); err == nil {
		t.Error("an old code is taken")
	}
}
