package graphsim

var departments = []string{"Engineering", "Sales", "Finance", "Legal", "Human Resources", "Marketing",
	"Operations", "Research & Development", "Support", "Purchasing", "Logistics", "Qualität"}

var jobTitles = []string{"Account Manager", "Analyst", "Architect", "Assistant", "Consultant", "Controller", "Designer",
	"Director", "Engineer", "Intern", "Project Manager", "Researcher", "Senior Engineer", "Team Lead", "Vice President"}

var cities = []struct{ name, country, code string }{
	{"Berlin", "Germany", "DE"}, {"München", "Germany", "DE"}, {"London", "United Kingdom", "GB"}, {"Paris", "France", "FR"},
	{"Málaga", "Spain", "ES"}, {"Kraków", "Poland", "PL"}, {"Praha", "Czechia", "CZ"}, {"Seattle", "United States", "US"},
	{"東京", "Japan", "JP"}, {"上海", "China", "CN"}, {"القاهرة", "Egypt", "EG"}, {"São Paulo", "Brazil", "BR"},
}

var projects = []string{"Aurora", "Basalt", "Comet", "Delta", "Ember", "Fjord", "Granite", "Harbour", "Indigo", "Juniper", "Kelp", "Lumen"}

var products = []string{"Expense Desk", "Time Sheet", "Wiki", "Build Farm", "Badge Office", "Canteen", "Travel Desk",
	"Ticket Counter", "Data Lake", "Payroll", "Newsroom", "Fleet", "Contract Archive", "Survey", "Visitor Book"}
