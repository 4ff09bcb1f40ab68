package graphquery

import (
	"bytes"
	"iter"

	"github.com/go-json-experiment/json/jsontext"
)

// Rows is what the rows of a body are by a reader of tokens. It yields the elements of the top-level "value" array of body, in order and as they came;
// of a body that is an array, its elements; of any other JSON, that one value.
// The rows are parts of body, not copies. Broken JSON ends the rows where it breaks.
func Rows(body []byte) iter.Seq[jsontext.Value] {
	return func(yield func(jsontext.Value) bool) {
		d := jsontext.NewDecoder(bytes.NewBuffer(body), lenient...)
		switch kind := d.PeekKind(); {
		case kind == '[', kind == '{' && seekValue(d):
			d.ReadToken()
			for d.PeekKind() != ']' {
				row, ok := readRow(d, body)
				if !ok || !yield(row) {
					return
				}
			}
		default:
			d = jsontext.NewDecoder(bytes.NewBuffer(body), lenient...)
			if row, ok := readRow(d, body); ok {
				yield(row)
			}
		}
	}
}

// seekValue moves d to the "value" array of the object it stands before.
func seekValue(d *jsontext.Decoder) bool {
	d.ReadToken()
	for d.PeekKind() == '"' {
		name, err := d.ReadToken()
		if err != nil {
			return false
		}
		if isValue := name.String() == "value"; isValue && d.PeekKind() == '[' {
			return true
		}
		if d.SkipValue() != nil {
			return false
		}
	}
	return false
}

func readRow(d *jsontext.Decoder, body []byte) (jsontext.Value, bool) {
	v, err := d.ReadValue()
	if err != nil {
		return nil, false
	}
	end := int(d.InputOffset())
	return jsontext.Value(body[end-len(v) : end : end]), true
}
