package auth

// adviceTable says what a refusal of Entra ID means for a guest, and who can do what about it.
// To teach the program another code, add it to a row or add a row; the first row that has it
// counts. The codes are Microsoft's and may change: they choose words, no behaviour but Person
// and DropHint depends on them.
var adviceTable = []Advice{
	// Who may come in
	{
		Codes: []int{50020, 16000, 16003, 50034, 51004},
		What:  "you are not a guest in {tenant} with this account",
		Guest: "check the tenant of {environment}, or sign in with the account that was invited (graphguest login {environment})",
		Admin: "invite {account} as a guest", AdminOf: Resource,
	},
	{
		Codes: []int{50014},
		What:  "{tenant} has invited this account, but the invitation is not accepted yet",
		Guest: "sign in to {tenant} in the browser and accept, or use the link in the invitation mail",
		Admin: "send the invitation to {account} again", AdminOf: Resource, Person: true,
	},
	{
		Codes: []int{90072, 50177, 50178},
		What:  "{tenant} asks for a stronger sign-in, which this account cannot give because it is not a guest there",
		Guest: "sign in with the account that was invited (graphguest login {environment})",
		Admin: "add {account} as an external user", AdminOf: Resource,
	},
	{
		Codes: []int{500208},
		What:  "{tenant} does not take accounts of this kind, personal or work",
		Guest: "sign in with an account of the other kind, if that is the one that was invited",
		Admin: "allow this kind of account, or invite another account of yours", AdminOf: Resource,
	},
	{
		Codes: []int{500212},
		What:  "your own organisation does not let you go to {tenant}",
		Admin: "allow {tenant} in its outbound cross-tenant access settings", AdminOf: Home,
	},
	{
		Codes: []int{500213},
		What:  "{tenant} does not let people of your organisation in",
		Admin: "allow your organisation and the app {client} in its inbound cross-tenant access settings", AdminOf: Resource,
	},
	{
		Codes: []int{500021, 500022, 50002},
		What:  "the network that you are in does not let you sign in to {tenant}",
		Guest: "use another network",
		Admin: "add {tenant} to the tenants that its network allows", AdminOf: Home,
	},
	{
		Codes: []int{1000104},
		What:  "{tenant} is in another Microsoft cloud, and guests across the two clouds are not allowed",
		Admin: "allow guests from your cloud in its Microsoft cloud settings; your own organisation must allow it too", AdminOf: Resource,
	},
	{
		Codes: []int{50057},
		What:  "your account is disabled in {tenant}",
		Admin: "enable the account of {account}", AdminOf: Resource,
	},

	// Consent
	{
		Codes: []int{65001}, Words: []string{"consent_required"},
		What:  "nobody has consented to the app in {tenant} yet",
		Guest: "sign in and consent (graphguest login {environment}), or ask for fewer scopes in {environment}",
		Admin: "consent to the app for everybody: {consent}", AdminOf: Resource, Person: true,
	},
	{
		Codes:  []int{65004},
		What:   "you declined to consent to the app in {tenant}",
		Guest:  "sign in again and accept",
		Person: true,
	},
	{
		Codes: []int{90094, 90095},
		What:  "in {tenant} only an admin may consent to what the app asks for",
		Guest: "ask for approval where the page offers it, or ask for fewer scopes in {environment}",
		Admin: "consent to the app: {consent}", AdminOf: Resource,
	},

	// The app
	{
		Codes: []int{90008, 650056, 650057, 65005, 650054},
		What:  "the app {client} is not set up for Microsoft Graph",
		Guest: "use another app: client_id in {environment}",
		Admin: "add delegated permissions of Microsoft Graph to the app {client}, and consent to them: {consent}", AdminOf: Resource,
	},
	{
		Codes: []int{65002},
		What:  "the app {client} is Microsoft's own and may not ask for these scopes",
		Guest: "use another client_id in {environment}, or only the scope https://graph.microsoft.com/.default",
	},
	{
		Codes: []int{650052, 500011, 50001}, Words: []string{"invalid_resource"},
		What:  "{tenant} does not know the service that was asked for",
		Guest: "check the cloud and the scopes of {environment}",
		Admin: "enable Microsoft Graph there", AdminOf: Resource,
	},
	{
		Codes: []int{700016, 700011, 70001, 7000112, 1000031}, Words: []string{"unauthorized_client"},
		What:  "the app {client} is unknown or disabled in {tenant}",
		Guest: "check client_id and tenant of {environment}",
		Admin: "consent to the app, or to enable it: {consent}", AdminOf: Resource,
	},
	{
		Codes: []int{50194, 9001023, 90124, 90130},
		What:  "the app {client} works only with a tenant's own address, not with a common one",
		Guest: "set the tenant of {environment} to the GUID or the domain of the tenant that invited you",
		Admin: "make the app {client} multi-tenant", AdminOf: Resource,
	},
	{
		Codes: []int{50105},
		What:  "only people who are assigned to the app {client} may use it in {tenant}",
		Admin: "assign {account}, or a group that it is in, to the app", AdminOf: Resource,
	},
	{
		Codes: []int{50011, 900971, 500112, 70004},
		What:  "the app {client} has no redirect address http://localhost",
		Guest: "use the device code, or another client_id in {environment}",
		Admin: "add http://localhost to the app's addresses for mobile and desktop applications", AdminOf: Resource,
	},
	{
		Codes: []int{7000218, 70002, 700025, 7000215}, Words: []string{"invalid_client"},
		What:  "the app {client} wants a secret, which a program on a person's computer cannot keep",
		Guest: "use another client_id in {environment}",
		Admin: "switch on \"Allow public client flows\" for the app {client}", AdminOf: Resource,
	},
	{
		Codes: []int{70011, 28000, 28002, 28003, 700022, 700023, 650053}, Words: []string{"invalid_scope"},
		What:  "a scope that was asked for does not exist or does not fit the others",
		Guest: "check the scopes of {environment}: they must all be Microsoft Graph's",
	},

	// Proving who you are
	{
		Codes: []int{50076, 50078, 50074, 50158},
		What:  "{tenant} asks for its own multi-factor sign-in",
		Guest: "sign in to {tenant} (graphguest login {environment}); MFA passed elsewhere does not count there",
		Admin: "trust the MFA of your home tenant in its inbound cross-tenant access settings", AdminOf: Resource, Person: true,
	},
	{
		Codes: []int{50079, 50072, 50125},
		What:  "{tenant} asks you to register a second factor there",
		Guest: "sign in to {tenant} in the browser and register a method when it asks (graphguest login {environment})",
		Admin: "trust the MFA of your home tenant in its inbound cross-tenant access settings", AdminOf: Resource, Person: true,
	},
	{
		Codes: []int{53004, 53010},
		What:  "{tenant} does not let you register a second factor from here",
		Guest: "sign in from a place and a device that {tenant} trusts, then come back",
		Admin: "give you a temporary access pass, or let you register from here", AdminOf: Resource,
	},
	{
		Codes: []int{50097, 50187, 50155}, Words: []string{"device_authentication_failed"},
		What:  "{tenant} wants to know the device that you sign in on",
		Guest: "sign in with the browser, not with a device code: only the browser can prove the device",
		Admin: "trust the devices of your home tenant, or leave guests out of that rule", AdminOf: Resource, Person: true,
	},
	{
		Codes: []int{53000, 53001, 50129, 530002, 530003}, Words: []string{"protection_policy_required"},
		What:  "{tenant} lets only managed devices in, and cannot see whether yours is one",
		Guest: "sign in with the browser on a device that your organisation manages",
		Admin: "trust the devices of your home tenant, or leave guests out of that rule", AdminOf: Resource,
	},
	{
		Codes: []int{53002, 50005, 50127},
		What:  "{tenant} lets only certain apps or platforms in, which guests cannot satisfy with this one",
		Guest: "try another operating system, if the rule is about that",
		Admin: "leave guests out of that rule", AdminOf: Resource,
	},
	{
		Codes: []int{53003, 530032, 530035, 50131}, Words: []string{"message_only"},
		What:  "a rule of {tenant} blocks this sign-in (Conditional Access or security defaults)",
		Admin: "look up the correlation id in its sign-in log: it names the rule", AdminOf: Resource,
	},
	{
		Codes: []int{53011, 530034},
		What:  "your account counts as at risk at home, so {tenant} blocks it",
		Admin: "look at your account's risk and lift it", AdminOf: Home,
	},
	{
		Codes:  []int{135010, 135011, 130004, 130005, 130006, 130007, 130008},
		What:   "the key of this device (Windows Hello or a passkey) is not known any more",
		Guest:  "sign in with another method",
		Person: true,
	},

	// The sign-in that is kept has ended
	{
		Codes:  []int{70008, 700082, 50173, 70043, 50132, 50133, 70000, 50089, 700084, 50085, 40009, 50139, 700020, 54005, 501481, 700005},
		Words:  []string{"invalid_grant", "bad_token", "token_expired", "client_mismatch"},
		What:   "the sign-in to {tenant} has expired or was revoked",
		Guest:  "sign in again (graphguest login {environment})",
		Person: true,
	},
	{
		Words:  []string{"interaction_required", "basic_action", "additional_action"},
		What:   "{tenant} wants to see you in the browser again",
		Guest:  "sign in again and do what it asks (graphguest login {environment})",
		Person: true,
	},
	{
		Codes: []int{50058}, Words: []string{"login_required"},
		What:   "nobody is signed in to {tenant}",
		Guest:  "sign in (graphguest login {environment})",
		Person: true,
	},

	// At home
	{
		Codes:  []int{50126, 50056, 50064},
		What:   "the password for {account} is wrong",
		Guest:  "sign in again",
		Person: true,
	},
	{
		Codes: []int{50055, 50135, 50144}, Words: []string{"user_password_expired"},
		What:   "the password of {account} has expired or must be changed",
		Guest:  "change it at home, or in the browser when the sign-in asks, then sign in again",
		Person: true,
	},
	{
		Codes: []int{50053},
		What:  "{account} is locked after too many attempts, or your network's address is blocked",
		Guest: "wait a while; use another network",
		Admin: "unlock {account}", AdminOf: Home,
	},
	{
		Codes: []int{40008, 40010, 40015, 20001, 20012, 20033, 50008, 50107, 90123},
		What:  "the identity provider of {account} did not vouch for it",
		Guest: "try again; sign in to another service of your own organisation to see whether that works",
		Admin: "look at its federation with Entra ID", AdminOf: Home,
	},

	// The tenant's address
	{
		Codes: []int{90002, 90019, 50059, 50128, 90038},
		What:  "there is no tenant {tenant} in this cloud",
		Guest: "check the tenant and the cloud of {environment}",
	},
	{
		Codes:  []int{50143},
		What:   "the domain hint does not fit {tenant}",
		Guest:  "sign in again without it: domain_hint = \"none\" in {environment}",
		Person: true, DropHint: true,
	},
	{
		Codes:    []int{90023},
		What:     "Entra ID does not accept the request; the domain hint may be to blame",
		Guest:    "sign in without it: domain_hint = \"none\" in {environment}",
		DropHint: true,
	},

	// The device code
	{
		Codes: []int{70016}, Words: []string{"authorization_pending", "slow_down"},
		What:   "the code is not entered yet",
		Guest:  "enter it in the browser, or start the sign-in again",
		Person: true,
	},
	{
		Codes: []int{70018, 90119, 90120}, Words: []string{"bad_verification_code"},
		What:   "the code that was entered is not the one that was shown",
		Guest:  "start the sign-in again and enter the new code",
		Person: true,
	},
	{
		Codes: []int{70019}, Words: []string{"expired_token", "code_expired"},
		What:   "the time to enter the code is over",
		Guest:  "start the sign-in again",
		Person: true,
	},
	{
		Codes:  []int{50134},
		What:   "the code was entered in another data centre of Microsoft than it was made in",
		Guest:  "sign in with the browser instead of a device code",
		Person: true,
	},
	{
		Words:  []string{"authorization_declined"},
		What:   "the sign-in was declined in the browser",
		Guest:  "start the sign-in again, if it was you who asked for it",
		Person: true,
	},
	{
		Words:  []string{"access_denied"},
		What:   "the sign-in to {tenant} was cancelled or refused in the browser",
		Guest:  "sign in again; what the browser showed says why",
		Person: true,
	},

	// Trouble that passes, and faults of the program
	{
		Codes: []int{90055, 90006, 90033, 90090, 50087, 50033, 50088, 50166, 70012, 90012, 90024, 90091},
		Words: []string{"temporarily_unavailable", "server_error"},
		What:  "Entra ID is too busy or not well",
		Guest: "try again in a minute",
	},
	{
		Codes: []int{50196},
		What:  "Entra ID has had too many requests of this program in a short time",
		Guest: "wait five minutes; stop whatever asks again and again",
	},
	{
		Codes: []int{900561, 9002313, 900144, 90014, 90013, 90100, 9002325},
		Words: []string{"invalid_request", "unsupported_grant_type", "unsupported_response_type"},
		What:  "Entra ID could not make sense of the request, as when the browser's back button was used",
		Guest: "sign in again; if it stays, it is a fault of the program: report it with the ids",
	},
	{
		Codes: []int{50000, 90036, 90092},
		What:  "Entra ID failed and will fail again",
		Guest: "report it to Microsoft with the ids",
	},
}
