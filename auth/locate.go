package auth

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// Locate is FindTenant for whoever does not know the tenant's cloud; Tenant.Cloud says which it is.
// Text that only one cloud writes so (a link to its portal, its login host, its SharePoint) is asked
// about there, everything else in the global cloud. Where that one says that the tenant's Graph is
// another known cloud's, the answer is the tenant as that cloud knows it.
func Locate(ctx context.Context, rt http.RoundTripper, clouds Clouds, text string) (Tenant, error) {
	first, name, err := clouds.whereabouts(text)
	if err != nil {
		return Tenant{}, wrongTenant{err}
	}
	found, conf, err := askFor(ctx, rt, first, name)
	if err != nil {
		return Tenant{}, err
	}
	home := clouds.ofGraph(conf.GraphHost, first)
	if home.Login != first.Login {
		if found, conf, err = askFor(ctx, rt, home, name); err != nil {
			return Tenant{}, fmt.Errorf("%s says that tenant %s is in the cloud %s: %w", first.Login, name, home.Name, err)
		}
	}
	if err := sameCloud(home, conf, name); err != nil {
		return Tenant{}, err
	}
	found.Cloud = home.Name
	return found, nil
}

// cloudEndings are the ends of host names that belong to one of Microsoft's clouds, by its name.
// L4 and DoD share them: discovery tells the two apart.
var cloudEndings = []struct{ ending, cloud string }{
	{"portal.azure.us", "usgov"}, {"microsoft.us", "usgov"}, {"microsoftonline.us", "usgov"},
	{"sharepoint.us", "usgov"}, {"onmicrosoft.us", "usgov"},
	{"portal.azure.cn", "china"}, {"microsoftonline.cn", "china"}, {"login.chinacloudapi.cn", "china"},
	{"sharepoint.cn", "china"}, {"partner.onmschina.cn", "china"},
}

// whereabouts is the cloud to ask first, and the tenant's id or domain.
func (cs Clouds) whereabouts(text string) (first Cloud, name string, err error) {
	link := linkIn(text)
	if own, name, ok := cs.atOwnLogin(link); ok {
		return own, name, nil
	}
	if name, err = tenantNamed(text); err != nil {
		return Cloud{}, "", err
	}
	hosts := []string{name} // a domain such as fabrikam.onmicrosoft.us
	if link != nil {
		hosts = append(hosts, strings.ToLower(link.Hostname()))
	}
	for _, e := range cloudEndings {
		if slices.ContainsFunc(hosts, func(h string) bool { return h == e.ending || strings.HasSuffix(h, "."+e.ending) }) {
			if c, err := cs.Named(e.cloud); err == nil {
				return c, name, nil
			}
		}
	}
	first, err = cs.Named("global")
	return first, name, err
}

// atOwnLogin reads a link to the login host of a cloud of the person's own.
func (cs Clouds) atOwnLogin(link *url.URL) (c Cloud, name string, ok bool) {
	if link == nil {
		return Cloud{}, "", false
	}
	for _, c := range cs {
		if slices.Contains(BuiltinClouds(), c) || !c.atLogin(link) {
			continue
		}
		for _, place := range []func(*url.URL) string{inPath, inQuery} {
			if name := place(link); name != "" {
				return c, name, true
			}
		}
	}
	return Cloud{}, "", false
}

// ofGraph is the cloud whose Graph is at host: asked itself where it is, or where no other is known.
// A cloud of the person's own may name what Graph it likes.
func (cs Clouds) ofGraph(host string, asked Cloud) Cloud {
	at := func(c Cloud) bool { return strings.EqualFold("https://"+host, c.Graph) }
	if at(asked) || !slices.Contains(BuiltinClouds(), asked) {
		return asked
	}
	if i := slices.IndexFunc(cs, at); i >= 0 {
		return cs[i]
	}
	return asked
}
