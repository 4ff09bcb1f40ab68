package graphquery

// Prefer is a value of the header Prefer that Graph knows, and what it does.
type Prefer struct{ Value, What string }

// PreferValues are those that are documented, for a person to choose from. An answer says in
// Preference-Applied which of them it followed.
var PreferValues = []Prefer{
	{"return=minimal", "a write answers with no more than its status, where that is enough"},
	{"return=representation", "a write answers with the whole object as it is now"},
	{"odata.maxpagesize=50", "at most so many objects a page, in mail, calendars and delta queries"},
	{`outlook.timezone="W. Europe Standard Time"`, "times of calendars in this time zone instead of UTC"},
	{`outlook.body-content-type="text"`, "bodies of mail and events as plain text instead of HTML"},
	{"outlook.allow-unsafe-html", "bodies of mail with all of their HTML, as it was sent"},
	{`IdType="ImmutableId"`, "ids of mail, events and contacts that stay when the object is moved"},
	{"include-unknown-enum-members", "values by their name that were added to an enumeration later"},
	{"respond-async", "a long operation is begun at once and watched; not in a batch"},
	{"HonorNonIndexedQueriesWarningMayFailRandomly", "lists may be filtered by columns without an index; may fail when they are long"},
}
