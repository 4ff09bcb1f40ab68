package kittest

import tea "charm.land/bubbletea/v2"

// besideOneAnother runs commands in goroutines of their own, and takes what they bring in the order in which it is there.
func besideOneAnother(cmds tea.BatchMsg, take func(tea.Msg)) {
	all := make(chan tea.Msg)
	for _, cmd := range cmds {
		go func() {
			if cmd == nil {
				all <- nil
			} else {
				all <- cmd()
			}
		}()
	}
	for range cmds {
		take(<-all)
	}
}
