package demo

import "graphguest/auth/entrasim"

const (
	contosoID   = "7c9a1f52-0e4b-4f6d-8a35-1d2f60b9c8e1"
	fabrikamID  = "46d2a1c0-7b5e-4c11-9d0a-5be2c47a3f58"
	northwindID = "a85f3b1e-92c4-4d07-b6e8-03f7c15d2a94"
	adatumID    = "0f61d8c7-35ab-4e92-8c10-7a94e2b6d53f"
	tailspinID  = "d3b7e094-61f8-4a2c-95d6-c80e13fa7b42"
	wingtipID   = "82e05c6d-f713-4b98-a4e1-5d9c60b3f728"
	viralID     = "c4a90f3e-18d7-4265-bb0e-96f2d7a1e853"
	consumersID = "9188040d-6c67-4c5b-b112-36a304b66dad" // every Microsoft account's home
)

const consultant = "consultant@contoso.com"

// people are who can sign in: one of each kind of guest.
var people = []entrasim.Person{
	{UPN: consultant, Name: "Casey Consultant", GivenName: "Casey", FamilyName: "Consultant", Kind: entrasim.Entra,
		HomeTenantID: contosoID, HomeObjectID: "5f0e7a31-c2d9-4b86-9e14-7ab3d60c98f2", PUID: "10032000A1B2C3D4"},
	{UPN: "guest@gmail.com", Name: "Gil Gmail", GivenName: "Gil", FamilyName: "Gmail", Kind: entrasim.Google},
	{UPN: "guest@outlook.com", Name: "Olive Outlook", GivenName: "Olive", FamilyName: "Outlook", Kind: entrasim.MicrosoftAccount,
		HomeTenantID: consumersID, HomeObjectID: "00000000-0000-0000-4b1c-7f2a90d3e685", PUID: "00064000D2C1B0A9"},
	{UPN: "guest@smallshop.example", Name: "Sam Smallshop", GivenName: "Sam", FamilyName: "Smallshop", Kind: entrasim.EmailOTP},
	{UPN: "guest@viral.example", Name: "Vera Viral", GivenName: "Vera", FamilyName: "Viral", Kind: entrasim.Unmanaged,
		HomeTenantID: viralID, HomeObjectID: "e19c5b04-3d72-4f8a-a6c7-20d8f5b9134e", PUID: "10032000F6E5D4C3"},
}

// guestIDs are the object ids of the people's guest objects: one for each person and tenant, as in Entra ID.
var guestIDs = map[string][5]string{
	fabrikamID: {"b7d41e60-25fa-4c93-8be7-91f03c6a5d28", "1e94c7a2-6b30-4f58-92da-e05b7c18f346", "f05a2d93-8c41-47b6-a09e-3b7d16e4c852",
		"62c8f1b5-97d0-43ae-b514-c8e26f0a793d", "a93e60d7-1f85-4c2b-bd48-075f9e3c61ba"},
	northwindID: {"34f9b82c-d05e-4a71-97c6-e81b25d0f463", "c5067ed1-8a29-4fb3-a1e0-6d94f7b2835c", "7be1d304-52c9-4860-b9f7-1a3e85c60d2f",
		"08d6a4f9-e37b-4152-8c0d-f96b31e7a524", "d92b57c0-46ef-4a8d-95b3-82c1f06e7d39"},
	adatumID: {"e6f12a87-5c3d-49b0-84de-09a7c5b3f164", "29b0e5d4-f7a1-4c68-b3e2-57d81c9f06a3", "8d57c3e6-0b94-4f2a-a6d1-f3e92075cb48",
		"f41c9a05-b86e-4d37-92f0-6e5a7d1c3b89", "5a83d6f1-2e07-4bc9-a7f4-c019e8b5d263"},
	tailspinID: {"90c3e7b5-a14f-4d82-b6e9-2f7d05c8a316", "4e7fa0c9-3d65-4812-9fb0-b5c18e62d7a4", "b1f62d08-7ce9-4a53-8d37-e04a9c51f6b2",
		"d75e3c91-08ba-4f64-a2c5-9b60f7e1483d", "1c08b4f6-95d2-4e7a-b0a8-7f3e26d5c914"},
}

// guests lists everybody as a guest of a tenant.
func guests(tenantID string, pending bool) (list []entrasim.Guest) {
	for i, id := range guestIDs[tenantID] {
		list = append(list, entrasim.Guest{UPN: people[i].UPN, ObjectID: id, PUID: "10037FFE" + id[:8], Pending: pending})
	}
	return list
}
