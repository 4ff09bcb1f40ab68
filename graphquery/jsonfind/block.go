package jsonfind

import (
	"slices"

	"graphguest/graphquery/jsondoc"
)

// count is how many lines of a block are found.
func (p *Pattern) count(d *jsondoc.Doc, block int) int { return len(p.lines(d, block)) }

// lines are those of a block that are found, in order.
func (p *Pattern) lines(d *jsondoc.Doc, block int) (lines []int) {
	text, _ := d.Block(block)
	candidates, all := p.candidates(text)
	if !all && len(candidates) == 0 {
		return nil
	}
	slices.Sort(candidates)
	d.EachLine(block, func(l jsondoc.Raw) bool {
		for len(candidates) > 0 && candidates[0] < l.From {
			candidates = candidates[1:]
		}
		if !all && len(candidates) == 0 {
			return false
		}
		if !all && candidates[0] >= l.To {
			return true
		}
		if !all && p.surely(text, candidates, l.To) || p.shown.MatchString(l.Text()) {
			lines = append(lines, l.Line)
		}
		return true
	})
	return lines
}

// candidates are the offsets in a block where the pattern may be found; all = anywhere.
func (p *Pattern) candidates(text []byte) (at []int, all bool) {
	if p.anchor.text == nil {
		return nil, true
	}
	add := func(i int) bool { at = append(at, i); return true }
	p.anchor.each(text, add)
	escaped(text, add)
	return at, false
}

// surely is whether the line is found without being looked at: a plain text stands there, and no escape is near.
func (p *Pattern) surely(text []byte, candidates []int, to int) bool {
	if !p.plain {
		return false
	}
	for _, at := range candidates {
		if at >= to {
			return false
		}
		if at+len(p.anchor.text) <= to && p.anchor.is(text[at:at+len(p.anchor.text)]) && slices.Index(text[max(at-longestEscape, 0):at], '\\') < 0 {
			return true
		}
	}
	return false
}

// longestEscape is how far before a letter an escape can begin that it is part of: \u00e9.
const longestEscape = 6
