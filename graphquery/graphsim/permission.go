package graphsim

import "net/http"

// permissions are the delegated scopes that let a call through, any one of them, as Graph documents them.
var permissions = map[string][]string{
	"GET me":                            ownProfile,
	"GET me/memberOf":                   memberOfScopes,
	"GET me/appRoleAssignments":         {"AppRoleAssignment.ReadWrite.All", "Directory.Read.All"},
	"GET me/manager":                    {"User.Read.All", "User.ReadWrite.All", "Directory.Read.All", "Directory.ReadWrite.All"},
	"PATCH me":                          {"User.ReadWrite", "User.ReadWrite.All", "Directory.ReadWrite.All"},
	"GET users":                         everyProfile,
	"GET users/{id}":                    ownProfile,
	"GET users/{id}/memberOf":           memberOfScopes,
	"GET users/{id}/appRoleAssignments": {"AppRoleAssignment.ReadWrite.All", "Directory.Read.All"},
	"GET users/{id}/manager":            {"User.Read.All", "User.ReadWrite.All", "Directory.Read.All", "Directory.ReadWrite.All"},
	"PATCH users/{id}":                  {"User.ReadWrite", "User.ReadWrite.All", "Directory.ReadWrite.All"},
	"DELETE users/{id}":                 {"User.DeleteRestore.All", "User.ReadWrite.All"},
	"GET groups":                        groupScopes,
	"GET groups/{id}":                   groupScopes,
	"GET groups/{id}/members":           append([]string{"GroupMember.ReadBasic.All", "GroupMember.ReadWrite.All"}, groupScopes...),
	"GET applications":                  applicationScopes,
	"GET servicePrincipals":             applicationScopes,
	"GET organization":                  {"User.Read", "User.Read.All", "Organization.Read.All", "Organization.ReadWrite.All", "Directory.Read.All", "Directory.ReadWrite.All"},
	"GET domains":                       {"Domain.Read.All", "Domain.ReadWrite.All", "Directory.Read.All"},
	"POST invitations":                  {"User.Invite.All", "User.ReadWrite.All", "Directory.ReadWrite.All"},
}

var (
	everyProfile      = []string{"User.ReadBasic.All", "User.Read.All", "User.ReadWrite.All", "Directory.Read.All", "Directory.ReadWrite.All"}
	ownProfile        = append([]string{"User.Read", "User.ReadWrite"}, everyProfile...)
	memberOfScopes    = []string{"User.Read", "User.Read.All", "GroupMember.ReadBasic.All", "GroupMember.Read.All", "Group.ReadBasic.All", "Group.Read.All", "Directory.Read.All", "Directory.ReadWrite.All"}
	groupScopes       = []string{"GroupMember.Read.All", "Group.ReadBasic.All", "Group.Read.All", "Group.ReadWrite.All", "Directory.Read.All", "Directory.ReadWrite.All"}
	applicationScopes = []string{"Application.Read.All", "Application.ReadWrite.All", "Directory.Read.All", "Directory.ReadWrite.All"}
)

// permit refuses the call unless the token's scopes allow it.
func (q *request) permit(method, path string) error {
	if method == http.MethodHead {
		method = http.MethodGet
	}
	scopes, known := permissions[method+" "+path]
	if !known {
		return wrongMethod()
	}
	if !q.bearer.holds(scopes...) {
		return denied()
	}
	return nil
}

// read is permit for a call that only reads: any other method is not allowed there.
func (q *request) read(path string) error {
	if q.http.Method != http.MethodGet && q.http.Method != http.MethodHead {
		return wrongMethod()
	}
	return q.permit(http.MethodGet, path)
}

// holdsMoreThanOwn tells whether the scopes reach beyond the caller's own profile.
func (q *request) holdsMoreThanOwn() bool { return q.bearer.holds(everyProfile...) }
