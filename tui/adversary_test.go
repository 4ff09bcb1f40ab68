package tui_test

import (
	"io"
	"os"
	"reflect"
	"strings"
	"testing"
	"time"
	"unsafe"

	tea "charm.land/bubbletea/v2"

	"graphguest/auth"
	"graphguest/graphquery"
	"graphguest/tui"
	"graphguest/tui/kit"
)

// Somebody switches, types on, or changes settings at the worst moment: what was meant
// for one tenant or said by one person must not count for another.

// writable makes an environment read-write on disk.
func writable(t *testing.T, w *world, name string) auth.Environment {
	t.Helper()
	env, err := w.Store.Load(name)
	if err != nil {
		t.Fatal(err)
	}
	env.Access = auth.ReadWrite
	if err := w.Store.Save(env); err != nil {
		t.Fatal(err)
	}
	return env
}

// sentWrites are the requests that could change something.
func (w *world) sentWrites() (list []string) {
	for _, r := range w.graph.asked() {
		if !strings.HasPrefix(r, "GET ") {
			list = append(list, r)
		}
	}
	return list
}

func TestAYesIsNoYesOfWhoSignsInAfterwards(t *testing.T) {
	w := newWorld(t)
	writable(t, w, "tailspin")
	u := w.at(t, "tailspin").types("DELETE /users/x").presses(enter).sees("Send this write?").presses("y").sees("Sign in to tailspin")
	u.presses("a", enter).sees("Send this write?").presses("n")
	u.settles()
	if sent := w.sentWrites(); len(sent) > 0 {
		t.Errorf("sent %q", sent)
	}
	u.gets(kit.SignIn{Approve: true, Account: consultant})
	u.settles().seesNo("Send this write?")
	if sent := w.sentWrites(); len(sent) > 0 {
		t.Errorf("the next sign-in sent %q", sent)
	}
}

func TestAQuestionThatComesLateTakesNoLetter(t *testing.T) {
	w := newWorld(t)
	w.write(t, "contoso", "http-client.env.json", `{"dev": {"id": "vip"}}`)
	u := w.at(t, "contoso").types("DELETE /users/{{id}}")
	u.gets(keyNamed(enter))
	wish := <-u.inbox // the query; its variables are read while the person types on
	u.out--
	u.gets(wish)
	u.gets(keyNamed("y"))
	u.settles().seesNo("Send this write?").sees("was not sent")
	if sent := w.sentWrites(); len(sent) > 0 {
		t.Errorf("sent %q", sent)
	}
}

func TestAWriteIsRefusedWhereAnotherWindowMadeItReadOnly(t *testing.T) {
	w := newWorld(t)
	env := writable(t, w, "contoso")
	u := w.at(t, "contoso").header("read-write")
	env.Access = auth.ReadOnly
	if err := w.Store.Save(env); err != nil {
		t.Fatal(err)
	}
	u.types("DELETE /users/x").presses(enter, "y").sees("read-only")
	if sent := w.sentWrites(); len(sent) > 0 {
		t.Errorf("sent %q", sent)
	}
	u.presses("ctrl+o").settles().header("read-only") // and whoever looks around sees it
}

func TestAFormThatWasOpenForLongerDoesNotBringBackAnAccessMode(t *testing.T) {
	w := newWorld(t)
	env := writable(t, w, "adatum")
	u := w.at(t, "contoso")
	u.gets(kit.SetUp{Purpose: kit.Edit, Environment: env})
	closed := env
	closed.Access = auth.ReadOnly
	if err := w.Store.Save(closed); err != nil {
		t.Fatal(err)
	}
	env.Color = "red"
	u.gets(kit.SaveEnvironment{Environment: env, Was: "adatum"})
	u.settles()
	if now, _ := w.Store.Load("adatum"); now.Access == auth.ReadWrite || now.Color != "red" {
		t.Errorf("on disk: %s, %s", now.Access, now.Color)
	}
}

func TestAWriteInDisguiseIsNamed(t *testing.T) {
	w := newWorld(t)
	w.at(t, "contoso").pastes("curl -H 'X-HTTP-Method-Override: DELETE' https://graph.microsoft.com/v1.0/users/vip").presses(enter).
		sees("which means another method", "DELETE")
}

// lentProgram is a program that the terminal is lent to.
type lentProgram func() error

func (p lentProgram) Run() error        { return p() }
func (lentProgram) SetStdin(io.Reader)  {}
func (lentProgram) SetStdout(io.Writer) {}
func (lentProgram) SetStderr(io.Writer) {}

// runs is what Bubble Tea does with a program that the terminal is lent to.
func runs(exec tea.Msg) tea.Msg {
	copied := reflect.New(reflect.TypeOf(exec)).Elem()
	copied.Set(reflect.ValueOf(exec))
	program := *(*tea.ExecCommand)(unsafe.Pointer(copied.FieldByName("cmd").UnsafeAddr()))
	then := *(*tea.ExecCallback)(unsafe.Pointer(copied.FieldByName("fn").UnsafeAddr()))
	return then(program.Run())
}

// edits lets the person's editor write text, up to where it has ended and nobody has heard.
func (u *user) edits(w *world, query string) (back tea.Msg) {
	u.presses("ctrl+u").types(query)
	u.gets(keyNamed("ctrl+g"))
	for u.out > u.clock.armed() {
		msg := <-u.inbox
		u.out--
		if strings.HasPrefix(reflect.TypeOf(msg).String(), "tea.exec") {
			return runs(msg)
		}
		u.gets(msg)
	}
	u.t.Fatal("no editor was opened")
	return nil
}

func editing(w *world, text string) {
	w.Editor = func(file string) tea.ExecCommand {
		return lentProgram(func() error { return os.WriteFile(file, []byte(text), 0o600) })
	}
}

