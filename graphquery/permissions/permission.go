// Package permissions explains a 403: which delegated permissions a call of Graph needs, by Microsoft's own list, and how
// that stands against what a token grants.
//
// The list is asked over the network, and only when a person asks. What is sent is the method and the call's template, of
// which only words remain that Graph's own paths are made of: no id, no name, no tenant, no token.
package permissions

// A Permission is a delegated permission that allows a call by itself.
type Permission struct {
	Value       string // the scope: "User.Read.All"
	DisplayName string // what a consent page calls it
	Description string // what it lets the app do
	Admin       bool   // only an admin of the tenant can consent to it
	Least       bool   // the least privileged that allows the call
}
