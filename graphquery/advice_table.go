package graphquery

// adviceTable goes from the exact to the general: codes before statuses, paths before both.
var adviceTable = []adviceRow{
	// Not signed in as Graph wants it
	{codes: []string{"insufficient_claims", "InsufficientClaims"}, advice: advice{
		what:  "this needs a stronger sign-in in this tenant",
		guest: "sign in to this environment again and pass what it asks for",
		admin: "trust the MFA and devices of your home tenant in the inbound cross-tenant access settings",
	}},
	{codes: []string{"InvalidAuthenticationToken", "unauthenticated", "Authentication_ExpiredToken", "Authentication_MissingOrMalformed", "Authentication_Unauthorized", "TokenNotFound"}, advice: advice{
		what:  "Graph does not take the token: it has expired, was revoked, or is for another service",
		guest: "sign in to this environment again",
	}},
	{codes: []string{"Authorization_IdentityNotFound"}, advice: advice{
		what:  "this tenant does not know the app, or the person, that the token stands for",
		guest: "check client_id and tenant of this environment, then sign in again",
		admin: "consent to the app, and check that you are still a guest",
	}, member: advice{
		what:  "this tenant does not know the app, or the person, that the token stands for",
		guest: "check client_id and tenant of this environment, then sign in again",
		admin: "consent to the app",
	}},

	// What a guest does not have here
	{codes: []string{"MailboxNotEnabledForRESTAPI", "MailboxNotSupportedForRESTAPI", "ErrorNonExistentMailbox", "OrganizationFromTenantGuidNotFound"}, advice: noMailbox, member: noMailboxOfMember},
	{from: 401, to: 404, where: mine("messages", "mailfolders", "events", "calendar", "calendars", "calendarview", "calendargroups", "contacts", "contactfolders", "mailboxsettings", "outlook", "inferenceclassification"), advice: noMailbox, member: noMailboxOfMember},
	{from: 403, to: 404, where: mine("drive", "drives", "insights", "followedsites"), advice: advice{
		what:  "guests have no OneDrive in this tenant: yours is at home",
		guest: "ask in the environment of your home tenant; what is shared with you has an address of its own, under /drives/{id} or /sites/{id}",
	}, member: advice{
		what:  "you have no OneDrive here, or the app may not see it",
		guest: "open OneDrive once in the browser, which makes it; else find out which permission the query needs",
		admin: "give you a licence with OneDrive, or consent to the permission",
	}},
	{codes: []string{"ImageNotFound"}, advice: advice{
		what:  "there is no photo, as most guests have none",
		guest: "nothing is wrong: ask for somebody else's, or for your own at home",
	}, member: advice{
		what:  "there is no photo",
		guest: "nothing is wrong: nobody has set one",
	}},

	// What a guest may not see
	{from: 403, to: 403, codes: denied, where: as(withRole, onlyReads), advice: advice{
		what:  "you have a directory role here, which lifts you above a guest, so the app likely lacks a permission",
		guest: "find out which permission the query needs, and sign in with it",
		admin: "consent to the permission that the query needs, if your role reaches that far",
	}},
	{from: 403, to: 403, codes: denied, where: as(at(restricted), lists("users", "groups")), advice: advice{
		what:  "a guest may not list people or groups of this tenant, and you are likely a restricted guest, who sees only themselves",
		guest: "ask for yourself with /me, or for your groups with /me/memberOf, which gives ids without names",
		admin: liftGuests,
	}},
	{from: 403, to: 403, codes: denied, where: as(at(restricted), one("users", "groups")), advice: advice{
		what:  "you are likely a restricted guest here, who may not see other people, nor groups beyond their ids",
		guest: "ask for yourself with /me, or for your groups with /me/memberOf",
		admin: liftGuests,
	}},
	{from: 403, to: 403, codes: denied, where: as(at(limited), one("users")), advice: advice{
		what:  "of others a guest with limited access sees the name, mail, photo and user name, by their id, but not their groups; or the app lacks a permission",
		guest: "ask for /users/{id or user name} alone, with User.ReadBasic.All among the scopes of this environment",
		admin: liftGuests,
	}},
	{from: 403, to: 403, codes: denied, where: lists("users"), advice: advice{
		what:  "a guest may not list the people of this tenant",
		guest: "ask for yourself with /me, for one person with /users/{id or user name}, or for your groups with /me/memberOf",
		admin: liftGuests,
	}, member: advice{
		what:  "the app lacks the permission to list people, or this tenant keeps them from its members",
		guest: "find out which permission the query needs, and sign in with it; /me works without",
		admin: "consent to User.ReadBasic.All, or let members read other users",
	}},
	{from: 403, to: 403, codes: denied, where: lists("groups"), advice: advice{
		what:  "a guest may not list the groups of this tenant",
		guest: "list your own groups with /me/memberOf, or ask for one with /groups/{id}",
		admin: liftGuests,
	}, member: advice{
		what:  "the app lacks the permission to list groups, or this tenant keeps them from its members",
		guest: "find out which permission the query needs, and sign in with it; your own groups are under /me/memberOf",
		admin: "consent to GroupMember.Read.All",
	}},
	{from: 403, to: 403, codes: denied, where: changes, advice: advice{
		what:  "you, or the app, may not change this",
		guest: "check that the scopes of this environment allow the change; your own rights must allow it too",
		admin: "consent to the permission that the change needs, and give you a role that may make it",
	}},
	{from: 403, to: 403, codes: denied, where: under("applications", "serviceprincipals", "domains", "organization"), advice: advice{
		what:  "the app may not read this: guests may, at least in part, where the app has the permission",
		guest: "find out which permission the query needs, and sign in with it",
		admin: "consent to the permission that the query needs",
	}, member: needsPermission},
	{from: 403, to: 403, codes: denied, where: under("devices", "directoryroles", "directoryroletemplates", "rolemanagement", "policies", "subscribedskus", "identity", "identitygovernance", "auditlogs", "reports", "directory", "directoryobjects", "administrativeunits", "contacts", "devicemanagement", "security"), advice: advice{
		what:  "guests may not read this part of the directory",
		guest: "ask for what is yours: /me, /me/memberOf, /organization",
		admin: "give you a role that may read it, such as Directory Readers",
	}, member: advice{
		what:  "this part of the directory wants a permission of the app, and mostly a role of yours",
		guest: "find out which permission the query needs, and sign in with it",
		admin: "consent to the permission that the query needs, and give you a role that may read it",
	}},
	{codes: []string{"Authentication_RequestFromNonPremiumTenantOrB2CTenant"}, advice: advice{
		what:  "this tenant has no licence for that",
		guest: "leave out what needs Entra ID P1 or P2, such as signInActivity",
		admin: "license Entra ID P1 or P2",
	}},
	{from: 403, to: 403, codes: denied, advice: advice{
		what:  "you, or the app, may not see this: the app lacks a permission, or guests are kept out",
		guest: "guests see less than members: try /me; add the scope that the query needs to this environment",
		admin: "consent to the permission that the query needs, and give you a role that may see it",
	}, member: needsPermission},

	// How it was asked
	{codes: []string{"Request_UnsupportedQuery"}, advice: advice{
		what:  "this is an advanced query, which Graph takes only in a certain form, or not at all",
		guest: "send the header ConsistencyLevel: eventual, and add $count=true",
	}},
	{from: 400, to: 400, where: pageTooBig, advice: advice{
		what:  "the page size in $top is not one that Graph gives",
		guest: "ask for $top=999 or less (some lists give fewer), and read further pages",
	}},
	{from: 400, to: 400, codes: []string{"BadRequest", "invalidRequest", "invalidQueryOption", "invalidPath"}, where: changes, advice: badBody},
	{from: 400, to: 400, codes: []string{"BadRequest", "invalidRequest", "invalidQueryOption", "invalidPath"}, advice: advice{
		what:  "Graph knows no such path or option, or cannot read it",
		guest: "check each segment and the $ before each option; what is not in v1.0 may be in beta",
	}},
	{from: 400, to: 400, codes: []string{"Request_BadRequest"}, where: changes, advice: badBody},
	{from: 400, to: 400, codes: []string{"Request_BadRequest", "invalidParameterFormat"}, advice: advice{
		what:  "an option has a value or a property that this resource does not take",
		guest: "check the names of the properties, quotes ('' for one quote inside) and operators",
	}},
	{codes: []string{"Request_MultipleObjectsWithSameKeyValue", "nameAlreadyExists"}, advice: advice{
		what:  "there is such an object already",
		guest: "use another name, or change the one that is there",
	}},
	{codes: []string{"Directory_QuotaExceeded", "quotaLimitReached"}, advice: advice{
		what:  "a quota of the directory is used up",
		guest: "delete what you no longer need; deleted objects count for a while",
		admin: "raise the quota, or make room",
	}},
	{codes: []string{"notSupported", "NotImplemented"}, advice: advice{
		what:  "Graph cannot do this for this resource or this kind of account",
		guest: "look in the documentation whether beta can, or whether only a work account at home can",
	}},
	{codes: []string{"UnknownError"}, advice: advice{
		what:  "the service behind Graph failed or refused, and does not say why",
		guest: "guests often have no access to it (mail, Teams, Intune); try a smaller query, then report the request-id",
	}, member: advice{
		what:  "the service behind Graph failed or refused, and does not say why",
		guest: "try a smaller query, then report the request-id",
	}},
	{codes: []string{"Directory_ConcurrencyViolation"}, advice: advice{
		what:  "somebody else was changing this at the same moment",
		guest: "try again in a few seconds",
	}},
	{codes: []string{"resyncRequired", "syncStateNotFound", "Directory_ResyncRequired"}, advice: advice{
		what:  "the delta link is too old",
		guest: "start again without it",
	}},

	// The rest by status
	{from: 400, to: 400, advice: advice{"Graph cannot make sense of the query", "read its message: it names what is wrong", ""}},
	{from: 401, to: 401, advice: advice{"Graph does not accept the sign-in for this", "sign in to this environment again; parts that guests have no account for answer so too", ""},
		member: advice{"Graph does not accept the sign-in for this", "sign in to this environment again", ""}},
	{from: 402, to: 402, advice: advice{"this API is metered, and nobody pays for it here", "ask for the same without the metered part", "link the app to an Azure subscription"}},
	{from: 403, to: 403, advice: advice{
		"you, or the app, may not do this here",
		"guests see less than members: try /me; add the scope that the query needs to this environment",
		"consent to the permission that the query needs, and give you a role that has it",
	}, member: needsPermission},
	{from: 404, to: 404, advice: advice{
		what:  "there is no such object here, or a guest may not see it",
		guest: "check the id: an object has another one in every tenant; in a user name write # as %23",
	}, member: advice{
		what:  "there is no such object here",
		guest: "check the id: an object has another one in every tenant; in a user name write # as %23",
	}},
	{from: 405, to: 405, advice: advice{"this resource does not take that method", "look up which methods it takes; a bound action wants POST", ""}},
	{from: 406, to: 406, advice: advice{"Graph cannot answer in the format that was asked for", "leave out the Accept header", ""}},
	{from: 409, to: 409, advice: advice{"this conflicts with what is there now", "read the object again and decide anew", ""}},
	{from: 410, to: 410, advice: advice{"this is gone: a link or a state that has ended", "start again from the beginning, without the old link", ""}},
	{from: 411, to: 411, advice: advice{"Graph wants a body with a length", "send a body, if only {}", ""}},
	{from: 412, to: 412, advice: advice{"the object has changed since you read it, or If-Match is missing", "read it again and send its @odata.etag as If-Match", ""}},
	{from: 413, to: 413, advice: advice{"the body is too large", "send less at once; files over 4 MB need an upload session", ""}},
	{from: 415, to: 415, advice: advice{"Graph does not take a body of that type", "send Content-Type: application/json, or the file's own", ""}},
	{from: 416, to: 416, advice: advice{"that part of the file does not exist", "check the Range header", ""}},
	{from: 422, to: 422, advice: advice{"Graph understood the query, but it makes no sense there", "read its message: it names what is wrong", ""}},
	{from: 423, to: 423, advice: advice{"the object is locked", "try again when nobody is using it", ""}},
	{from: 424, to: 424, advice: advice{"a request that this one depends on failed", "mend that one first", ""}},
	{from: 428, to: 428, advice: advice{"Graph wants to know which state you mean to change", "read the object and send its @odata.etag as If-Match", ""}},
	{from: 429, to: 429, advice: advice{"too many requests, yours or those of others in this tenant", "wait a while; ask for fewer objects or properties", ""}},
	{from: 500, to: 500, advice: advice{"Graph failed", "try again; if it stays, report the request-id", ""}},
	{from: 501, to: 501, advice: advice{"Graph cannot do this", "look in the documentation whether beta can", ""}},
	{from: 502, to: 502, advice: advice{"a service behind Graph failed", "try again in a minute", ""}},
	{from: 503, to: 503, advice: advice{"Graph is overloaded or under repair", "try again in a minute", ""}},
	{from: 504, to: 504, advice: advice{"a service behind Graph took too long", "ask for less at once: fewer properties, a smaller page, no $expand", ""}},
	{from: 507, to: 507, advice: advice{"the storage is full", "delete what you no longer need", "raise the storage limit"}},
	{from: 509, to: 509, advice: advice{"too much data was moved in a short time", "wait an hour, then ask for less at once", ""}},
	{from: 400, to: 499, advice: advice{"Graph refused the query", "read its message: it names what is wrong", ""}},
	{from: 500, to: 599, advice: advice{"Graph failed", "try again; if it stays, report the request-id", ""}},
}

// denied are the codes of a 403 that is about rights.
var denied = []string{"Authorization_RequestDenied", "accessDenied", "ErrorAccessDenied", "Authorization_Forbidden", "Forbidden", "Authentication_MSGraphPermissionMissing", "accessRestricted"}

var noMailbox = advice{
	what:  "guests have no mailbox or calendar in this tenant: yours is at home",
	guest: "ask in the environment of your home tenant",
}

var noMailboxOfMember = advice{
	what:  "you have no mailbox here that Graph can reach",
	guest: "check that you are asking in the tenant where your mail is",
	admin: "give you a licence with Exchange Online",
}

// liftGuests is what makes a guest see as much as a member.
const liftGuests = "give guests the same access as members, or give you the role Directory Readers"

var needsPermission = advice{
	what:  "the app lacks a permission for this, or you lack the right",
	guest: "find out which permission the query needs, and sign in with it",
	admin: "consent to the permission that the query needs, and give you a role that may see it",
}

var badBody = advice{
	what:  "Graph cannot make sense of the path or of a value in the body",
	guest: "check the names and types in the body against the documentation; its message names the property",
}
