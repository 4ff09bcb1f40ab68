package kit

import (
	"errors"
	"slices"
	"testing"

	"graphguest/auth"
	"graphguest/graphquery"
)

func TestTheNextStepsAreTheGuestsOwnAndThenTheAdmins(t *testing.T) {
	for _, c := range []struct {
		err  error
		want []string
	}{
		{errors.New("x"), nil},
		{&auth.Error{Tenant: "wingtip", Admin: "invite you"}, []string{"ask the admin of wingtip to invite you"}},
		{&auth.Error{Tenant: "wingtip", Guest: "look", Admin: "invite you"}, []string{"look", "ask the admin of wingtip to invite you"}},
		{&graphquery.Error{Environment: "fabrikam", Admin: "grant X"}, []string{"ask the admin of fabrikam: grant X"}},
		{&graphquery.Error{Environment: "fabrikam", Tenant: "fabrikam.com", Guest: "use /me", Admin: "grant X"}, []string{"use /me", "ask the admin of fabrikam.com: grant X"}},
		{&graphquery.Error{Environment: "fabrikam", Tenant: "46d2a1c0-7b5e-4c11-9d0a-5be2c47a3f58", Guest: "use /me", Admin: "grant X"}, []string{"use /me", "ask the admin of fabrikam: grant X"}},
	} {
		if got := NextSteps(c.err); !slices.Equal(got, c.want) {
			t.Errorf("%v leads to %q, want %q", c.err, got, c.want)
		}
	}
}
