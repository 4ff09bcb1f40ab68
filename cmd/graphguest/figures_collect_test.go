//go:build linux

package main

import (
	"bufio"
	"bytes"
	"crypto/tls"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

var graphserver = flag.String("graphserver", "", "the measuring kit's graphserver, for what docs/performance.md reports about collecting")

// TestFiguresOfCollecting measures the built program against curl, which is told all addresses beforehand.
// Like TestFigures it fails for nothing but a program that does not work.
func TestFiguresOfCollecting(t *testing.T) {
	if *graphserver == "" {
		t.Skip("figures are measured on request: -graphserver PROGRAM")
	}
	t.Run("to-a-file", func(t *testing.T) {
		c := startCollecting(t, 1_000_000, "-distinct", "101")
		c.pairs(t, 7, map[string][]string{"curl": c.curl(), "curl, HTTP/1.1": c.curl("--http1.1"), "ours": c.ours("-o", "ndjson")}, "curl")
		c.pairs(t, 7, map[string][]string{"curl": c.curl(), "ours, csv": c.ours("-o", "csv"), "ours, json": c.ours("-o", "json")}, "curl")
		c.pairs(t, 3, map[string][]string{"curl | jq @csv": {"sh", "-c", shell(c.curl()...) + ` | jq -r '.value[] | [.id, (.businessPhones | tostring), .displayName, .givenName, .jobTitle, .mail, .mobilePhone, .officeLocation, .preferredLanguage, .surname, .userPrincipalName] | @csv'`},
			"ours, csv": c.ours("-o", "csv")}, "curl | jq @csv")
	})
	t.Run("far-away", func(t *testing.T) {
		c := startCollecting(t, 100_000, "-latency", "30ms", "-rate", "20")
		c.pairs(t, 3, map[string][]string{"curl": c.curl(), "ours": c.ours("-o", "ndjson")}, "curl")
	})
	t.Run("compressed", func(t *testing.T) {
		c := startCollecting(t, 100_000, "-gzip")
		c.pairs(t, 15, map[string][]string{"curl": c.curl("--compressed"), "ours": c.ours("-o", "ndjson")}, "curl")
		c = startCollecting(t, 1_000_000, "-gzip", "-distinct", "1002")
		c.pairs(t, 5, map[string][]string{"curl": c.curl("--compressed"), "ours": c.ours("-o", "ndjson")}, "curl")
	})
	t.Run("throttled", measureThrottled)
	t.Run("first-row", measureFirstRow)
	t.Run("explorer", measureExplorersMemory)
	t.Run("first-row-on-the-screen", measureFirstRowOnTheScreen)
	t.Run("keys", measureKeysBesideCollecting)
}

// collecting is a lab whose Graph is the kit's server.
type collecting struct {
	lab
	addresses string // a file of curl's, with those of all pages
	cert      string
}

func startCollecting(t *testing.T, users int, args ...string) collecting {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	host := listener.Addr().String()
	listener.Close()
	folder := t.TempDir()
	server := exec.Command(*graphserver, append([]string{"-listen", host, "-n", strconv.Itoa(users), "-tls", folder}, args...)...)
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = server.Process.Kill(); _ = server.Wait() })
	for range 200 {
		conn, err := net.Dial("tcp", host)
		if err == nil {
			conn.Close()
			break
		}
		time.Sleep(50 * time.Millisecond)
	}
	l := startLabWith(t, host)
	c := collecting{lab: l, cert: filepath.Join(folder, "cert.pem"), addresses: filepath.Join(folder, "addresses")}
	own, err := os.ReadFile(c.cert)
	if err != nil {
		t.Fatal(err)
	}
	l.trust(t, own)
	var list strings.Builder
	for from := 0; from < users; from += 999 {
		fmt.Fprintf(&list, "url = \"https://%s/v1.0/users?$top=999", host)
		if from > 0 {
			fmt.Fprintf(&list, "&$skiptoken=RFNwdAIAAQAAAB%d", from)
		}
		list.WriteString("\"\n")
	}
	put(t, c.addresses, list.String())
	c.env = append(c.env, "DBUS_SESSION_BUS_ADDRESS="+os.Getenv("DBUS_SESSION_BUS_ADDRESS"))
	c.must(t, "env", "add", "first", "--cloud", "lab", "--tenant", "lab.example", "--account", "you@home.example")
	c.must(t, "login", "first")
	return c
}

// trust adds an authority to the lab's own.
func (l lab) trust(t *testing.T, authority []byte) {
	t.Helper()
	own, err := os.ReadFile(l.ca)
	if err != nil {
		t.Fatal(err)
	}
	l.write(t, "ca.pem", string(own)+string(authority))
}

