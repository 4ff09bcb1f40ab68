package graphsim

import (
	"encoding/json"
	"io"
	"net/http"
)

// bodyAtMost is more than any body of these calls needs.
const bodyAtMost = 1 << 20

func (q *request) body() (map[string]json.RawMessage, error) {
	data, err := io.ReadAll(io.LimitReader(q.http.Body, bodyAtMost))
	var fields map[string]json.RawMessage
	if err != nil || json.Unmarshal(data, &fields) != nil || fields == nil {
		return nil, badRequest("Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.")
	}
	return fields, nil
}

// settable are the properties a PATCH may change.
var settable = map[string]struct {
	role bool // by a role only, not by the person themselves
	set  func(*User, json.RawMessage) error
}{
	"businessPhones":    {false, setting(func(u *User, v []string) { u.BusinessPhones = v })},
	"mobilePhone":       {false, setting(func(u *User, v string) { u.MobilePhone = v })},
	"preferredLanguage": {false, setting(func(u *User, v string) { u.PreferredLanguage = v })},
	"officeLocation":    {false, setting(func(u *User, v string) { u.OfficeLocation = v })},
	"city":              {false, setting(func(u *User, v string) { u.City = v })},
	"country":           {false, setting(func(u *User, v string) { u.Country = v })},
	"otherMails":        {false, setting(func(u *User, v []string) { u.OtherMails = v })},
	"displayName":       {false, setting(func(u *User, v string) { u.DisplayName = v })},
	"givenName":         {false, setting(func(u *User, v string) { u.GivenName = v })},
	"surname":           {false, setting(func(u *User, v string) { u.Surname = v })},
	"jobTitle":          {true, setting(func(u *User, v string) { u.JobTitle = v })},
	"department":        {true, setting(func(u *User, v string) { u.Department = v })},
	"companyName":       {true, setting(func(u *User, v string) { u.CompanyName = v })},
	"employeeId":        {true, setting(func(u *User, v string) { u.EmployeeID = v })},
	"usageLocation":     {true, setting(func(u *User, v string) { u.UsageLocation = v })},
	"userType":          {true, setting(func(u *User, v string) { u.UserType = v })},
	"accountEnabled":    {true, setting(func(u *User, v bool) { u.Disabled = !v })},
}

// setting decodes one property; null is the empty value.
func setting[V any](set func(*User, V)) func(*User, json.RawMessage) error {
	return func(u *User, raw json.RawMessage) error {
		var v V
		err := json.Unmarshal(raw, &v)
		set(u, v)
		return err
	}
}

// patchUser changes the caller, or anybody when the caller holds a role.
func (q *request) patchUser(u *User, from string) error {
	if err := q.permit(http.MethodPatch, from); err != nil {
		return err
	}
	own := q.own(u)
	if !own && (!q.caller.Admin || !q.bearer.holds("User.ReadWrite.All", "Directory.ReadWrite.All")) {
		return denied()
	}
	fields, err := q.body()
	if err != nil {
		return err
	}
	trial := *u
	for name, raw := range fields {
		field, ok := settable[name]
		switch {
		case userKind.property(name) == nil:
			return badRequest("Invalid property '%s'.", name)
		case !ok:
			return refused(http.StatusBadRequest, "Request_BadRequest", "Property '%s' is read-only and cannot be set.", name)
		case field.role && !q.caller.Admin:
			return denied()
		}
		if field.set(&trial, raw) != nil {
			return refused(http.StatusBadRequest, "Request_BadRequest", "Invalid value specified for property '%s' of resource 'User'.", name)
		}
	}
	q.dir.change(u.ID, func(now *User) {
		for name, raw := range fields {
			settable[name].set(now, raw) //nolint:errcheck // it fitted the trial
		}
	})
	return q.written(q.dir.find(u.ID), "users")
}

func (q *request) deleteUser(u *User, from string) error {
	if err := q.permit(http.MethodDelete, from); err != nil {
		return err
	}
	if !q.caller.Admin {
		return denied()
	}
	q.dir.remove(u.ID)
	return q.answer.noContent()
}
