package graphsim

import (
	"bytes"
	"encoding/csv"
	"net/http"
	"strconv"
)

var reportCall = pattern(`^get[A-Za-z0-9]+Detail\(period='(D7|D30|D90|D180)'\)$`)

// reportAtMost is the number of users a report tells of.
const reportAtMost = 500

// reports serves the usage reports, for roles: a redirect to a CSV on another host.
func (q *request) reports(rest []string) error {
	if len(rest) != 1 {
		return noSegment("reports")
	}
	m := reportCall().FindStringSubmatch(rest[0])
	if m == nil {
		return noSegment(rest[0])
	}
	if err := q.read("reports/{report}"); err != nil {
		return err
	}
	if !q.caller.Admin {
		return refused(http.StatusForbidden, "S2SUnauthorized", "Invalid permission.")
	}
	table := q.activeUsers(m[1])
	q.answer.w.Header().Set("Location", q.server.publish(reportHost, "/data/download", false, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/octet-stream")
		w.Header().Set("Content-Disposition", `attachment; filename="Office365ActiveUserDetail.csv"`)
		w.Header().Set("Content-Length", strconv.Itoa(len(table)))
		if r.Method != http.MethodHead {
			_, _ = w.Write(table)
		}
	}))
	q.answer.send(http.StatusFound, "", nil)
	return nil
}

// activeUsers is the report as CSV, with the mark in front that spreadsheets look for.
func (q *request) activeUsers(period string) []byte {
	b := bytes.NewBufferString("\uFEFF")
	w := csv.NewWriter(b)
	day := q.answer.time.Format("2006-01-02")
	_ = w.Write([]string{"Report Refresh Date", "User Principal Name", "Display Name", "Is Deleted", "Last Activity Date", "Report Period"})
	for i := 0; i < min(q.dir.size(), reportAtMost); i++ {
		if u := q.dir.at(i); u != nil {
			_ = w.Write([]string{day, u.UserPrincipalName, u.DisplayName, "False", day, period[1:]})
		}
	}
	w.Flush()
	return b.Bytes()
}
