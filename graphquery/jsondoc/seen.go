package jsondoc

import "sort"

// Seen counts, of the lines before line, those that are left when every container at depth level or deeper is folded
// into its first line (its closing line goes too); level 1 to 9.
func (d *Doc) Seen(level, line int) int {
	marks, _ := d.knowledge()
	m := marks[markAt(marks, line)]
	s, at, n := d.source(), m.pos, int(m.seen[level-1])
	for i := m.line; i < line; i++ {
		if !s.arrive(&at) {
			break
		}
		if isSeen(level, &s, &at) {
			n++
		}
	}
	return n
}

// Unseen is the inverse: the line that n lines come before that are left; the number of lines where there are fewer.
func (d *Doc) Unseen(level, n int) int {
	marks, _ := d.knowledge()
	i := max(sort.Search(len(marks), func(i int) bool { return int(marks[i].seen[level-1]) > n })-1, 0)
	m := marks[i]
	s, at, line, seen := d.source(), m.pos, m.line, int(m.seen[level-1])
	for s.arrive(&at) {
		if isSeen(level, &s, &at) {
			if seen == n {
				return line
			}
			seen++
		}
		line++
	}
	return line
}

// isSeen moves over a line and says whether it is left.
func isSeen(level int, s *source, at *pos) bool {
	depth, closer := s.sight(at)
	return depth < level || depth == level && !closer
}

// sight moves over a line: how deep it is shown, and whether it is a closing bracket.
func (s *source) sight(at *pos) (depth int, closer bool) {
	depth = at.depth
	if at.Offset < s.limit {
		c := s.body[at.Offset]
		closer = c == '}' || c == ']'
	}
	if s.next(at); closer {
		return at.depth, true
	}
	return depth, false
}
