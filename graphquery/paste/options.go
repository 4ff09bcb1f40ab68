package paste

import (
	"errors"
	"fmt"
	"strings"
	"sync"

	"graphguest/graphquery"
)

// option is one of curl's. Without do it means nothing here: it is ignored, and said to be.
type option struct {
	takes bool // a value
	loose bool // do looks itself whether a shell would have made the value
	do    func(c *command, value word) error
}

// shorts are the letters of the options.
var shorts = map[byte]string{
	'#': "progress-bar", '0': "http1.0", '1': "tlsv1", '4': "ipv4", '6': "ipv6", ':': "next", 'A': "user-agent", 'D': "dump-header",
	'E': "cert", 'F': "form", 'G': "get", 'H': "header", 'I': "head", 'J': "remote-header-name", 'K': "config", 'L': "location",
	'N': "no-buffer", 'O': "remote-name", 'R': "remote-time", 'S': "show-error", 'T': "upload-file", 'U': "proxy-user",
	'X': "request", 'Z': "parallel", 'b': "cookie", 'c': "cookie-jar", 'd': "data", 'e': "referer", 'f': "fail", 'g': "globoff",
	'i': "include", 'j': "junk-session-cookies", 'k': "insecure", 'm': "max-time", 'n': "netrc", 'o': "output", 'p': "proxytunnel",
	'q': "disable", 's': "silent", 'u': "user", 'v': "verbose", 'w': "write-out", 'x': "proxy",
}

// flags and settings are the options that mean nothing here: those without a value, and those with one.
const (
	flags = `silent show-error location location-trusted insecure include verbose compressed fail fail-with-body fail-early
		progress-bar progress-meter ipv4 ipv6 http0.9 http1.0 http1.1 http2 http2-prior-knowledge http3 http3-only buffer
		remote-name remote-name-all remote-header-name remote-time create-dirs globoff path-as-is parallel disable netrc
		netrc-optional keepalive proxytunnel tlsv1 tlsv1.0 tlsv1.1 tlsv1.2 tlsv1.3 ssl ssl-reqd ssl-no-revoke ssl-allow-beast
		anyauth basic digest negotiate ntlm junk-session-cookies raw tr-encoding tcp-nodelay tcp-fastopen post301 post302
		post303 retry-all-errors retry-connrefused styled-output no-buffer no-progress-meter trace-time ca-native cert-status
		sessionid alpn npn clobber xattr`
	settings = `output dump-header write-out max-time connect-timeout retry retry-delay retry-max-time cookie-jar cacert capath
		cert cert-type key key-type pass proxy proxy-user proxy-header noproxy preproxy output-dir resolve connect-to interface
		limit-rate max-redirs user-agent referer proto proto-redir proto-default ciphers tls13-ciphers tls-max trace trace-ascii
		stderr keepalive-time dns-servers max-filesize unix-socket abstract-unix-socket local-port speed-limit speed-time
		parallel-max pinnedpubkey crlfile happy-eyeballs-timeout-ms expect100-timeout curves socks5 socks5-hostname socks4 socks4a
		doh-url rate`
)

// options are those of curl that may stand in a paste. Most starts see none.
var options = sync.OnceValue(optionTable)

