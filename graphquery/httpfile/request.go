package httpfile

import (
	"fmt"
	"net/url"
	"strings"

	"graphguest/graphquery"
)

// base is the variable that stands for the environment's Graph in the strict profile.
const base = "{{graph}}"

// graphs are the addresses that mean "the environment's Graph" in files of other tools.
var graphs = []string{
	"https://graph.microsoft.com", "https://graph.microsoft.us",
	"https://dod-graph.microsoft.us", "https://microsoftgraph.chinacloudapi.cn",
}

// request puts a block's lines together. The second result says why it cannot be run.
func (b *block) request(variables map[string]string) (Request, string) {
	r := Request{
		Title:       strings.Join(b.texts(titleLine), ""),
		Description: strings.Join(b.texts(commentLine), "\n"),
		Extra:       strings.Join(b.texts(extraLine), " "),
		Line:        b.start + 1,
	}
	problem := b.address(&r.Query, variables)
	r.Query.Header = b.headers()
	r.Query.Body = []byte(b.body())
	if len(r.Query.Body) == 0 {
		r.Query.Body = nil
	}
	if problem == "" && b.find(fileLine) >= 0 {
		problem = "the body is in another file, which is never read"
	}
	r.Name = b.slug(r)
	return r, problem
}

func (b *block) slug(r Request) string {
	for _, text := range append(b.texts(nameLine), r.Title, r.Query.Path) {
		if text != "" {
			return Slug(text)
		}
	}
	return Slug("")
}

var protocolSuffix = pattern(`\s+HTTP/[0-9.]+$`)

// address fills in method, version and path.
func (b *block) address(q *graphquery.Query, variables map[string]string) string {
	text := strings.Join(b.texts(targetLine), "")
	// A suffix may stand on the first line while the options follow on others.
	text = protocolSuffix().ReplaceAllString(text, "") + strings.Join(b.texts(continuedLine), "")
	text = strings.TrimSpace(protocolSuffix().ReplaceAllString(text, ""))
	method, target, _ := strings.Cut(text, " ")
	q.Method = strings.ToUpper(method)
	if !isMethod(q.Method) {
		q.Method, target = "GET", text
	}
	path, problem := relative(strings.TrimSpace(target), variables)
	if problem != "" {
		return problem
	}
	parsed, err := graphquery.ParseLine(path, graphs[0])
	if err != nil {
		return err.Error()
	}
	q.Version, q.Path = parsed.Version, graphquery.Readable(parsed.Path)
	return ""
}

func isMethod(word string) bool {
	for _, m := range graphquery.Methods {
		if word == m {
			return true
		}
	}
	return false
}

// relative takes the base off an address. What remains runs in the environment's own Graph,
// so no variable and no other host may stand in its place.
func relative(target string, variables map[string]string) (path, problem string) {
	if rest, ok := strings.CutPrefix(target, "{{"); ok {
		name, rest, _ := strings.Cut(rest, "}}")
		value := variables[strings.TrimSpace(name)]
		switch {
		case strings.TrimSpace(name) == "graph":
			target = rest
		case value != "":
			target = value + rest
		default:
			return "", fmt.Sprintf("the variable {{%s}} stands where the address begins; write %s or /v1.0/…", name, base)
		}
	}
	for _, graph := range graphs {
		if len(target) >= len(graph) && strings.EqualFold(target[:len(graph)], graph) {
			if rest := target[len(graph):]; rest == "" || strings.IndexByte("/?", rest[0]) >= 0 {
				return rest, ""
			}
		}
	}
	if strings.HasPrefix(target, "/") && !strings.HasPrefix(target, "//") {
		return target, ""
	}
	if u, err := url.Parse(target); err == nil && u.Host != "" {
		return "", fmt.Sprintf("the address leads to %s, which is no Microsoft Graph", u.Host)
	}
	return "", fmt.Sprintf("no address of Graph: write GET %s/v1.0/me", base)
}

// secretHeaders never come from a file.
var secretHeaders = map[string]bool{"authorization": true, "cookie": true, "proxy-authorization": true}

// headers are the block's headers; secrets in them are listed and left out.
func (b *block) headers() []graphquery.Header {
	var all []graphquery.Header
	for _, l := range b.lines {
		if l.kind == headerLine && !secretHeaders[strings.ToLower(l.name)] {
			all = append(all, graphquery.Header{Name: l.name, Value: l.text})
		}
	}
	return all
}

// body is the text after the gap, without the empty lines around it.
func (b *block) body() string {
	return strings.Trim(strings.Join(b.texts(bodyLine), "\n"), "\n")
}