func (c collecting) curl(args ...string) []string {
	return append([]string{"curl", "-s", "--cacert", c.cert, "-K", c.addresses}, args...)
}

func (c collecting) ours(args ...string) []string {
	binary, _ := buildOnce()
	return append([]string{binary, "query", "/users?$top=999", "-e", "first", "--all"}, args...)
}

func shell(words ...string) string {
	for i, word := range words {
		words[i] = "'" + word + "'"
	}
	return strings.Join(words, " ")
}

// ran is how one run of a command went.
type ran struct {
	took time.Duration
	peak int64 // of its memory, in bytes
}

// run lets a command write into a file.
func (c collecting) run(t *testing.T, command []string) (ran, string) {
	t.Helper()
	file, err := os.Create(filepath.Join(c.folder, "out"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var errs bytes.Buffer
	cmd := exec.Command(command[0], command[1:]...)
	cmd.Env, cmd.Stdout, cmd.Stderr = c.env, file, &errs
	start := time.Now()
	if err := cmd.Run(); err != nil {
		t.Fatalf("%v: %v\n%s", command, err, errs.String())
	}
	took := time.Since(start)
	return ran{took, cmd.ProcessState.SysUsage().(*syscall.Rusage).Maxrss << 10}, file.Name()
}

// pairs runs the commands in turn, after one round that is not counted, and says how each compares with the one named.
func (c collecting) pairs(t *testing.T, rounds int, commands map[string][]string, with string) {
	t.Helper()
	times, ratios, peaks := map[string][]time.Duration{}, map[string][]float64{}, map[string]int64{}
	for round := range rounds + 1 {
		took := map[string]time.Duration{}
		for name, command := range commands {
			r, _ := c.run(t, command)
			took[name] = r.took
			peaks[name] = max(peaks[name], r.peak)
		}
		if round == 0 {
			continue
		}
		for name := range commands {
			times[name] = append(times[name], took[name])
			ratios[name] = append(ratios[name], float64(took[name])/float64(took[with]))
		}
	}
	for name := range commands {
		slices.Sort(ratios[name])
		t.Logf("%-16s n=%d median %v, times %s: %.3f (throughput %.2f), peak %.1f MiB", name, rounds, quantile(times[name], .5).Round(time.Millisecond/10),
			with, ratios[name][rounds/2], 1/ratios[name][rounds/2], float64(peaks[name])/(1<<20))
	}
}

// measureThrottled compares a service that says "later" now and then with one that does not, and counts the rows.
func measureThrottled(t *testing.T) {
	const users, every, wait = 100_000, 25, 1
	quick := startCollecting(t, users)
	free, _ := quick.run(t, quick.ours("-o", "ndjson"))
	slow := startCollecting(t, users, "-throttle-every", strconv.Itoa(every), "-retry-after", strconv.Itoa(wait)) // signs in anew, in the same keyring
	held, out := slow.run(t, slow.ours("-o", "ndjson"))
	file, err := os.Open(out)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	rows, ids := 0, map[string]bool{}
	for lines := bufio.NewScanner(file); lines.Scan(); rows++ {
		ids[lines.Text()[:46]] = true // {"id":"…
	}
	if rows != users || len(ids) != users {
		t.Errorf("%d rows, %d of them different, want %d", rows, len(ids), users)
	}
	t.Logf("%d rows, none twice; without throttling %v, with it %v", rows, free.took, held.took)
}

// startPausing is a lab whose Graph sends the beginning of a page with so many rows, and no more. It tells when.
func startPausing(t *testing.T, rows int) (l lab, sent chan time.Time) {
	t.Helper()
	sent = make(chan time.Time, 1)
	var host string
	cert, ca := certificate(t)
	graph := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		_, _ = io.WriteString(w, `{"@odata.nextLink":"https://`+host+`/v1.0/users?$skiptoken=2","value":[`)
		for i := range rows {
			_, _ = fmt.Fprintf(w, `{"id":"%d"},`, i+1)
		}
		if !r.URL.Query().Has("$skiptoken") { // the next page is asked for at once
			sent <- time.Now()
		}
		w.(http.Flusher).Flush()
		<-r.Context().Done()
	}))
	graph.TLS = &tls.Config{Certificates: []tls.Certificate{cert}}
	graph.StartTLS()
	t.Cleanup(graph.CloseClientConnections)
	host = strings.TrimPrefix(graph.URL, "https://")
	l = startLabWith(t, host)
	l.trust(t, ca)
	l.env = append(l.env, "DBUS_SESSION_BUS_ADDRESS="+os.Getenv("DBUS_SESSION_BUS_ADDRESS"))
	l.must(t, "env", "add", "first", "--cloud", "lab", "--tenant", "lab.example", "--account", "you@home.example")
	l.must(t, "login", "first")
	return l, sent
}

