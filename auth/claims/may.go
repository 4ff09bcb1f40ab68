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
	"892c5842-a9a6-463a-8041-72aa08ca3cf6": "Cloud App Security Administrator",
	"e6d1a23a-da11-4be4-9570-befc86d067a7": "Compliance Data Administrator",
	"5c4f9dcd-47dc-4cf7-8c9a-9e4207cbfc91": "Customer LockBox Access Approver",
	"38a96431-2bdf-4b4c-8b6e-5d3d8abac1a4": "Desktop Analytics Administrator",
	"d29b2b05-8046-44ba-8758-1e26182fcf32": "Directory Synchronization Accounts",
	"8329153b-31d0-4727-b945-745eb3bc5f31": "Domain Name Administrator",
	"44367163-eba1-44c3-98af-f5787879f96a": "Dynamics 365 Administrator",
	"3f1acade-1e04-4fbc-9b69-f0302cd84aef": "Edge Administrator",
	"31392ffb-586c-42d1-9346-e59415a2cc4e": "Exchange Recipient Administrator",
	"6e591065-9bad-43ed-90f3-e9424366d2f0": "External ID User Flow Administrator",
	"0f971eea-41eb-4569-a71e-57bb8a3eff1e": "External ID User Flow Attribute Administrator",
	"ac434307-12b9-4fa1-a708-88bf58caabc1": "Global Secure Access Administrator",
	"eb1f4a8d-243a-41f0-9fbd-c7cdf6c5ef7c": "Insights Administrator",
	"25df335f-86eb-4119-b717-0ff02de207e9": "Insights Analyst",
	"31e939ad-9672-4796-9c2e-873181342d2d": "Insights Business Leader",
	"b5a8dcf3-09d5-43a9-a639-8e29ef291470": "Knowledge Administrator",
	"744ec460-397e-42ad-a462-8b3f9747a02c": "Knowledge Manager",
	"59d46f88-662b-457b-bceb-5c3809e5908f": "Lifecycle Workflows Administrator",
	"ac16e43d-7b2d-40e0-ac05-243ff356ab5b": "Message Center Privacy Reader",
	"9f06204d-73c1-4d4c-880a-6edb90606fd8": "Microsoft Entra Joined Device Local Administrator",
	"d37c8bed-0711-4417-ba38-b4abe66ce4c2": "Network Administrator",
	"2b745bdf-0803-4d80-aa65-822c4493daac": "Office Apps Administrator",
	"4ba39ca4-527c-499a-b93d-d9b492c50246": "Partner Tier1 Support",
	"e00e864a-17c5-4a4b-9c06-f5b95a8d5bd8": "Partner Tier2 Support",
	"644ef478-e28f-4e28-b9dc-3fdde9aa0b1f": "Printer Administrator",
	"e8cef6f1-e4bd-4ea8-bc07-4b8d950f4477": "Printer Technician",
	"0964bb5e-9bdb-4d7b-ac29-58e794862a40": "Search Administrator",
	"8835291a-918c-4fd7-a9ce-faa49f0cf7d9": "Search Editor",
	"75941009-915a-4869-abe7-691bff18279e": "Skype for Business Administrator",
	"baf37b3a-610e-45da-9e62-d9d1e5e8914b": "Teams Communications Administrator",
	"f70938a0-fc10-4177-9e90-2178f8765737": "Teams Communications Support Engineer",
	"fcf91098-03e3-41a9-b5ba-6f0ec8188a12": "Teams Communications Support Specialist",
	"3d762c5a-1b6c-493f-843e-55a3b42923d4": "Teams Devices Administrator",
	"112ca1a2-15ad-4102-995e-45b0bc479a6a": "Tenant Creator",
	"75934031-6c7e-415a-99d7-48dbd49e875e": "Usage Summary Reports Reader",
	"e300d9e7-4a2b-4295-9eff-f1c78b36cc98": "Virtual Visits Administrator",
	"92b086b3-e367-4ef2-b869-1de128fb986e": "Viva Goals Administrator",
	"87761b17-1ed2-4af3-9acd-92a150038160": "Viva Pulse Administrator",
	"11451d60-acb2-45eb-a7d6-43d0f0125c13": "Windows 365 Administrator",
	"32696413-001a-46ae-978c-ce0f6b3620d2": "Windows Update Deployment Administrator",
	"810a2642-a034-447f-a5e8-41beaa378541": "Yammer Administrator",
}
