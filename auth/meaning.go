package auth

// Meaning says in one sentence what the setting of that key in environment.toml is for; "name" is
// the environment's name. It is "" for a key that no person sets.
func Meaning(key string) string {
	for _, m := range meanings {
		if m.key == key {
			return m.text
		}
	}
	return ""
}

var meanings = []struct{ key, text string }{
	{"name", "What you call the environment here: letters, digits and . _ -"},
	{"cloud", "The Microsoft cloud that the tenant is in, or one of your own from clouds.toml."},
	{"tenant_id", "The tenant that invited you: its id, a domain, a link to it, or your …#EXT#@… name there."},
	{"tenant_domain", "How the tenant is shown."},
	{"client_id", "The app that signs in: Microsoft Graph Command Line Tools, or one of your own."},
	{"account", "Your user name at home, for example you@home.example; empty = you choose at the sign-in."},
	{"domain_hint", "Which sign-in page comes first: empty = from the account; your home's domain, consumers, or none."},
	{"scopes", "The delegated Graph permissions that are asked for; empty = User.Read and User.ReadBasic.All."},
	{"access", "read-only refuses whatever writes; read-write asks before each write."},
	{"color", "The colour that the header and the focus have in this environment."},
	{"isolated", "Keeps its sign-in to itself: it never starts from another environment's, and no other from its own."},
}