func optionTable() map[string]option {
	all := map[string]option{
		"request":        {takes: true, do: func(c *command, v word) error { c.method = v.text; return nil }},
		"header":         {takes: true, loose: true, do: (*command).header},
		"data":           {takes: true, do: (*command).plainData},
		"data-ascii":     {takes: true, do: (*command).plainData},
		"data-binary":    {takes: true, do: (*command).plainData},
		"data-raw":       {takes: true, do: func(c *command, v word) error { c.add(v.text, "&"); return nil }},
		"data-urlencode": {takes: true, do: (*command).encodedData},
		"json":           {takes: true, do: (*command).jsonData},
		"get":            {do: func(c *command, _ word) error { c.get = true; return nil }},
		"head":           {do: func(c *command, _ word) error { c.head = true; return nil }},
		"url":            {takes: true, do: func(c *command, v word) error { c.urls = append(c.urls, v); return nil }},
		"url-query":      {takes: true, do: (*command).urlQuery},
		"cookie":         {takes: true, loose: true, do: func(c *command, _ word) error { c.headers.isSecret("Cookie"); return nil }},
		"oauth2-bearer":  {takes: true, loose: true, do: func(c *command, _ word) error { c.headers.isSecret("Authorization"); return nil }},
		"next":           {do: (*command).nextRequest},
	}
	for name, why := range map[string]string{
		"user":        "--user sends a password, and here the token comes from the sign-in",
		"form":        "--form sends a form, which Graph does not take",
		"form-string": "--form-string sends a form, which Graph does not take",
		"upload-file": "--upload-file sends a file, and a paste never reads one",
		"config":      "--config reads a file, and a paste never reads one",
		"variable":    "--variable reads what is not in the paste",
	} {
		all[name] = option{takes: true, loose: true, do: func(*command, word) error { return errors.New("curl's " + why + ": leave it out") }}
	}
	for name := range wordSet(flags) {
		all[name] = option{}
	}
	for name := range wordSet(settings) {
		all[name] = option{takes: true}
	}
	return all
}

func (c *command) nextRequest(word) error {
	c.rest = nil
	c.notes.add("only the first request was taken")
	return nil
}

// header takes "Name: value". "Name:" takes a header of curl's own away, "Name;" sends an empty one.
func (c *command) header(v word) error {
	if strings.HasPrefix(v.text, "@") {
		return errFile("--header")
	}
	name, value, found := strings.Cut(v.text, ":")
	if name == "" && found { // :authority, as browsers name their own
		inner, rest, _ := strings.Cut(value, ":")
		name, value = ":"+inner, rest
	}
	if c.headers.isSecret(name) {
		return nil
	}
	if err := v.need(); err != nil {
		return err
	}
	bare, empty := strings.CutSuffix(name, ";")
	switch {
	case !found && empty:
		return c.headers.add(bare, "")
	case !found:
		return errors.New("a header of the command is no 'Name: value'")
	case strings.TrimSpace(value) == "":
		return nil
	}
	return c.headers.add(name, value)
}

func errFile(option string) error {
	return fmt.Errorf("curl's %s names a file, and a paste never reads one: put the text itself in its place", option)
}

// add appends to the data, behind mark if there are some.
func (c *command) add(text, mark string) {
	if c.has {
		c.data = append(c.data, mark...)
	}
	c.data, c.has = append(c.data, text...), true
}

func (c *command) plainData(v word) error {
	if strings.HasPrefix(v.text, "@") {
		return errFile("--data")
	}
	c.add(v.text, "&")
	return nil
}

func (c *command) jsonData(v word) error {
	if strings.HasPrefix(v.text, "@") {
		return errFile("--json")
	}
	c.json = true
	c.add(v.text, "")
	return nil
}

func (c *command) encodedData(v word) error {
	text, err := encoded(v.text)
	if err == nil {
		c.add(text, "&")
	}
	return err
}

// urlQuery is data that always goes behind the address; a plus before it means that it is encoded already.
func (c *command) urlQuery(v word) error {
	text, plain := strings.CutPrefix(v.text, "+")
	var err error
	if !plain {
		text, err = encoded(text)
	}
	c.options = append(c.options, text)
	return err
}

// encoded encodes "name=value", "=value" or "value"; the name stays as it is.
func encoded(text string) (string, error) {
	i := strings.IndexAny(text, "=@")
	switch {
	case i >= 0 && text[i] == '@':
		return "", errFile("--data-urlencode")
	case i > 0:
		return text[:i+1] + graphquery.EncodeValue(text[i+1:]), nil
	}
	return graphquery.EncodeValue(strings.TrimPrefix(text, "=")), nil
}
