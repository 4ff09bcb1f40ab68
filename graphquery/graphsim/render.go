package graphsim

import (
	"encoding/json"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/go-json-experiment/json/jsontext"
)

// page writes one page of a listing: context, count and nextLink stand before the value.
func (l *listing) page() error {
	page, next := l.take(l.q.pageSize())
	b := l.q.context(append(make([]byte, 0, 512+len(page)*l.rowSize()), '{'), l.context+selected(l.props, l.expand))
	if l.q.opts.count && l.advanced && l.q.opts.skipToken == "" {
		b = append(appendKey(b, "@odata.count"), number(l.count())...)
	}
	if next >= 0 {
		b = appendText(appendKey(b, "@odata.nextLink"), l.nextLink(next))
	}
	b = append(appendKey(b, "value"), '[')
	for i, o := range page {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(b, '{')
		b = l.q.appendObject(b, o, l.props, l.mixed, l.expand)
		b = append(b, '}')
	}
	return l.q.answer.json(http.StatusOK, append(b, ']', '}'))
}

// rowSize guesses the bytes of a row, to make room for a page at once.
func (l *listing) rowSize() int {
	if l.props != nil {
		return 48 * len(l.props)
	}
	return 448
}

// entity writes one object.
func (q *request) entity(o object, set string) error {
	k := o.kind()
	props, err := q.opts.chosen(k)
	if err != nil {
		return err
	}
	expand, err := parseExpand(q.opts.expand, k)
	if err != nil {
		return err
	}
	b := q.context([]byte(`{`), set+selected(props, expand)+"/$entity")
	b = q.appendObject(b, o, props, set == "directoryObjects", expand)
	return q.answer.json(http.StatusOK, append(b, '}'))
}

// document writes anything else that has a context.
func (q *request) document(context string, content map[string]any) error {
	content["@odata.context"] = q.contextURL(context)
	body, err := json.Marshal(content)
	if err != nil {
		return err
	}
	return q.answer.json(http.StatusOK, body)
}

func (q *request) context(b []byte, what string) []byte {
	return appendText(appendKey(b, "@odata.context"), q.contextURL(what))
}

func (q *request) contextURL(what string) string {
	url := q.answer.base + "/" + q.path.version + "/$metadata"
	if what != "" {
		url += "#" + what
	}
	return url
}

// selected is the part of the context that names the chosen properties: (displayName,memberOf()).
func selected(props []*property, expand *expansion) string {
	var names []string
	for _, p := range props {
		names = append(names, p.name)
	}
	if expand != nil {
		names = append(names, expand.name+"()")
	}
	if len(names) == 0 {
		return ""
	}
	return "(" + strings.Join(names, ",") + ")"
}

// appendObject writes the members of an object. What the caller may not see is null.
func (q *request) appendObject(b []byte, o object, props []*property, typed bool, expand *expansion) []byte {
	own := o.kind()
	if typed {
		b = appendText(appendKey(b, "@odata.type"), "#microsoft.graph."+own.name)
	}
	if marked, ok := o.(annotated); ok {
		for _, pair := range marked.annotations(q, props == nil) {
			b = appendText(appendKey(b, pair[0]), pair[1])
		}
	}
	if props == nil {
		props = own.shown(q.path.version)
	}
	seen := q.sees(o)
	for _, p := range props {
		if p = own.property(p.name); p == nil {
			continue
		}
		v := p.get(o)
		if v == (leftOut{}) {
			continue
		}
		b = p.appendKey(b)
		if seen != nil && !seen[p.name] {
			b = append(b, emptyOf(p)...)
			continue
		}
		b = appendValue(b, v)
	}
	if u, ok := o.(*User); ok && expand != nil {
		b = q.appendExpanded(b, u, expand)
	}
	return b
}

// leftOut is the value of a property that an object does not have: it is not written at all.
type leftOut struct{}

// annotated objects carry members with an @, name and text: @odata.etag. whole tells that no $select was given.
type annotated interface {
	annotations(q *request, whole bool) [][2]string
}

func (q *request) appendExpanded(b []byte, u *User, expand *expansion) []byte {
	all, one := expand.objects(q, u)
	if one && len(all) == 0 {
		return b // Graph leaves an absent manager out
	}
	b = appendKey(b, expand.name)
	if !one {
		b = append(b, '[')
	}
	for i, o := range all {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(q.appendObject(append(b, '{'), o, expand.props, true, nil), '}')
	}
	if !one {
		b = append(b, ']')
	}
	return b
}

func emptyOf(p *property) string {
	if strings.HasPrefix(p.edm, "Collection(") {
		return "[]"
	}
	return "null"
}

// appendKey starts a member, after a comma where one came before.
func appendKey(b []byte, name string) []byte {
	if b[len(b)-1] != '{' {
		b = append(b, ',')
	}
	return append(appendText(b, name), ':')
}

// appendKey is appendKey for a property: rows repeat their names, so they are quoted once.
func (p *property) appendKey(b []byte) []byte {
	if b[len(b)-1] != '{' {
		b = append(b, ',')
	}
	if p.quoted == "" {
		return append(appendText(b, p.name), ':')
	}
	return append(b, p.quoted...)
}

func appendText(b []byte, s string) []byte {
	if plain(s) {
		return append(append(append(b, '"'), s...), '"')
	}
	b, _ = jsontext.AppendQuote(b, strings.ToValidUTF8(s, "\uFFFD"))
	return b
}

// plain tells whether a text stands in JSON as it is.
func plain(s string) bool {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c == '"' || c == '\\' || c > '~' {
			return false
		}
	}
	return true
}

func appendValue(b []byte, v any) []byte {
	switch v := v.(type) {
	case nil:
		return append(b, "null"...)
	case string:
		return appendText(b, v)
	case time.Time:
		return append(v.AppendFormat(append(b, '"'), "2006-01-02T15:04:05Z"), '"')
	case bool:
		return strconv.AppendBool(b, v)
	case []string:
		b = append(b, '[')
		for i, s := range v {
			if i > 0 {
				b = append(b, ',')
			}
			b = appendText(b, s)
		}
		return append(b, ']')
	}
	other, _ := json.Marshal(v)
	return append(b, other...)
}
