package entrasim

import "slices"

// pool keeps the newest values by a secret name, and forgets the oldest when it is full:
// a server that runs for weeks, or is hammered, stays small.
type pool[V any] struct {
	limit  int
	values map[string]V
	order  []string
}

func newPool[V any](limit int) *pool[V] { return &pool[V]{limit: limit, values: map[string]V{}} }

func (p *pool[V]) add(name string, v V) {
	if len(p.order) == p.limit {
		p.drop(p.order[0])
	}
	p.values[name] = v
	p.order = append(p.order, name)
}

func (p *pool[V]) get(name string) V { return p.values[name] }

func (p *pool[V]) drop(name string) {
	if i := slices.Index(p.order, name); i >= 0 {
		p.order = slices.Delete(p.order, i, i+1)
		delete(p.values, name)
	}
}
