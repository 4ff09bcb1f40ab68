package graphsim

import "net/http"

// permissions are the delegated scopes that let a call through, any one of them, as Graph documents them.
var permissions = map[string][]string{
	"GET me":                                       ownProfile,
	"GET me/memberOf":                              memberOfScopes,
	"GET me/appRoleAssignments":                    {"AppRoleAssignment.ReadWrite.All", "Directory.Read.All"},
	"GET me/manager":                               {"User.Read.All", "User.ReadWrite.All", "Directory.Read.All", "Directory.ReadWrite.All"},
	"PATCH me":                                     {"User.ReadWrite", "User.ReadWrite.All", "Directory.ReadWrite.All"},
	"GET users":                                    everyProfile,
	"GET users/{id}":                               ownProfile,
	"GET users/{id}/memberOf":                      memberOfScopes,
	"GET users/{id}/appRoleAssignments":            {"AppRoleAssignment.ReadWrite.All", "Directory.Read.All"},
	"GET users/{id}/manager":                       {"User.Read.All", "User.ReadWrite.All", "Directory.Read.All", "Directory.ReadWrite.All"},
	"PATCH users/{id}":                             {"User.ReadWrite", "User.ReadWrite.All", "Directory.ReadWrite.All"},
	"DELETE users/{id}":                            {"User.DeleteRestore.All", "User.ReadWrite.All"},
	"GET groups":                                   groupScopes,
	"GET groups/{id}":                              groupScopes,
	"GET groups/{id}/members":                      append([]string{"GroupMember.ReadBasic.All", "GroupMember.ReadWrite.All"}, groupScopes...),
	"GET applications":                             applicationScopes,
	"GET servicePrincipals":                        applicationScopes,
	"GET organization":                             {"User.Read", "User.Read.All", "Organization.Read.All", "Organization.ReadWrite.All", "Directory.Read.All", "Directory.ReadWrite.All"},
	"GET domains":                                  {"Domain.Read.All", "Domain.ReadWrite.All", "Directory.Read.All"},
	"GET users/delta":                              {"User.Read.All", "User.ReadWrite.All", "Directory.Read.All", "Directory.ReadWrite.All"},
	"GET users/{id}/photo":                         {"User.Read", "User.ReadBasic.All", "User.Read.All", "User.ReadWrite", "User.ReadWrite.All", "ProfilePhoto.Read.All", "ProfilePhoto.ReadWrite.All"},
	"GET groups/delta":                             groupScopes,
	"PATCH groups/{id}":                            {"Group.ReadWrite.All", "Directory.ReadWrite.All"},
	"DELETE groups/{id}":                           {"Group.ReadWrite.All"},
	"PUT groups/{id}/team":                         {"Group.ReadWrite.All", "Directory.ReadWrite.All"},
	"GET teams/{id}/operations/{id}":               {"Team.ReadBasic.All", "TeamSettings.Read.All", "TeamSettings.ReadWrite.All", "Group.Read.All", "Group.ReadWrite.All", "Directory.Read.All"},
	"DELETE directory/deletedItems/{id}":           {"User.DeleteRestore.All", "User.ReadWrite.All", "Group.ReadWrite.All", "Directory.AccessAsUser.All"},
	"GET me/drive":                                 append([]string{"User.Read"}, fileScopes...),
	"GET me/drive/root":                            fileScopes,
	"GET me/drive/root/children":                   fileScopes,
	"GET me/drive/items/{id}":                      fileScopes,
	"GET me/drive/items/{id}/children":             fileScopes,
	"GET me/drive/items/{id}/content":              fileScopes,
	"PATCH me/drive/items/{id}":                    fileWriteScopes,
	"DELETE me/drive/items/{id}":                   fileWriteScopes,
	"PUT me/drive/items/{id}/content":              fileWriteScopes,
	"POST me/drive/items/{id}/copy":                fileWriteScopes,
	"POST me/drive/items/{id}/createUploadSession": fileWriteScopes,
	"GET reports/{report}":                         {"Reports.Read.All"},
	"GET me/planner/tasks":                         {"Tasks.Read", "Tasks.ReadWrite", "Group.Read.All", "Group.ReadWrite.All"},
	"GET planner/tasks/{id}":                       {"Tasks.Read", "Tasks.ReadWrite", "Group.Read.All", "Group.ReadWrite.All"},
	"PATCH planner/tasks/{id}":                     {"Tasks.ReadWrite", "Group.ReadWrite.All"},
	"DELETE planner/tasks/{id}":                    {"Tasks.ReadWrite", "Group.ReadWrite.All"},
	"POST planner/tasks":                           {"Tasks.ReadWrite", "Group.ReadWrite.All"},
	"POST invitations":                             {"User.Invite.All", "User.ReadWrite.All", "Directory.ReadWrite.All"},
}

var (
	everyProfile      = []string{"User.ReadBasic.All", "User.Read.All", "User.ReadWrite.All", "Directory.Read.All", "Directory.ReadWrite.All"}
	ownProfile        = append([]string{"User.Read", "User.ReadWrite"}, everyProfile...)
	memberOfScopes    = []string{"User.Read", "User.Read.All", "GroupMember.ReadBasic.All", "GroupMember.Read.All", "Group.ReadBasic.All", "Group.Read.All", "Directory.Read.All", "Directory.ReadWrite.All"}
	groupScopes       = []string{"GroupMember.Read.All", "Group.ReadBasic.All", "Group.Read.All", "Group.ReadWrite.All", "Directory.Read.All", "Directory.ReadWrite.All"}
	fileWriteScopes   = []string{"Files.ReadWrite", "Files.ReadWrite.All", "Sites.ReadWrite.All"}
	fileScopes        = append([]string{"Files.Read", "Files.Read.All", "Sites.Read.All"}, fileWriteScopes...)
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
