package kit

import (
	"cmp"
	"errors"

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
		steps = append(steps, "ask the admin of "+cmp.Or(e.Tenant, e.Environment, "the resource tenant")+": "+e.Admin)
	}
	return steps
}
