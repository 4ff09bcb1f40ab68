package export

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/itchyny/gojq"
)

// Bounds of a jq filter. A single step of a filter cannot be stopped; its input and output can be held small.
const (
	maxJQ     = 64 << 20
	maxJQTime = 30 * time.Second // where ctx has no earlier end
)

// JQ runs a jq filter over a JSON body and returns its results, one JSON value a line, keys sorted.
// It returns at once when ctx ends. The filter sees no environment variables, files or modules.
func JQ(ctx context.Context, expr string, body []byte) ([]byte, error) {
	code, err := compile(expr)
	if err != nil {
		return nil, err
	}
	if len(body) > maxJQ {
		return nil, fmt.Errorf("jq: the answer is larger than %d MiB, which is the most a filter gets", maxJQ>>20)
	}
	ctx, cancel := context.WithTimeoutCause(ctx, maxJQTime, fmt.Errorf("jq: the filter took longer than %s", maxJQTime))
	defer cancel()
	type outcome struct {
		out []byte
		err error
	}
	done := make(chan outcome, 1)
	go func() {
		out, err := runJQ(ctx, code, body)
		done <- outcome{out, err}
	}()
	select {
	case o := <-done:
		if ctx.Err() != nil && o.err != nil {
			return nil, context.Cause(ctx)
		}
		return o.out, o.err
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
}

// CheckJQ reports whether expr is a filter, without running it; the error says where it is wrong.
func CheckJQ(expr string) error {
	_, err := compile(expr)
	return err
}

// compile parses a filter; the error says where it is wrong.
func compile(expr string) (*gojq.Code, error) {
	query, err := gojq.Parse(expr)
	if err != nil {
		var parse *gojq.ParseError
		if errors.As(err, &parse) {
			at := max(0, parse.Offset-len(parse.Token))
			return nil, fmt.Errorf("jq: %w (at character %d of %q)", err, at+1, expr)
		}
		return nil, fmt.Errorf("jq: %w in %q", err, expr)
	}
	code, err := gojq.Compile(query)
	if err != nil {
		return nil, fmt.Errorf("jq: %w in %q", err, expr)
	}
	return code, nil
}

func runJQ(ctx context.Context, code *gojq.Code, body []byte) (out []byte, err error) {
	defer func() {
		if p := recover(); p != nil { // a filter must not end the program
			out, err = nil, fmt.Errorf("jq: the filter failed: %.300s", fmt.Sprint(p)) // it may quote the answer
		}
	}()
	d := json.NewDecoder(bytes.NewReader(bytes.TrimPrefix(body, []byte("\ufeff"))))
	d.UseNumber()
	var input any
	if err := d.Decode(&input); err != nil {
		return nil, fmt.Errorf("jq: the answer is not JSON: %w", err)
	}
	results := code.RunWithContext(ctx, input)
	for {
		v, ok := results.Next()
		if !ok {
			return out, nil
		}
		if err, ok := v.(error); ok {
			return ended(out, err)
		}
		text, err := gojq.Marshal(v)
		if err != nil {
			return nil, fmt.Errorf("jq: %w", err)
		}
		out = append(append(out, visible(text)...), '\n')
		if len(out) > maxJQ {
			return nil, fmt.Errorf("jq: the result is larger than %d MiB", maxJQ>>20)
		}
	}
}

// ended tells a filter that stopped itself from one that failed.
func ended(out []byte, err error) ([]byte, error) {
	var halt *gojq.HaltError
	if errors.As(err, &halt) && halt.Value() == nil {
		return out, nil
	}
	return nil, fmt.Errorf("jq: %w", err)
}
