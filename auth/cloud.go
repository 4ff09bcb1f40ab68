// Package auth signs one person in, as a guest, to any tenant that invited them.
//
// It knows clouds, environments, tokens and the keyring, and nothing of Graph queries.
package auth

import (
	"errors"
	"fmt"
	"net/url"
	"strings"
)

// Cloud is one sovereign Microsoft cloud: where to sign in and where Graph answers.
type Cloud struct {
	Name  string // "global", "usgov", …; or a name of the person's own from clouds.toml
	Login string // base URL of the login host: https, no path, no trailing slash
	Graph string // base URL of Graph: https, no version, no trailing slash
}

// graphAppID is Microsoft Graph's application id, the same in every cloud.
const graphAppID = "00000003-0000-0000-c000-000000000000"

// authority is where this cloud signs people in to one tenant.
func (c Cloud) authority(tenantID string) string { return c.Login + "/" + tenantID }

// isGraph says whether a token for this audience is one for the cloud's Graph.
func (c Cloud) isGraph(audience string) bool {
	return strings.EqualFold(audience, graphAppID) || strings.EqualFold(strings.TrimSuffix(audience, "/"), c.Graph)
}

// atLogin says whether u is a page of the cloud's login host: the only place that may see a code,
// a verifier or a refresh token.
func (c Cloud) atLogin(u *url.URL) bool {
	login, err := url.Parse(c.Login)
	return err == nil && u.User == nil && u.Scheme == "https" && origin(u) == origin(login)
}

// origin is scheme, host and port in one comparable text.
func origin(u *url.URL) string {
	port := u.Port()
	if port == "" && u.Scheme == "https" {
		port = "443"
	}
	return strings.ToLower(u.Scheme + "://" + u.Hostname() + ":" + port)
}

// baseURL is text as a base URL of a cloud: https, a host, and nothing after it.
func baseURL(text string) (string, error) {
	u, err := url.Parse(strings.TrimSpace(text))
	switch {
	case err != nil:
		return "", fmt.Errorf("%q is not a URL", text)
	case u.Scheme != "https":
		return "", fmt.Errorf("%q must begin with https://", text)
	case u.Hostname() == "" || u.User != nil:
		return "", fmt.Errorf("%q must be https://HOST or https://HOST:PORT", text)
	case strings.Trim(u.Path, "/") != "" || u.RawQuery != "" || u.Fragment != "":
		return "", fmt.Errorf("%q must end after the host: no path, no version, no query", text)
	}
	return "https://" + strings.ToLower(u.Host), nil
}

var errNoNetwork = errors.New("no way to the network was given")
