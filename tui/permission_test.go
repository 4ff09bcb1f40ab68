package tui_test

import (
	"context"
	"errors"
	"testing"

	"graphguest/graphquery/permissions"
	"graphguest/tui/kit"
)

// knowing gives a world a permission service, which answers when the gate is open.
func knowing(w *world) (gate chan error, asked *[]string) {
	gate, asked = make(chan error, 1), new([]string)
	w.Permissions = func(ctx context.Context, method, version, path string) ([]permissions.Permission, error) {
		*asked = append(*asked, method+" "+version+" "+path)
		select {
		case err := <-gate:
			return []permissions.Permission{{Value: "User.ReadBasic.All", Least: true}}, err
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
	return gate, asked
}

func TestThePermissionServiceIsAskedOnlyByAKey(t *testing.T) {
	w := newWorld(t)
	gate, asked := knowing(w)
	u := w.at(t, "fabrikam").types("/users").presses(enter).sees("403")
	if len(*asked) > 0 {
		t.Fatalf("asked %q of itself", *asked)
	}
	gate <- nil
	u.presses("alt+k").sees("User.ReadBasic.All")
	if len(*asked) != 1 || (*asked)[0] != "GET v1.0 /users" {
		t.Errorf("asked %q", *asked)
	}
}

func TestTheAnswerIsShownWholeAlsoWhereTheLineHasTheKeys(t *testing.T) {
	w := newWorld(t)
	gate, _ := knowing(w)
	gate <- nil
	w.at(t, "fabrikam").types("/users").presses(enter).sees("403").presses("alt+k").sees("╭─ Error", "Which permission")
}

func TestALateExplanationTakesNoLetter(t *testing.T) {
	w := newWorld(t)
	gate, _ := knowing(w)
	u := w.at(t, "fabrikam").types("/users").presses(enter).sees("403").presses("alt+k").sees("esc stops").types("y")
	gate <- nil
	u.sees("GET /users: The call needs").seesNo("╭─ Error")
}

func TestTheRefusalOnTheScreenStaysAKeyAway(t *testing.T) {
	w := newWorld(t)
	u := w.at(t, "fabrikam").types("/users").presses(enter).sees("403", "ctrl+x", "whole story")
	u.presses("alt+p").sees("next page: there is no").presses("ctrl+x").sees("╭─ Error", "Authorization_RequestDenied")
}

func TestAQuestionForPermissionsIsEndedByEsc(t *testing.T) {
	w := newWorld(t)
	gate, _ := knowing(w)
	u := w.at(t, "fabrikam").types("/users").presses(enter).sees("403").presses("alt+k").sees("esc stops")
	u.presses(esc).sees("no longer asking")
	gate <- nil
	u.seesNo("User.ReadBasic.All")
}

func TestAnExplanationNeverLandsInAnotherEnvironment(t *testing.T) {
	w := newWorld(t)
	answer := make(chan struct{})
	w.Permissions = func(context.Context, string, string, string) ([]permissions.Permission, error) {
		<-answer // whether anybody waits or not
		return []permissions.Permission{{Value: "Secret.Of.Fabrikam"}}, nil
	}
	u := w.at(t, "fabrikam").types("/users").presses(enter).sees("403").presses("alt+k").sees("esc stops")
	u.gets(kit.SwitchEnvironment{Name: "adatum"})
	close(answer)
	u.settles().header("adatum").seesNo("Secret.Of.Fabrikam", "esc stops")
}

func TestAServiceThatDoesNotAnswerIsSaid(t *testing.T) {
	w := newWorld(t)
	gate, _ := knowing(w)
	gate <- errors.New("the permission service is away")
	w.at(t, "contoso").types("/me").presses(enter).sees("200 OK").presses("alt+k").sees("which permission: the permission service is away")
	guestAt(t, "contoso").presses("alt+k").sees("there is no permission service here")
}

func TestASignInForAScopeRunsTheRefusedQueryAgain(t *testing.T) {
	w := newWorld(t)
	u := w.at(t, "fabrikam").types("/users").presses(enter).sees("403")
	before := len(w.graph.asked())
	u.gets(kit.SignIn{Approve: true, Account: consultant, Scopes: []string{"Files.Read"}})
	u.settles().header("fabrikam", "GUEST")
	if n := len(w.graph.asked()); n != before+1 || last(w.graph.asked()) != "GET /v1.0/users" {
		t.Errorf("sent %q", w.graph.asked()[before:])
	}
}

func TestAfterASignInForAScopeTheNewAnswerIsSeen(t *testing.T) {
	w := newWorld(t)
	u := w.at(t, "fabrikam").types("/users").presses(enter).sees("403").presses("ctrl+x").sees("What happened")
	u.gets(kit.SignIn{Approve: true, Account: consultant, Scopes: []string{"Files.Read"}})
	u.settles().header("fabrikam", "GUEST").sees("403 Forbidden").seesNo("What happened")
}

func TestASignInForAScopeSendsNoOtherQuery(t *testing.T) {
	w := newWorld(t)
	u := w.at(t, "fabrikam").types("/users").presses(enter).sees("403").presses("ctrl+u").types("/me").presses(enter).sees("200 OK")
	before := len(w.graph.asked())
	u.gets(kit.SignIn{Approve: true, Account: consultant, Scopes: []string{"Files.Read"}})
	u.settles().header("fabrikam", "GUEST")
	if n := len(w.graph.asked()); n != before {
		t.Errorf("sent %q", w.graph.asked()[before:])
	}
}
