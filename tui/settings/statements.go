package settings

import (
	"errors"
	"fmt"
	"strings"

	"github.com/pelletier/go-toml/v2"
	"github.com/pelletier/go-toml/v2/unstable"
)

// statement is one "a.b = value" of a TOML file, wherever its tables begin, or
// the head of a table.
type statement struct {
	path  []string
	value value
	line  int
}

// value is a string, a boolean, a list, or something else that settings have no use for.
type value struct {
	kind  unstable.Kind
	text  string // of a string: its characters; of others: as written
	items []value
	line  int
}

func (v value) isTable() bool { return v.kind == unstable.Table || v.kind == unstable.ArrayTable }

// statements reads a TOML file. Where it is damaged there are none, and the error
// begins with the place.
func statements(file string, data []byte) (all []statement, err error) {
	var whole map[string]any // finds what single statements do not show: a key that is set twice
	if err := toml.Unmarshal(data, &whole); err != nil {
		if damage, ok := errors.AsType[*toml.DecodeError](err); ok {
			line, _ := damage.Position()
			return nil, fmt.Errorf("%s:%d: %s; nothing of this file is used", file, line, strings.TrimPrefix(damage.Error(), "toml: "))
		}
		return nil, fmt.Errorf("%s:1: %w; nothing of this file is used", file, err)
	}
	var p unstable.Parser
	var table []string
	for p.Reset(data); p.NextExpression(); {
		switch node := p.Expression(); node.Kind {
		case unstable.Table, unstable.ArrayTable:
			path, line := keyOf(&p, node)
			table = path
			all = append(all, statement{path: path, value: value{kind: node.Kind}, line: line})
		case unstable.KeyValue:
			all = appendPairs(all, &p, table, node)
		}
	}
	return all, p.Error()
}

// appendPairs appends a pair, or each of those in an inline table.
func appendPairs(all []statement, p *unstable.Parser, table []string, pair *unstable.Node) []statement {
	path, line := keyOf(p, pair)
	path = append(table[:len(table):len(table)], path...)
	if node := pair.Value(); node.Kind == unstable.InlineTable {
		all = append(all, statement{path: path, value: value{kind: unstable.Table}, line: line})
		for inner := node.Children(); inner.Next(); {
			if inner.Node().Kind == unstable.KeyValue {
				all = appendPairs(all, p, path, inner.Node())
			}
		}
		return all
	}
	return append(all, statement{path: path, value: valueOf(p, pair.Value(), line), line: line})
}

func keyOf(p *unstable.Parser, node *unstable.Node) (path []string, line int) {
	for parts := node.Key(); parts.Next(); {
		if line == 0 {
			line = p.Shape(parts.Node().Raw).Start.Line
		}
		path = append(path, string(parts.Node().Data))
	}
	return path, line
}

func valueOf(p *unstable.Parser, node *unstable.Node, line int) value {
	if node.Raw.Length > 0 {
		line = p.Shape(node.Raw).Start.Line
	}
	v := value{kind: node.Kind, text: string(node.Data), line: line}
	if node.Kind == unstable.Array {
		for items := node.Children(); items.Next(); {
			if items.Node().Kind != unstable.Comment {
				v.items = append(v.items, valueOf(p, items.Node(), line))
			}
		}
	}
	return v
}