// measureFirstRow times the way of the first row from the server's wire to the program's standard output.
func measureFirstRow(t *testing.T) {
	l, sent := startPausing(t, 1)
	binary, _ := buildOnce()
	var took []time.Duration
	for range 20 {
		cmd := exec.Command(binary, "query", "/users", "-e", "first", "--all", "-o", "ndjson")
		cmd.Env = l.env
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		line, err := bufio.NewReader(out).ReadString('\n')
		at := time.Now()
		if err != nil || line != "{\"id\":\"1\"}\n" {
			t.Fatalf("%q, %v", line, err)
		}
		took = append(took, at.Sub(<-sent))
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	}
	quantiles(t, "first row: from the wire to standard output", took)
}

// measureFirstRowOnTheScreen times the way of the first rows of an answer, of which more is to come, from the server's
// wire to the explorer's screen.
func measureFirstRowOnTheScreen(t *testing.T) {
	l, sent := startPausing(t, 2000)
	x := inTerminal(t, 120, 40, l.env, "-e", "first")
	x.sees("GUEST", "first")
	var took []time.Duration
	for i := range 20 {
		x.types(ctrlU + "/users?$top=" + strconv.Itoa(i+1)).settles()
		at := x.drawnWhere(enter, func(screen string) bool { return strings.Contains(screen, `"id": "1"`) })
		took = append(took, at.Sub(<-sent))
		x.types(escape).sees("cancelled").settles()
		x.types("i").settles()
	}
	quantiles(t, "first rows: from the wire to the screen", took)
	x.types(ctrlC).ends(0)
}

// measureKeysBesideCollecting times keys in an answer of which page after page arrives.
func measureKeysBesideCollecting(t *testing.T) {
	c := startCollecting(t, 300_000, "-latency", "30ms", "-rate", "20")
	x := inTerminal(t, 120, 40, c.env, "-e", "first")
	x.sees("GUEST", "first")
	x.types(ctrlU + "/users?$top=999" + enter).sees("200 OK").settles()
	x.types(escape).sees("? help")
	x.types("\t").sees("fold").settles()
	x.types("\x1ba").sees("2 pages")
	var took []time.Duration
	for line := 2; line < 100; line++ {
		start, at := time.Now(), fmt.Sprintf("line %d of", line)
		took = append(took, x.drawnWhere("j", func(screen string) bool { return strings.Contains(screen, at) }).Sub(start))
		time.Sleep(30 * time.Millisecond)
	}
	x.sees("esc stops") // it has collected all the time
	quantiles(t, "a line down while pages arrive: key to frame", took)
	x.types(ctrlC).ends(0)
}

// measureExplorersMemory collects a million rows in the explorer.
func measureExplorersMemory(t *testing.T) {
	c := startCollecting(t, 1_000_000, "-distinct", "101")
	x := inTerminal(t, 120, 40, c.env, "-e", "first")
	x.sees("GUEST", "first")
	x.types(ctrlU + "/me" + enter).sees("404").settles()
	before := peakMemory(t, x.cmd.Process.Pid)
	x.types(ctrlU + "/users?$top=999" + enter).sees("200 OK").settles()
	start := time.Now()
	x.types("\x1ba") // all pages, while typing
	for !strings.Contains(x.text(), "1,002 pages") {
		if time.Since(start) > time.Minute {
			t.Fatalf("it never ended:\n%s", x.text())
		}
		time.Sleep(10 * time.Millisecond)
	}
	took := time.Since(start)
	time.Sleep(2 * time.Second) // the index is made beside the screen
	after := peakMemory(t, x.cmd.Process.Pid)
	const received = 347_916_131
	t.Logf("1,002 pages in %v; peak memory %.1f MiB before, %.1f MiB after; all of it is %.2f of the bytes received, what was added %.2f", took,
		float64(before)/(1<<20), float64(after)/(1<<20), float64(after)/received, float64(after-before)/received)
	x.types(ctrlC).ends(0)
}

// peakMemory is the most that a process has had resident, in bytes.
func peakMemory(t *testing.T, pid int) int64 {
	t.Helper()
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		t.Skip("memory is read from /proc: ", err)
	}
	_, rest, _ := strings.Cut(string(text), "VmHWM:")
	kib, err := strconv.ParseInt(strings.Fields(rest)[0], 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	return kib << 10
}
