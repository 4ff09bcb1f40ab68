package graphsim

import (
	"slices"
	"strings"
)

// change is one write to the directory: the type and id of what was made, changed or removed.
type change struct {
	kind *kind
	id   string
}

// written is the number of writes so far, and the age that delta tokens of now belong to.
func (d *directory) written() (writes, epoch int) {
	d.mu.RLock()
	defer d.mu.RUnlock()
	return len(d.log), d.epoch
}

// changesOf are the ids written to between two numbers of writes, each once, by its last write.
func (d *directory) changesOf(k *kind, since, upto int) []string {
	d.mu.RLock()
	defer d.mu.RUnlock()
	seen := map[string]bool{}
	var ids []string
	for i := min(upto, len(d.log)) - 1; i >= max(since, 0); i-- {
		if c := d.log[i]; c.kind == k && !seen[c.id] {
			seen[c.id] = true
			ids = append(ids, c.id)
		}
	}
	slices.Reverse(ids)
	return ids
}

// lookUp is a user or group by id; nil when it is gone.
func (d *directory) lookUp(k *kind, id string) object {
	if k == userKind {
		if u := d.find(id); u != nil {
			return u
		}
	} else if g := d.group(id); g != nil {
		return g
	}
	return nil
}

// reasonOf says why an object is gone: "changed" while it could come back, "deleted" once it cannot.
func (d *directory) reasonOf(id string) string {
	d.mu.RLock()
	defer d.mu.RUnlock()
	if d.purged[strings.ToLower(id)] {
		return "deleted"
	}
	return "changed"
}

// purge removes for good what had been deleted.
func (d *directory) purge(id string) bool {
	if d.find(id) != nil || d.group(id) != nil {
		return false // it lives
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	i := slices.IndexFunc(d.log, func(c change) bool { return strings.EqualFold(c.id, id) })
	if i < 0 || d.purged[strings.ToLower(id)] {
		return false
	}
	d.purged[strings.ToLower(id)] = true
	d.touchLocked(d.log[i])
	return true
}

// changeGroup applies a write to a copy of a group; an edit of nil removes it.
func (d *directory) changeGroup(id string, edit func(*Group)) bool {
	g := d.group(id)
	if g == nil {
		return false
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	key := strings.ToLower(g.ID)
	d.groupsNow[key] = nil
	if edit != nil {
		next := *g
		edit(&next)
		d.groupsNow[key] = &next
	}
	d.touchLocked(change{groupKind, g.ID})
	return true
}

// asNow replaces what was changed and leaves out what was removed.
func (d *directory) asNow(all []*Group) []*Group {
	d.mu.RLock()
	defer d.mu.RUnlock()
	if len(d.groupsNow) == 0 {
		return all
	}
	left := all[:0]
	for _, g := range all {
		if now, written := d.groupsNow[strings.ToLower(g.ID)]; written {
			g = now
		}
		if g != nil {
			left = append(left, g)
		}
	}
	return left
}
