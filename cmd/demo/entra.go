package demo

import (
	"graphguest/auth"
	"graphguest/auth/entrasim"
)

// entraWorld is what the simulated Entra ID knows.
func entraWorld() entrasim.World {
	consented := []string{auth.DefaultClientID}
	home := people[0]
	return entrasim.World{
		LoginHost: loginHost,
		People:    people,
		Clients:   []entrasim.App{{ID: auth.DefaultClientID, Name: "Microsoft Graph Command Line Tools", PublicClient: true}},
		Tenants: []entrasim.Tenant{
			{ID: contosoID, Name: "Contoso Consulting", DefaultDomain: "contoso.com", Domains: []string{"contoso.onmicrosoft.com"}, Region: "EU", Consented: consented,
				Members: []entrasim.Member{{UPN: home.UPN, ObjectID: home.HomeObjectID, PUID: home.PUID}}},
			{ID: fabrikamID, Name: "Fabrikam Inc", DefaultDomain: "fabrikam.com", Domains: []string{"fabrikam.onmicrosoft.com"}, Region: "NA", Consented: consented, Guests: guests(fabrikamID, false)},
			{ID: northwindID, Name: "Northwind Traders", DefaultDomain: "northwindtraders.com", Domains: []string{"northwindtraders.onmicrosoft.com"}, Region: "NA", Consented: consented,
				RequiresMFA: true, Guests: guests(northwindID, false)},
			{ID: adatumID, Name: "A. Datum Corporation", DefaultDomain: "adatum.com", Domains: []string{"adatum.onmicrosoft.com"}, Region: "EU", Consented: consented, Guests: guests(adatumID, false)},
			{ID: tailspinID, Name: "Tailspin Toys", DefaultDomain: "tailspintoys.com", Domains: []string{"tailspintoys.onmicrosoft.com"}, Region: "NA", Consented: consented, Guests: guests(tailspinID, true)},
			{ID: wingtipID, Name: "Wingtip Toys", DefaultDomain: "wingtiptoys.com", Domains: []string{"wingtiptoys.onmicrosoft.com"}, Region: "NA", Consented: consented},
			{ID: viralID, Name: "viral.example", DefaultDomain: "viral.example", Region: "EU", Unmanaged: true,
				Members: []entrasim.Member{{UPN: people[4].UPN, ObjectID: people[4].HomeObjectID, PUID: people[4].PUID}}},
		},
	}
}
