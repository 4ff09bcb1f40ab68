package claims

import (
	"fmt"
	"strings"
)

var appRows = []row{
	{name: "aud", group: app, means: "Whom the token is for.", explain: aud},
	{name: "app_displayname", group: app, means: "The app that asked for the token, by name."},
	{name: "appid", group: app, means: "The app that asked for the token.", explain: client("appid")},
	{name: "azp", group: app, means: "The app that asked for the token.", explain: client("azp")},
	{name: "appidacr", group: app, means: "How the app proved itself.", explain: appProof("appidacr")},
	{name: "azpacr", group: app, means: "How the app proved itself.", explain: appProof("azpacr")},
	{name: "ver", group: app, means: "The format of the token.", explain: version},
	{name: "xms_cc", group: app, means: "What the app can handle.", explain: capabilities},
}

// The names under which Graph, and the apps that guests meet, appear in tokens.
const graphID = "00000003-0000-0000-c000-000000000000"

var apps = map[string]string{
	"14d82eec-204b-4c2f-b7e8-296a70dab67e": "Microsoft Graph Command Line Tools",
	"04b07795-8ddb-461a-bbee-02f9e1bf7b46": "Azure CLI",
	"de8bc8b5-d9f9-48b1-a8ad-b748da725064": "Graph Explorer",
}

// AppName is the name of an app that guests meet; "" = it is not one of them.
func AppName(clientID string) string { return apps[strings.ToLower(clientID)] }

// graphs are the hosts of Graph in the built-in clouds.
var graphs = map[string]bool{
	"graph.microsoft.com": true, "graph.microsoft.us": true,
	"dod-graph.microsoft.us": true, "microsoftgraph.chinacloudapi.cn": true,
}

func aud(s said, kind Kind) string {
	audience := strings.ToLower(s.text("aud"))
	host := strings.Trim(strings.TrimPrefix(audience, "https://"), "/")
	switch {
	case audience == graphID || graphs[host]:
		return "The token is for Microsoft Graph, and for nothing else."
	case kind == ID:
		return "The token is for the app that you signed in with: " + nameOf(audience) + "."
	}
	return "The token is for another service than Microsoft Graph: Graph will refuse it."
}

func client(name string) func(said, Kind) string {
	return func(s said, _ Kind) string {
		return fmt.Sprintf("The app that asked for the token: %s.", nameOf(s.text(name)))
	}
}

func nameOf(id string) string {
	if name := apps[strings.ToLower(id)]; name != "" {
		return name
	}
	return id
}

func appProof(name string) func(said, Kind) string {
	return func(s said, _ Kind) string {
		return map[string]string{
			"0": "The app keeps no secret (a public client): what counts is that you signed in.",
			"1": "The app proved itself with a secret.",
			"2": "The app proved itself with a certificate.",
		}[s.text(name)]
	}
}

func version(s said, kind Kind) string {
	switch {
	case kind == ID:
		return "The format of the id token."
	case s.text("ver") == "1.0":
		return "The format of the access token: Graph's are of version 1.0, whichever way you sign in."
	}
	return ""
}

func capabilities(s said, _ Kind) string {
	return decode("The app can handle: ", s.words("xms_cc"), map[string]string{
		"cp1": "claims challenges, Graph may ask for a stronger sign-in in the middle of the work",
	})
}
