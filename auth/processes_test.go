//go:build linux

package auth

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"sync"
	"testing"
	"time"
)

const (
	roleVariable  = "GRAPHGUEST_TEST_ROLE" // "0" to "3": one of the counting processes; "endless": until killed
	locksVariable = "GRAPHGUEST_TEST_LOCKS"
)

// counts is what the processes share in one unit. The padding makes it as large as an MSAL cache.
type counts struct {
	Of  map[string]int
	Pad string
}

func (c counts) total() (n int) {
	for _, of := range c.Of {
		n += of
	}
	return n
}

// count adds one to name's count in the unit.
func count(t *testing.T, s *unitStore, epoch, name string) {
	t.Helper()
	err := s.update(t.Context(), fabrikam, epoch, func(stored []byte) ([]byte, error) {
		var c counts
		if err := json.Unmarshal(stored, &c); err != nil {
			return nil, err
		}
		c.Of[name]++
		return json.Marshal(c)
	})
	if err != nil {
		t.Fatal(err)
	}
}

func readCounts(t *testing.T, s *unitStore) (c counts, epoch string) {
	t.Helper()
	blob, epoch, ok, err := s.load(t.Context(), fabrikam)
	if !ok || err != nil || s.warning(fabrikam) != nil {
		t.Fatalf("unreadable: %v, %v, %+v", err, s.warning(fabrikam), s.storage())
	}
	if err := json.Unmarshal(blob, &c); err != nil {
		t.Fatal(err)
	}
	if where := s.storage(); !where.Persistent {
		t.Fatalf("%+v", where)
	}
	return c, epoch
}

func startCounts(t *testing.T) (s *unitStore, locks string) {
	t.Helper()
	locks = t.TempDir()
	s = newUnitStore(NewOSKeyring(0), locks)
	start, _ := json.Marshal(counts{Of: map[string]int{}, Pad: string(msalCache(1))})
	if _, err := s.save(t.Context(), fabrikam, start, "", true); err != nil {
		t.Fatal(err)
	}
	return s, locks
}

// another starts this test again as a process of the given role.
func another(t *testing.T, role, locks string) *exec.Cmd {
	t.Helper()
	cmd := exec.Command(os.Args[0], "-test.run=^"+t.Name()+"$")
	cmd.Env = append(os.Environ(), roleVariable+"="+role, locksVariable+"="+locks)
	return cmd
}

// Four processes at once, on one real keyring and one lock folder, while a fifth only reads: no increment is lost
// and no reading fails.
func TestFourProcessesLoseNothing(t *testing.T) {
	if !inSession(t, unlocked) {
		return
	}
	const each = 8
	if role := os.Getenv(roleVariable); role != "" {
		s := newUnitStore(NewOSKeyring(0), os.Getenv(locksVariable))
		_, epoch := readCounts(t, s)
		for range each {
			count(t, s, epoch, role)
		}
		return
	}
	_, locks := startCounts(t)
	start := time.Now()
	var processes sync.WaitGroup
	for i := range 4 {
		cmd := another(t, strconv.Itoa(i), locks)
		processes.Go(func() {
			if out, err := cmd.CombinedOutput(); err != nil {
				t.Errorf("%v\n%s", err, out)
			}
		})
	}
	done := make(chan struct{})
	go func() { processes.Wait(); close(done) }()
	reads := readUntil(t, done, locks)
	c, _ := readCounts(t, newUnitStore(NewOSKeyring(0), locks))
	for i := range 4 {
		if n := c.Of[strconv.Itoa(i)]; n != each {
			t.Errorf("process %d: %d increments of %d", i, n, each)
		}
	}
	t.Logf("%d saves of 4 processes in %v beside %d cold reads", 4*each, time.Since(start).Round(time.Millisecond), reads)
}

// readUntil reads the counts, each time as a new process would, and counts how often. They only ever grow.
func readUntil(t *testing.T, done <-chan struct{}, locks string) (reads int) {
	t.Helper()
	for last := 0; ; reads++ {
		select {
		case <-done:
			return reads
		default:
		}
		c, _ := readCounts(t, newUnitStore(NewOSKeyring(0), locks))
		if c.total() < last {
			t.Errorf("%d increments after %d", c.total(), last)
		}
		last = c.total()
	}
}

// A process that is killed in a save leaves a readable unit and no lock.
func TestAKilledProcessLosesNothing(t *testing.T) {
	if !inSession(t, unlocked) {
		return
	}
	if os.Getenv(roleVariable) != "" {
		s := newUnitStore(NewOSKeyring(0), os.Getenv(locksVariable))
		for _, epoch := readCounts(t, s); ; {
			count(t, s, epoch, "killed")
			fmt.Println("saved")
		}
	}
	s, locks := startCounts(t)
	for i := range 10 {
		before, epoch := readCounts(t, s)
		cmd := another(t, "endless", locks)
		out, err := cmd.StdoutPipe()
		if err == nil {
			err = cmd.Start()
		}
		if err != nil {
			t.Fatal(err)
		}
		if line, err := bufio.NewReader(out).ReadString('\n'); line != "saved\n" {
			t.Fatalf("it said %q, %v", line, err)
		}
		time.Sleep(time.Duration(i) * 7 * time.Millisecond) // each time at another step of its next save
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		after, _ := readCounts(t, newUnitStore(NewOSKeyring(0), locks))
		if after.Of["killed"] <= before.Of["killed"] {
			t.Errorf("an acknowledged save is lost: %d after %d", after.Of["killed"], before.Of["killed"])
		}
		count(t, s, epoch, "survivor")
	}
	if c, _ := readCounts(t, s); c.Of["survivor"] != 10 {
		t.Errorf("%d saves of the survivor", c.Of["survivor"])
	}
}
