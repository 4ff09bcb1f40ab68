package graphsim

import (
	"strings"
	"sync"
	"time"
)

// object is anything a collection holds.
type object interface {
	kind() *kind
	objectID() string
}

// kind is an entity type: its properties in the order an answer shows them.
type kind struct {
	name       string                      // user
	properties func() []*property          // made when first asked for
	index      func() map[string]*property // by lower-case name
}

// property is one column of a kind.
type property struct {
	name  string
	edm   string // String, Boolean, DateTimeOffset, Int32, Guid, Collection(String), Collection(objectIdentity)
	usual bool   // part of a v1.0 answer without $select
	get   func(object) any

	quoted string // the name as JSON with its colon; "" = not made yet
}

func newKind(name string, properties func() []*property) *kind {
	k := &kind{name: name, properties: sync.OnceValue(func() []*property {
		all := properties()
		for _, p := range all {
			p.quoted = string(append(appendText(nil, p.name), ':'))
		}
		return all
	})}
	k.index = sync.OnceValue(func() map[string]*property {
		index := map[string]*property{}
		for _, p := range k.properties() {
			index[strings.ToLower(p.name)] = p
		}
		return index
	})
	return k
}

func (k *kind) property(name string) *property { return k.index()[strings.ToLower(name)] }

// shown are the properties of an answer without $select: beta shows nearly all.
func (k *kind) shown(version string) []*property {
	var shown []*property
	for _, p := range k.properties() {
		if p.usual || version == "beta" {
			shown = append(shown, p)
		}
	}
	return shown
}

// less marks a property as answered only by $select.
func (p *property) less() *property { p.usual = false; return p }

// text, date, flag, list: a property of one Go type, where the empty text, list or time is null (an empty list is []).
func text[T object](name string, get func(T) string) *property {
	return &property{name: name, edm: "String", usual: true, get: func(o object) any {
		if s := get(o.(T)); s != "" {
			return s
		}
		return nil
	}}
}

func date[T object](name string, get func(T) time.Time) *property {
	return &property{name: name, edm: "DateTimeOffset", usual: true, get: func(o object) any {
		if t := get(o.(T)); !t.IsZero() {
			return t.UTC()
		}
		return nil
	}}
}

func flag[T object](name string, get func(T) bool) *property {
	return &property{name: name, edm: "Boolean", usual: true, get: func(o object) any { return get(o.(T)) }}
}

func list[T object](name string, get func(T) []string) *property {
	return &property{name: name, edm: "Collection(String)", usual: true, get: func(o object) any { return get(o.(T)) }}
}

// other is a property of any other type.
func other(name, edm string, get func(object) any) *property {
	return &property{name: name, edm: edm, usual: true, get: get}
}

// null is a property that exists and is never set here.
func null(name, edm string) *property {
	return &property{name: name, edm: edm, usual: true, get: func(object) any {
		if strings.HasPrefix(edm, "Collection(") {
			return []string{}
		}
		return nil
	}}
}
