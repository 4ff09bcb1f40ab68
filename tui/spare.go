package tui

import "runtime/debug"

// spareBytes is how much memory may lie unused before it is collected, beside answers that are held.
const spareBytes = 3 << 20

// spare bounds what is unused beside so many bytes of answers: by Go's own rule it might be as much as they are. They
// hold no pointers, so that to collect more often costs next to nothing.
func spare(held int64) {
	percent := 100
	if held > spareBytes {
		percent = max(int(100*spareBytes/held), 3)
	}
	debug.SetGCPercent(percent)
}
