package jsonfind

import (
	"context"
	"slices"

	"graphguest/graphquery/jsondoc"
	"graphguest/graphquery/jsonrows"
)

// Key is a member's name as it occurs in a document.
type Key struct {
	Name  string // decoded
	Line  int    // the first one
	Count int    // how often
}

// Keys are the different names of members, at most most of them, in the order in which they come. It ends early when ctx
// does.
func Keys(ctx context.Context, d *jsondoc.Doc, most int) []Key {
	at := map[string]int{}
	var keys []Key
	for block := range d.Blocks() {
		if ctx.Err() != nil {
			break
		}
		text, _ := d.Block(block)
		d.EachLine(block, func(l jsondoc.Raw) bool {
			name := nameOf(text[l.From:l.To])
			if name == nil {
				return true
			}
			i, known := at[string(name)]
			switch {
			case known:
				keys[i].Count++
			case len(keys) < most:
				at[string(name)] = len(keys)
				keys = append(keys, Key{Name: string(name), Line: l.Line, Count: 1})
			}
			return true
		})
	}
	for i := range keys {
		keys[i].Name = jsonrows.Unquoted([]byte(keys[i].Name))
	}
	return slices.Clip(keys)
}

// nameOf is the name with which a line begins, as it came; nil = there is none.
func nameOf(line []byte) []byte {
	if len(line) == 0 || line[0] != '"' {
		return nil
	}
	end, _ := jsonrows.TextEnd(line, 0)
	if end == 0 {
		return nil
	}
	for i := end; i < len(line); i++ {
		switch line[i] {
		case ' ', '\t', '\r', '\n':
		case ':':
			return line[:end]
		default:
			return nil
		}
	}
	return nil
}
