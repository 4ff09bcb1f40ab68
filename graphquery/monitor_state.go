package graphquery

import (
	"bytes"
	"encoding/json"
	"strconv"
	"strings"
)

// MonitorState is how far a long-running operation is.
type MonitorState struct {
	Status  string  // Graph's word: "inProgress", "completed"; "" = it did not say
	Percent float64 // 0 to 100, or -1
	Polls   int
}

// goesOn are the words for an operation that is under way, and ended those for one that is over: true = as it should.
var (
	goesOn = map[string]bool{
		"notstarted": true, "running": true, "inprogress": true, "updating": true, "waiting": true, "deletepending": true,
		"pending": true, "queued": true, "accepted": true, "processing": true, "started": true,
	}
	ended = map[string]bool{
		"succeeded": true, "completed": true, "deletecompleted": true, "success": true, "skipped": true,
		"failed": false, "deletefailed": false, "cancelled": false, "canceled": false, "expired": false,
		"partiallycompleted": false, "partiallysucceeded": false, "invalidstatus": false, "timedout": false,
	}
)

// over says whether nothing more is to be waited for. What has a status that no operation has is its result.
func (s MonitorState) over(httpStatus int) bool {
	word := strings.ToLower(s.Status)
	if _, is := ended[word]; is {
		return true
	}
	return httpStatus != 202 && !goesOn[word]
}

func (s MonitorState) failed() bool {
	well, is := ended[strings.ToLower(s.Status)]
	return is && !well
}

// readState reads what a monitor says, and why the operation failed where it did. Services spell the percentage in two
// ways, and one writes it as text.
func readState(body []byte) (s MonitorState, why string) {
	var said struct {
		Status   any `json:"status"`
		Percent  any `json:"percentageComplete"`
		Percent2 any `json:"percentComplete"`
		Error    any `json:"error"`
	}
	s.Percent = -1
	if json.Unmarshal(bytes.TrimPrefix(body, []byte("\ufeff")), &said) != nil {
		return s, ""
	}
	if text, ok := said.Status.(string); ok {
		s.Status = cut(strings.Map(inert, text))
	}
	for _, percent := range []any{said.Percent2, said.Percent} {
		if n, ok := number(percent); ok && n >= 0 && n <= 100 {
			s.Percent = n
		}
	}
	if e, ok := said.Error.(map[string]any); ok {
		code, _ := e["code"].(string)
		message, _ := e["message"].(string)
		why = cut(strings.Map(inert, strings.Join(strings.Fields(code+" "+message), " ")))
	}
	return s, why
}

func number(v any) (float64, bool) {
	switch v := v.(type) {
	case float64:
		return v, true
	case string:
		n, err := strconv.ParseFloat(v, 64)
		return n, err == nil
	}
	return 0, false
}
