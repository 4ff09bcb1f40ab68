package graphquery

import "testing"

func TestEveryOfferedPreferenceCanBeSentAndIsExplained(t *testing.T) {
	seen := map[string]bool{}
	for _, p := range PreferValues {
		if err := (Header{"Prefer", p.Value}).Valid(); err != nil || p.Value == "" || p.What == "" {
			t.Errorf("%+v: %v", p, err)
		}
		if seen[p.Value] {
			t.Errorf("%s is offered twice", p.Value)
		}
		seen[p.Value] = true
	}
}