func TestWhatTheEditorWroteComesBackToItsQuery(t *testing.T) {
	w := newWorld(t)
	editing(w, `{"a": 1}`)
	u := w.at(t, "contoso")
	u.gets(u.edits(w, "POST /things"))
	u.settles().sees("POST  v1.0  /things", "body of 8 bytes")
}

func TestWhatTheEditorWroteNeverLandsInAnotherTenant(t *testing.T) {
	w := newWorld(t)
	editing(w, `{"of": "contoso"}`)
	u := w.at(t, "contoso")
	back := u.edits(w, "POST /contoso-things")
	u.gets(kit.SwitchEnvironment{Name: "adatum"})
	u.settles().presses("ctrl+u").types("/me")
	u.gets(back)
	u.settles().seesNo("contoso-things", "body of").sees("the text is in")
}

func TestHeadersAndBodiesDoNotCrossASwitch(t *testing.T) {
	w := newWorld(t)
	u := w.at(t, "contoso").pastes("curl -X PATCH https://graph.microsoft.com/v1.0/users/x -H 'Prefer: a=b' -d '{}'").sees("1 header", "body of")
	u.gets(kit.SwitchEnvironment{Name: "adatum"})
	u.settles().sees("/users/x").seesNo("1 header", "body of")
}

func TestWhatIsRememberedBelongsToATenantNotToAName(t *testing.T) {
	w := newWorld(t)
	w.at(t, "contoso").types("/me/memberOf").presses(enter).sees("200 OK").presses("ctrl+c").settles()
	kept := w.memory.kept["contoso"]
	kept.Tenant = "global another-tenant"
	w.memory.kept["contoso"] = kept
	w.at(t, "contoso").seesNo("memberOf").presses("ctrl+r").sees("nothing was run here yet")
}

func TestAVariablesValueIsNotRemembered(t *testing.T) {
	w := newWorld(t)
	w.write(t, "contoso", "http-client.env.json", `{"dev": {"who": "top-secret"}}`)
	w.at(t, "contoso").types("/users/{{who}}").presses(enter).sees("404").presses("ctrl+r").sees("/users/{{who}}").seesNo("top-secret\n")
	for _, r := range w.memory.kept["contoso"].Runs {
		if strings.Contains(r.Query.Path, "top-secret") {
			t.Errorf("remembered %q", r.Query.Path)
		}
	}
}

func TestATokenThatWasPastedByAccidentIsNotRemembered(t *testing.T) {
	const jwt = "eyJhbGciOiJSUzI1NiJ9.eyJhdWQiOiJncmFwaCIsImV4cCI6MTczMjAwMDAwMH0.c2lnbmF0dXJlLXNpZ25hdHVyZQ"
	w := newWorld(t)
	u := w.at(t, "contoso").types("/" + jwt).presses(enter).sees("✗").presses("ctrl+c").settles()
	if kept := u.kept(w, "contoso"); len(kept.Runs) > 0 || strings.Contains(kept.Tabs[0].Path, "eyJ") {
		t.Errorf("remembered %+v", kept)
	}
}

func TestAStateFileCannotSpeakToTheTerminal(t *testing.T) {
	w := newWorld(t)
	w.NoColor = true
	bad := graphquery.Query{Method: "G\x1b]0;x\a", Version: "v\u009b2J", Path: "/me"}
	env, _ := w.Store.Load("contoso")
	w.memory.kept["contoso"] = tui.Kept{
		Tenant: env.Cloud + " " + env.TenantID, Runs: []kit.Run{{At: time.Now(), Query: bad}},
		Tabs: []tui.Line{{Method: bad.Method, Version: bad.Version, Path: bad.Path}, {Method: bad.Method, Version: bad.Version, Path: bad.Path}},
	}
	u := w.at(t, "contoso")
	u.clean("start", u.m.View().Content)
	u.presses("ctrl+n", "ctrl+p")
	u.clean("palette", u.m.View().Content)
}

func TestARemovalThatIsAskedLateTakesNoLetter(t *testing.T) {
	w := newWorld(t)
	u := w.at(t, "contoso")
	u.gets(kit.AskRemoveEnvironment{Name: "fabrikam"})
	u.gets(keyNamed("y"))
	u.settles().seesNo("Remove fabrikam")
	if _, err := w.Store.Load("fabrikam"); err != nil {
		t.Errorf("it was removed: %v", err)
	}
}

func TestTheDockedTokenLeavesWithItsTenant(t *testing.T) {
	w := newWorld(t)
	u := w.at(t, "contoso").sizes(200, 60).sees("MEMBER in contoso")
	env, _ := w.Store.Load("contoso")
	other, _ := w.Store.Load("wingtip")
	env.TenantID, env.TenantDomain = other.TenantID, other.TenantDomain
	u.gets(kit.SaveEnvironment{Environment: env, Was: "contoso"})
	u.settles().header("wingtiptoys.com").seesNo("MEMBER in contoso")
}

func TestAnUndoOfADeletionStaysInItsTenant(t *testing.T) {
	w := newWorld(t)
	w.write(t, "fabrikam", "queries/mine.http", "### mine of fabrikam\nGET {{graph}}/v1.0/me\n")
	u := w.at(t, "fabrikam").presses(esc, "o", "g", "d", "y").sees("deleted")
	env, _ := w.Store.Load("fabrikam")
	adatum, _ := w.Store.Load("adatum")
	env.TenantID = adatum.TenantID // the name means another tenant now
	if err := w.Store.Save(env); err != nil {
		t.Fatal(err)
	}
	u.presses("u").sees("another tenant now").seesNo("│ mine of fabrikam")
}
