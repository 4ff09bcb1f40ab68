package kit

import (
	"cmp"
	"errors"
	"strings"

	"graphguest/auth"
	"graphguest/graphquery"
)

// NextSteps is what the person can do about err, and which admin to ask for what.
func NextSteps(err error) (steps []string) {
	var own interface{ NextStep() string }
	if errors.As(err, &own) && own.NextStep() != "" {
		steps = append(steps, own.NextStep())
	}
	if e, ok := errors.AsType[*auth.Error](err); ok && e.Guest != "" && e.Ask() != "" {
		steps = append(steps, e.Ask())
	}
	if e, ok := errors.AsType[*graphquery.Error](err); ok && e.Guest != "" && e.Admin != "" {
		steps = append(steps, "ask the admin of "+AdminOf(e)+": "+e.Admin)
	}
	return steps
}

// AdminOf is whose admin can help, as people call it: an id says nothing to them where the environment has a name.
func AdminOf(e *graphquery.Error) string {
	if strings.Contains(e.Tenant, ".") {
		return e.Tenant
	}
	return cmp.Or(e.Environment, e.Tenant, "the resource tenant")
}
