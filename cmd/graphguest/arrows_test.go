package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// arrows is the map of the house: what each room may import of the others.
// Test files may also use the simulators, the demo world and kittest.
var arrows = map[string]string{
	"cmd/graphguest":       "cmd/demo tui tui/kit tui/settings tui/safetext auth auth/claims graphquery graphquery/httpfile graphquery/library graphquery/export graphquery/jq graphquery/jsonrows graphquery/permissions",
	"cmd/demo":             "auth auth/entrasim graphquery/graphsim graphquery/library graphquery/permissions/permsim",
	"tui":                  "graphquery/jsondoc graphquery/export tui/kit tui/safetext tui/askpane tui/environmentpane tui/errorpane tui/helppane tui/querypane tui/resultpane tui/savedpane tui/signinpane tui/tokenpane tui/composepane tui/setuppane tui/palettepane tui/settings auth auth/claims graphquery graphquery/library graphquery/permissions",
	"tui/kit":              "tui/safetext auth auth/claims graphquery graphquery/library graphquery/permissions",
	"tui/kit/editor":       "tui/kit tui/safetext",
	"tui/kit/fuzzy":        "",
	"tui/safetext":         "",
	"tui/settings":         "tui/kit",
	"tui/askpane":          "tui/kit tui/safetext",
	"tui/composepane":      "tui/kit tui/kit/editor tui/kit/scroll tui/safetext graphquery",
	"tui/environmentpane":  "tui/kit tui/kit/fuzzy tui/safetext auth",
	"tui/errorpane":        "tui/kit tui/kit/scroll tui/safetext auth graphquery graphquery/permissions",
	"tui/helppane":         "tui/kit tui/kit/scroll tui/safetext",
	"tui/palettepane":      "tui/kit tui/kit/fuzzy tui/safetext",
	"tui/querypane":        "tui/kit tui/safetext graphquery graphquery/paste",
	"tui/resultpane":       "tui/kit tui/safetext tui/view tui/view/diff tui/view/headers tui/view/picture tui/view/raw tui/view/table tui/view/timeline tui/view/tree auth graphquery graphquery/export graphquery/jsondoc graphquery/jsonfind graphquery/jq graphquery/library graphquery/snippet",
	"tui/view":             "tui/kit graphquery graphquery/jsondoc",
	"tui/view/diff":        "tui/view tui/kit tui/safetext graphquery/jsondoc graphquery/jsondiff",
	"tui/view/headers":     "tui/view tui/kit tui/kit/scroll tui/safetext graphquery",
	"tui/view/meaning":     "tui/kit auth/claims",
	"tui/view/picture":     "tui/view tui/kit tui/safetext graphquery",
	"tui/view/raw":         "tui/view tui/kit tui/safetext graphquery graphquery/jsondoc",
	"tui/view/table":       "tui/view tui/kit tui/safetext graphquery graphquery/jsondoc graphquery/jsontable",
	"tui/view/timeline":    "tui/view tui/kit tui/kit/scroll tui/safetext graphquery",
	"tui/view/tree":        "tui/view tui/view/meaning tui/kit tui/kit/fuzzy tui/safetext graphquery/jsondoc graphquery/jsonfind graphquery/jsonfold graphquery/jsonrows",
	"tui/savedpane":        "tui/kit tui/kit/fuzzy tui/safetext graphquery/library",
	"tui/setuppane":        "tui/kit tui/kit/scroll tui/safetext auth",
	"tui/signinpane":       "tui/kit tui/safetext auth",
	"tui/tokenpane":        "tui/kit tui/kit/scroll tui/safetext auth auth/claims",
	"tui/kit/scroll":       "tui/kit",
	"tui/kittest":          "tui/kit tui/safetext/hostile tui/view",
	"tui/safetext/hostile": "",
	"auth":                 "auth/claims",
	"auth/claims":          "",
	"auth/entrasim":        "",
	"graphquery":           "graphquery/jsonrows",
	"graphquery/export":    "graphquery graphquery/jsonrows graphquery/jq",
	"graphquery/graphsim":  "",
	"graphquery/httpfile":  "graphquery",
	"graphquery/jq":        "graphquery/jsonrows graphquery/jsondoc",
	"graphquery/jsondiff":  "graphquery/jsondoc graphquery/jsonrows",
	"graphquery/jsondoc":   "graphquery/jsonrows",
	"graphquery/jsonfind":  "graphquery/jsondoc graphquery/jsonrows",
	"graphquery/jsonfold":  "graphquery/jsondoc",
	"graphquery/jsontable": "graphquery/jsondoc graphquery/jsonrows",
	"graphquery/snippet":   "graphquery",
	"graphquery/jsonrows":  "",
	"graphquery/library":   "graphquery graphquery/httpfile",
	"graphquery/paste":     "graphquery graphquery/httpfile",

	"graphquery/graphsim/faultsim":   "",
	"graphquery/permissions":         "",
	"graphquery/permissions/permsim": "",
}

func TestImportsFollowTheMap(t *testing.T) {
	root := filepath.Join("..", "..")
	seen := map[string]bool{}
	err := filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(p, ".go") || strings.HasSuffix(p, "_test.go") {
			return err
		}
		rel, err := filepath.Rel(root, p)
		if err != nil {
			return err
		}
		from := path.Dir(filepath.ToSlash(rel))
		allowed, known := arrows[from]
		if !known {
			t.Errorf("%s is not on the map: add it, with what it may import", from)
		}
		seen[from] = true
		f, err := parser.ParseFile(token.NewFileSet(), p, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		for _, im := range f.Imports {
			to, ours := strings.CutPrefix(strings.Trim(im.Path.Value, `"`), "graphguest/")
			if ours && !slices.Contains(strings.Fields(allowed), to) {
				t.Errorf("%s imports %s: not on the map", rel, to)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for room := range arrows {
		if !seen[room] {
			t.Errorf("%s is on the map and nowhere else", room)
		}
	}
}
