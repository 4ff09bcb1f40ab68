package paste

import (
	"net/url"
	"slices"
	"strings"

	"graphguest/graphquery"
)

// readable is the path decoded as far as a person may want and the server would not see:
// $select instead of %24select, 'a b' instead of %27a%20b%27.
func readable(path string) string {
	where, options, found := strings.Cut(path, "?")
	where = graphquery.Readable(where)
	if !found {
		return where
	}
	decoded, ok := parts(options)
	if !ok {
		return graphquery.Readable(path)
	}
	shown := where + "?" + strings.Join(decoded, "&")
	if !saysTheSame(shown, decoded) {
		return graphquery.Readable(path)
	}
	return shown
}

// saysTheSame is whether path, once encoded, means exactly these options.
func saysTheSame(path string, decoded []string) bool {
	if strings.TrimSpace(path) != path || strings.ContainsFunc(path, func(r rune) bool { return r < ' ' || r == 0x7f || r == '\ufffd' }) {
		return false
	}
	_, options, _ := strings.Cut(graphquery.EncodePath(path), "?")
	back, ok := parts(options)
	return ok && slices.Equal(back, decoded)
}

// parts are the options, decoded. A plus is a plus: what is typed and sent here means it so.
func parts(options string) (decoded []string, ok bool) {
	for part := range strings.SplitSeq(options, "&") {
		text, err := url.PathUnescape(part)
		if err != nil {
			return nil, false
		}
		decoded = append(decoded, text)
	}
	return decoded, true
}
