package graphquery

import "testing"

func TestTheLastETagIsOfferedForTheSameObject(t *testing.T) {
	const tag = `W/"JzEtVGFzaw=="`
	task := func(method, path string) *Result {
		return &Result{Query: Query{Method: method, Path: path}, Status: 200, ETag: tag}
	}
	read := task("", "/planner/tasks/1?$select=title")
	for name, tt := range map[string]struct {
		q    Query
		of   *Result
		want bool
	}{
		"a patch":                {Query{Method: "PATCH", Path: "/planner/tasks/1"}, read, true},
		"a put":                  {Query{Method: "PUT", Path: "/planner/tasks/1?x=y"}, read, true},
		"a delete":               {Query{Method: "DELETE", Path: "/planner/tasks/1/"}, read, true},
		"written otherwise":      {Query{Method: "PATCH", Path: "/users/a%23EXT%23@b"}, task("GET", "/users/a#EXT#@b"), true},
		"after a patch":          {Query{Method: "PATCH", Path: "/planner/tasks/1"}, task("PATCH", "/planner/tasks/1"), true},
		"a read":                 {Query{Path: "/planner/tasks/1"}, read, false},
		"a post":                 {Query{Method: "POST", Path: "/planner/tasks/1"}, read, false},
		"another object":         {Query{Method: "PATCH", Path: "/planner/tasks/2"}, read, false},
		"a part of it":           {Query{Method: "PATCH", Path: "/planner/tasks/1/details"}, read, false},
		"an id in other letters": {Query{Method: "PATCH", Path: "/planner/tasks/aB"}, task("GET", "/planner/tasks/Ab"), false},
		"another version":        {Query{Method: "PATCH", Version: "beta", Path: "/planner/tasks/1"}, read, false},
		"one is set":             {Query{Method: "PATCH", Path: "/planner/tasks/1", Header: []Header{{"if-match", "*"}}}, read, false},
		"no answer":              {Query{Method: "PATCH", Path: "/planner/tasks/1"}, nil, false},
		"no tag":                 {Query{Method: "PATCH", Path: "/planner/tasks/1"}, &Result{Query: read.Query, Status: 200}, false},
		"a refusal":              {Query{Method: "PATCH", Path: "/planner/tasks/1"}, &Result{Query: read.Query, Status: 404, ETag: tag}, false},
		"what was made":          {Query{Method: "DELETE", Path: "/planner/tasks"}, task("POST", "/planner/tasks"), false},
		"a tag of two lines":     {Query{Method: "PATCH", Path: "/planner/tasks/1"}, &Result{Query: read.Query, Status: 200, ETag: "a\r\nX: b"}, false},
	} {
		h, ok := IfMatch(tt.q, tt.of)
		if ok != tt.want || ok && h != (Header{"If-Match", tag}) {
			t.Errorf("%s: %v %v, want %v", name, h, ok, tt.want)
		}
	}
}

func TestTheETagStandsInTheHeaderOrInTheObject(t *testing.T) {
	for _, tt := range []struct{ header, body, want string }{
		{"", `{"@odata.etag":"W/\"a\"","id":"1"}`, `W/"a"`},
		{`"b"`, `{"@odata.etag":"W/\"a\""}`, `"b"`},
		{`"b"`, "bytes", `"b"`},
		{"", `{"value":[{"@odata.etag":"W/\"a\""}]}`, ""}, // of one among many
		{"", `{}`, ""},
	} {
		g := guestAt(answer{status: 200, header: header("ETag", tt.header), body: tt.body})
		if r, err := g.runs(t, "/planner/tasks/1"); err != nil || r.ETag != tt.want {
			t.Errorf("%s %s: the ETag is %q, %v", tt.header, tt.body, r.ETag, err)
		}
	}
}
