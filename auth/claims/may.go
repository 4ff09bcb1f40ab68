package claims

import (
	"fmt"
	"strings"
)

var mayRows = []row{
	{name: "scp", group: may, means: "What the app may do in your name.", explain: scp},
	{name: "roles", group: may, means: "Roles that you or the app were given in the service the token is for."},
	{name: "wids", group: may, means: "Your directory roles in this tenant, as ids of their templates.", explain: wids},
	{name: "groups", group: may, means: "Ids of the groups in this tenant that you belong to."},
	{name: "hasgroups", group: may, means: "You belong to groups, too many to list here: ask GET /me/memberOf."},
	{name: "_claim_names", group: may, means: "Claims left out of the token for their size, such as more than 200 groups."},
	{name: "_claim_sources", group: may, means: "Where the claims that were left out can be asked for."},
	{name: "acrs", group: may, means: "The authentication contexts you have satisfied: stronger sign-ins that some actions ask for."},
}

func scp(s said, _ Kind) string {
	granted := "One permission"
	if n := len(s.words("scp")); n != 1 {
		granted = fmt.Sprintf("%d permissions", n)
	}
	return granted + " of the app. It can do only what your own rights in this tenant allow too."
}

func wids(s said, _ Kind) string {
	return decode("Your roles in this tenant: ", s.words("wids"), templates)
}

// RoleName is the name of a built-in directory role by the id of its template; "" = it is none that is known here.
func RoleName(template string) string { return templates[strings.ToLower(template)] }

// templates are the well-known role templates.
var templates = map[string]string{
	"a0b1b346-4d3e-4e8b-98f8-753987be4970": "user",
	"13bd1c72-6f4a-4dcf-985f-18d3b80f208a": "user, as every member is",
	"10dae51f-b6af-4016-8d66-8c2a99b929b3": "guest user, with limited access to the directory",
	"2af84b1e-32c8-42b7-82bc-daa82404023b": "restricted guest user, who sees hardly more than their own profile",
	"b79fbf4d-3ef9-4689-8143-76b194e85509": "an entry that ordinary users have",

	"62e90394-69f5-4237-9190-012177145e10": "Global Administrator",
	"f2ef992c-3afb-46b9-b7cf-a126ee74c451": "Global Reader",
	"88d8e3e3-8f55-4a1e-953a-9b9898b8876b": "Directory Readers",
	"9360feb5-f418-4baa-8175-e2a00bac4301": "Directory Writers",
	"fe930be7-5e62-47db-91af-98c3a49a38b1": "User Administrator",
	"95e79109-95c0-4d8e-aee3-d01accf2d47b": "Guest Inviter",
	"fdd7a751-b60b-444a-984c-02652fe8fa1c": "Groups Administrator",
	"729827e3-9c14-49f7-bb1b-9608f156bbb8": "Helpdesk Administrator",
	"966707d0-3269-4727-9be2-8c3a10f19b9d": "Password Administrator",
	"c4e39bd9-1100-46d3-8c65-fb160da0071f": "Authentication Administrator",
	"7be44c8a-adaf-4e2a-84d6-ab2649e08a13": "Privileged Authentication Administrator",
	"e8611ab8-c189-46e8-94e1-60213ab1f814": "Privileged Role Administrator",
	"be2f45a1-457d-42af-a067-6ec1fa63bc45": "External Identity Provider Administrator",
	"45d8d3c5-c802-45c6-b32a-1d70b5e1e86e": "Identity Governance Administrator",
	"8ac3fc64-6eca-42ea-9e69-59f4c7b60eb2": "Hybrid Identity Administrator",
	"9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3": "Application Administrator",
	"158c047a-c907-4556-b7ef-446551a6b5f7": "Cloud Application Administrator",
	"cf1c38e5-3621-4004-a7cb-879624dced7c": "Application Developer",
	"7698a772-787b-4ac8-901f-60d6b08affd2": "Cloud Device Administrator",
	"b1be1c3e-b65d-4f19-8427-f6fa0d97feb9": "Conditional Access Administrator",
	"194ae4cb-b126-40b2-bd5b-6091b380977d": "Security Administrator",
	"5f2222b1-57c3-48ba-8ad5-d4759f1fde6f": "Security Operator",
	"5d6b6bb7-de71-4623-b4af-96380a352509": "Security Reader",
	"17315797-102d-40b4-93e0-432062caca18": "Compliance Administrator",
	"4a5d8f65-41da-4de4-8968-e035b65339cf": "Reports Reader",
	"790c1fb9-7f7d-4f88-86a1-ef1f95c05c1b": "Message Center Reader",
	"f023fd81-a637-4b56-95fd-791ac0226033": "Service Support Administrator",
	"4d6ac14f-3453-41d0-bef9-a3e0c569773a": "License Administrator",
	"b0f54661-2d74-4c50-afa3-1ec803f12efe": "Billing Administrator",
	"29232cdf-9323-42fd-ade2-1d097af3e4de": "Exchange Administrator",
	"f28a1f50-f6e7-4571-818b-6a12f2af6b6c": "SharePoint Administrator",
	"69091246-20e8-4a56-aa4d-066075b2a7a8": "Teams Administrator",
	"3a2c62db-5318-420d-8d74-23affee5d9d5": "Intune Administrator",
	"a9ea8996-122f-4c74-9520-8edcd192826c": "Fabric Administrator",
	"11648597-926c-4cf3-9c36-bcebb0ba8dcc": "Power Platform Administrator",
}
