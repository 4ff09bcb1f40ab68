package demo

import (
	"context"
	"sync"

	"graphguest/auth"
)

// seeded is a keyring in memory that already knows the consultant. The sign-in that puts
// the first tokens there happens when it is first opened, so that it costs no start-up.
type seeded struct {
	seed   func(context.Context, auth.Secrets) error
	memory auth.MemorySecrets

	once sync.Once
	err  error
}

func (s *seeded) ready(ctx context.Context) error {
	s.once.Do(func() {
		s.err = s.seed(context.WithoutCancel(ctx), &s.memory) // half a seed would last
	})
	return s.err
}

func (s *seeded) Get(ctx context.Context, service, key string) (string, error) {
	if err := s.ready(ctx); err != nil {
		return "", err
	}
	return s.memory.Get(ctx, service, key)
}

func (s *seeded) Set(ctx context.Context, service, key, value string) error {
	if err := s.ready(ctx); err != nil {
		return err
	}
	return s.memory.Set(ctx, service, key, value)
}

func (s *seeded) Delete(ctx context.Context, service, key string) error {
	if err := s.ready(ctx); err != nil {
		return err
	}
	return s.memory.Delete(ctx, service, key)
}

func (s *seeded) DeleteAll(ctx context.Context, service string) error {
	if err := s.ready(ctx); err != nil {
		return err
	}
	return s.memory.DeleteAll(ctx, service)
}
