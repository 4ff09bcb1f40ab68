package meaning

import (
	"testing"
	"time"
)

func TestValuesSayWhatTheyMean(t *testing.T) {
	now := time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)
	berlin := time.FixedZone("CET", 3600)
	for text, want := range map[string]string{
		"2026-11-02T13:03:00Z":                                  "2 Nov 2026 14:03, 20 days ago",
		"2026-11-23T11:59:30.1234567Z":                          "23 Nov 2026 12:59, just now",
		"2026-11-23T15:00:00+01:00":                             "23 Nov 2026 15:00, in 2 h",
		"2026-11-24T13:00:00Z":                                  "24 Nov 2026 14:00, in a day",
		"0001-01-01T00:00:00Z":                                  "",
		"9999-12-31T23:59:59Z":                                  "",
		"2026-13-02T13:03:00Z":                                  "",
		"2026-11-02":                                            "",
		"62e90394-69f5-4237-9190-012177145e10":                  "role: Global Administrator",
		"31392ffb-586c-42d1-9346-e59415a2cc4e":                  "role: Exchange Recipient Administrator",
		"62E90394-69F5-4237-9190-012177145E10":                  "role: Global Administrator",
		"00000003-0000-0000-c000-000000000000":                  "service: Microsoft Graph",
		"14d82eec-204b-4c2f-b7e8-296a70dab67e":                  "app: Microsoft Graph Command Line Tools",
		"9188040d-6c67-4c5b-b112-36a304b66dad":                  "tenant: personal Microsoft accounts",
		"11111111-2222-3333-4444-555555555555":                  "",
		"jan_contoso.com#EXT#@fabrikam.onmicrosoft.com":         "guest from contoso.com",
		"jan_van_dam_contoso.com#EXT#@fabrikam.onmicrosoft.com": "guest from contoso.com",
		"#EXT#@": "", "a#b": "", "": "",
	} {
		if got := Of(text, now, berlin); got != want {
			t.Errorf("%q means %q, want %q", text, got, want)
		}
	}
}
