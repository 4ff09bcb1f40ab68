package auth

import (
	"context"
	"errors"
	"sync"
)

// MemorySecrets keeps secrets in this process only: for the demo world and for tests.
// The zero value is ready; it is safe for concurrent use.
type MemorySecrets struct {
	Limit int // the most bytes a value may have; 0 = no limit
	// Before is called before each operation ("get", "set", "delete", "deleteall"); its error is the answer. May be nil.
	Before func(operation, service, key string) error

	mu      sync.Mutex
	entries map[string]map[string]string // service, key
}

var errTooBig = errors.New("the value is too big for this keyring")

func (m *MemorySecrets) Get(ctx context.Context, service, key string) (value string, err error) {
	err = m.do(ctx, "get", service, key, func() error {
		var ok bool
		if value, ok = m.entries[service][key]; !ok {
			return ErrNoSecret
		}
		return nil
	})
	return value, err
}

func (m *MemorySecrets) Set(ctx context.Context, service, key, value string) error {
	return m.do(ctx, "set", service, key, func() error {
		if m.Limit > 0 && len(value) > m.Limit {
			return errTooBig
		}
		if m.entries == nil {
			m.entries = map[string]map[string]string{}
		}
		if m.entries[service] == nil {
			m.entries[service] = map[string]string{}
		}
		m.entries[service][key] = value
		return nil
	})
}

func (m *MemorySecrets) Delete(ctx context.Context, service, key string) error {
	return m.do(ctx, "delete", service, key, func() error {
		if _, ok := m.entries[service][key]; !ok {
			return ErrNoSecret
		}
		delete(m.entries[service], key)
		return nil
	})
}

func (m *MemorySecrets) DeleteAll(ctx context.Context, service string) error {
	return m.do(ctx, "deleteall", service, "", func() error {
		delete(m.entries, service)
		return nil
	})
}

func (m *MemorySecrets) do(ctx context.Context, operation, service, key string, what func() error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if m.Before != nil { // outside the lock: it may look at the entries
		if err := m.Before(operation, service, key); err != nil {
			return err
		}
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	return what()
}

// volatile says that what is kept here ends with the process.
func (m *MemorySecrets) volatile() string {
	return "tokens are kept in memory only and end with the program"
}
