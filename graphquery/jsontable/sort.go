package jsontable

import "slices"

// blocks are sorted at a time: at least so many rows, at most so many, so that it can be cancelled in between.
const leastBlock, mostBlock = 1 << 10, 1 << 15

// sort is all rows in order. Those that were in the same order before keep it, and where only the direction is another
// one the keys are.
func (a *arranging) sort(by []By) (*sorted, error) {
	base, holds := a.from.base, a.holds()
	if base == nil || !base.hasKeysFor(by) {
		base, holds = &sorted{}, 0
	}
	same := base.isBy(by)
	if same && holds == a.n && holds == a.from.covers {
		return base, nil
	}
	s := &sorted{keyed: keyed{by: by, keys: make([][]key, len(by))}}
	for k := range s.keys {
		if s.keys[k] = make([]key, 0, a.n); holds > 0 {
			s.keys[k] = append(s.keys[k], base.keys[k][:holds]...)
		}
	}
	if err := a.read(s, holds); err != nil {
		return nil, err
	}
	if !same {
		base, holds = &sorted{}, 0
	}
	runs, err := a.blocks(s, holds)
	for err == nil && len(runs) > 1 {
		runs, err = a.merge(s, runs)
	}
	if err != nil {
		return nil, err
	}
	var kept []slot
	for _, row := range base.rows {
		if int(row) < holds {
			kept = append(kept, s.slot(row))
		}
	}
	all := s.merged(kept, slices.Concat(runs...)) // of runs there is one at most
	s.rows = make([]uint32, len(all))
	for i, slot := range all {
		s.rows[i] = slot.row
	}
	return s, nil
}

// read reads the keys of the rows from holds on.
func (a *arranging) read(s *sorted, holds int) error {
	columns := make([]Column, len(s.by))
	for k, by := range s.by {
		columns[k] = by.Column
	}
	worker := func() func(from, to int) [][]key {
		r := a.t.Reader(columns)
		return func(from, to int) [][]key {
			keys := make([][]key, len(columns))
			for row := from + holds; row < to+holds; row++ {
				for k, cell := range r.Read(row) {
					keys[k] = append(keys[k], keyOf(cell))
				}
			}
			return keys
		}
	}
	return inChunks(a.ctx, a.n-holds, chunk, worker, func(to int, keys [][]key) {
		for k := range keys {
			s.keys[k] = append(s.keys[k], keys[k]...)
		}
		a.report(func() Progress { return Progress{Done: holds + to, Total: a.n} })
	})
}

// blocks are the rows from holds on, sorted block by block.
func (a *arranging) blocks(s *sorted, holds int) (runs [][]slot, err error) {
	size := min(max((a.n-holds)/8+1, leastBlock), mostBlock)
	worker := func() func(from, to int) []slot {
		return func(from, to int) []slot {
			slots := make([]slot, 0, to-from)
			for row := from + holds; row < to+holds; row++ {
				slots = append(slots, s.slot(uint32(row)))
			}
			slices.SortFunc(slots, s.compare)
			return slots
		}
	}
	err = inChunks(a.ctx, a.n-holds, size, worker, func(_ int, run []slot) { runs = append(runs, run) })
	return runs, err
}

// merge makes one of two runs each.
func (a *arranging) merge(s *sorted, runs [][]slot) (half [][]slot, err error) {
	worker := func() func(from, to int) []slot {
		return func(from, to int) []slot {
			if to-from == 1 {
				return runs[from]
			}
			return s.merged(runs[from], runs[from+1])
		}
	}
	err = inChunks(a.ctx, len(runs), 2, worker, func(_ int, run []slot) { half = append(half, run) })
	return half, err
}

func (k *keyed) merged(a, b []slot) []slot {
	if len(a) == 0 {
		return b
	}
	all := make([]slot, 0, len(a)+len(b))
	for len(a) > 0 && len(b) > 0 {
		if k.compare(a[0], b[0]) < 0 {
			all, a = append(all, a[0]), a[1:]
		} else {
			all, b = append(all, b[0]), b[1:]
		}
	}
	return append(append(all, a...), b...)
}
