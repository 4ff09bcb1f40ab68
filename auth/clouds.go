package auth

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
)

// Clouds is the clouds that can be reached. To add a built-in cloud, add a row below.
type Clouds []Cloud

// BuiltinClouds returns Microsoft's clouds. L4 and DoD share a login host and differ in Graph,
// so whatever is kept for a cloud is kept under its name.
func BuiltinClouds() Clouds {
	return Clouds{
		{"global", "https://login.microsoftonline.com", "https://graph.microsoft.com"},
		{"usgov", "https://login.microsoftonline.us", "https://graph.microsoft.us"},
		{"usgovdod", "https://login.microsoftonline.us", "https://dod-graph.microsoft.us"},
		{"china", "https://login.partner.microsoftonline.cn", "https://microsoftgraph.chinacloudapi.cn"},
	}
}

// Named returns the cloud of that name. For an unknown one the error lists the names there are.
func (cs Clouds) Named(name string) (Cloud, error) {
	for _, c := range cs {
		if c.Name == name {
			return c, nil
		}
	}
	return Cloud{}, fmt.Errorf("there is no cloud named %q: it may be %s, or one of your own in clouds.toml", name, cs.names())
}

func (cs Clouds) names() string {
	var names []string
	for _, c := range cs {
		names = append(names, c.Name)
	}
	return strings.Join(names, ", ")
}

// ownCloud is a table of clouds.toml: [lab] login = "https://…" graph = "https://…".
type ownCloud struct {
	Login string `toml:"login"`
	Graph string `toml:"graph"`
}

// ReadClouds returns the built-in clouds and those of the file, by name. A file that is not there
// adds none. Each fault of the file is named with its line; what is sound is returned all the same.
func ReadClouds(path string) (Clouds, error) {
	clouds := BuiltinClouds()
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return clouds, nil
	}
	if err != nil {
		return clouds, fmt.Errorf("read the clouds of your own: %w", err)
	}
	var own map[string]ownCloud
	if err := decodeTOML(path, data, &own); err != nil {
		return clouds, err
	}
	var faults []error
	for _, name := range sortedKeys(own) {
		c, err := newCloud(clouds, name, own[name])
		if err != nil {
			faults = append(faults, fmt.Errorf("%s:%d: cloud %q: %w", path, lineOf(data, name), name, err))
			continue
		}
		clouds = append(clouds, c)
	}
	return clouds, errors.Join(faults...)
}

func newCloud(known Clouds, name string, own ownCloud) (Cloud, error) {
	if err := ValidName(name); err != nil {
		return Cloud{}, err
	}
	if slices.ContainsFunc(known, func(c Cloud) bool { return strings.EqualFold(c.Name, name) }) {
		return Cloud{}, errors.New("there is a cloud of this name already; choose another name")
	}
	login, err := baseURL(own.Login)
	if err != nil {
		return Cloud{}, fmt.Errorf("login: %w", err)
	}
	graph, err := baseURL(own.Graph)
	if err != nil {
		return Cloud{}, fmt.Errorf("graph: %w", err)
	}
	return Cloud{Name: name, Login: login, Graph: graph}, nil
}
