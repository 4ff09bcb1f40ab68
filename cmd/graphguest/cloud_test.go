package main

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"fmt"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"graphguest/auth"
	"graphguest/auth/entrasim"
	"graphguest/graphquery/graphsim"
)

const (
	labTenant = "2b7c90e4-5d1f-4a68-93b0-c4e8f7a61d25"
	labSecond = "94e8d1f6-07b3-4c5a-a2e9-b6310f8d7c42"
	labHome   = "f19d3a60-8c27-4e54-b1f8-05a9d6c7e342"
	labOID    = "6a80d4f3-1e9b-4c72-85a6-3f7e20b9d1c8"
)

// lab is a cloud of one's own on https://localhost: an authority, a Graph, and a CA nobody else knows.
type lab struct {
	folder, ca string
	login      string // base URL of the authority
	graph      string // base URL
	env        []string
	asked      chan time.Time // when each Graph request arrived; never blocks
	entra      *entrasim.Server
}

// startLab serves the simulators over real TLS and writes clouds.toml and one environment for them.
func startLab(t *testing.T) lab {
	t.Helper()
	return startLabWith(t, "")
}

// startLabWith is the same with a Graph that somebody else serves, at that host and port; "" = the simulator.
func startLabWith(t *testing.T, graph string) lab {
	t.Helper()
	folder := t.TempDir()
	cert, caPEM := certificate(t)
	serve := func(h http.Handler) string {
		s := httptest.NewUnstartedServer(h)
		s.TLS = &tls.Config{Certificates: []tls.Certificate{cert}}
		s.StartTLS()
		t.Cleanup(s.Close)
		_, port, _ := net.SplitHostPort(s.Listener.Addr().String())
		return "localhost:" + port
	}
	var entra http.Handler
	login := serve(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { entra.ServeHTTP(w, r) }))
	asked := make(chan time.Time, 1000)
	guest := []graphsim.User{{ID: labOID, DisplayName: "Lab Guest", UserType: "Guest", UserPrincipalName: "you_home.example#EXT#@lab.example"}}
	answers := graphsim.New(graphsim.World{Tenants: []graphsim.Tenant{{ID: labTenant, Name: "Lab", DefaultDomain: "lab.example", Users: guest},
		{ID: labSecond, Name: "Second", DefaultDomain: "second.example", Users: guest}}}, time.Now)
	own := serve(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		select {
		case asked <- time.Now():
		default:
		}
		if strings.HasSuffix(r.URL.Path, "/held") {
			<-r.Context().Done() // until nobody waits any more
			return
		}
		answers.ServeHTTP(w, r)
	}))
	if graph == "" {
		graph = own
	}
	sim := entrasim.New(entrasim.World{LoginHost: login, GraphHost: graph,
		People:  []entrasim.Person{{UPN: "you@home.example", Name: "You", Kind: entrasim.Entra, HomeTenantID: labHome, HomeObjectID: labOID, PUID: "1003200011112222"}},
		Clients: []entrasim.App{{ID: auth.DefaultClientID, Name: "graphguest", PublicClient: true}},
		Tenants: []entrasim.Tenant{
			{ID: labHome, Name: "Home", DefaultDomain: "home.example", Consented: []string{auth.DefaultClientID}, Members: []entrasim.Member{{UPN: "you@home.example", ObjectID: labOID, PUID: "1003200011112222"}}},
			{ID: labTenant, Name: "Lab", DefaultDomain: "lab.example", Consented: []string{auth.DefaultClientID}, Guests: []entrasim.Guest{{UPN: "you@home.example", ObjectID: labOID, PUID: "10037FFE33334444"}}},
			{ID: labSecond, Name: "Second", DefaultDomain: "second.example", Consented: []string{auth.DefaultClientID}, Guests: []entrasim.Guest{{UPN: "you@home.example", ObjectID: labOID, PUID: "10037FFE55556666"}}},
		}}, time.Now)
	entra = sim
	sim.Tune(func(k *entrasim.Knobs) { k.Interval = time.Second })
	l := lab{folder: folder, ca: filepath.Join(folder, "ca.pem"), login: "https://" + login, graph: "https://" + graph, asked: asked, entra: sim}
	l.write(t, "ca.pem", string(caPEM))
	l.write(t, "config/clouds.toml", fmt.Sprintf("[lab]\nlogin = \"https://%s\"\ngraph = \"https://%s\"\n", login, graph))
	l.env = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + folder, "TMPDIR=" + folder, "SSL_CERT_FILE=" + l.ca, "PERSON=you@home.example", "BROWSER=" + role(t, "person"),
		"GRAPHGUEST_CONFIG_DIR=" + filepath.Join(folder, "config"), "GRAPHGUEST_STATE_DIR=" + filepath.Join(folder, "state")}
	return l
}

// does runs the built program in the lab; wrap, if any, is a command that runs it.
func (l lab) does(t *testing.T, args ...string) (stdout, stderr string, code int) {
	t.Helper()
	binary, err := buildOnce()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(binary, args...)
	cmd.Env = l.env
	var out, errs strings.Builder
	cmd.Stdout, cmd.Stderr = &out, &errs
	_ = cmd.Run() // the code says it
	return out.String(), errs.String(), cmd.ProcessState.ExitCode()
}

// The whole way with a cloud of one's own: its CA, its sign-in page in $BROWSER, its Graph.
func TestACloudOfOnesOwnWorksEndToEnd(t *testing.T) {
	l := startLab(t)
	steps := []struct {
		args []string
		code int
		says string
	}{
		{[]string{"env", "add", "mine", "--cloud", "lab", "--tenant", "lab.example", "--account", "you@home.example"}, 0, labTenant},
		{[]string{"env", "list"}, 0, "lab.example"},
		{[]string{"query", "/me", "-e", "mine"}, 3, "graphguest login mine"},
		{[]string{"login", "mine"}, 0, "signed in to mine (lab.example) as you@home.example, GUEST"},
		{[]string{"query", "/me", "-e", "mine"}, 3, "graphguest login mine"}, // no keyring here: nothing was kept, and nothing in a file
		{[]string{"env", "add", "other", "--cloud", "lab", "--tenant", "nowhere.example"}, 4, "AADSTS90002"},
	}
	for _, step := range steps {
		out, errs, code := l.does(t, step.args...)
		if code != step.code || !strings.Contains(out+errs, step.says) {
			t.Fatalf("%v: exit code %d, want %d with %q\n%s%s", step.args, code, step.code, step.says, out, errs)
		}
	}
	l.holdsNoToken(t)
}

// aTokenIn is an access or id token, or a refresh token of entrasim. Not "eyJ" alone: a certificate may hold that.
var aTokenIn = regexp.MustCompile(`eyJ[\w-]+\.[\w-]|1\.A[\w-]{100}`)

func TestTokensAreKnownWhereverTheyStand(t *testing.T) {
	refresh := "1.A" + strings.Repeat("x-_9", 300)
	if !aTokenIn.MatchString(`{"secret":"`+aToken+`"}`) || !aTokenIn.MatchString(`{"secret":"`+refresh+`"}`) {
		t.Error("a token is not known")
	}
	for range 2000 {
		if _, cert := certificate(t); aTokenIn.Match(cert) {
			t.Fatalf("a certificate is taken for a token:\n%s", cert)
		}
	}
}

// holdsNoToken looks for tokens in every file that the program made.
func (l lab) holdsNoToken(t *testing.T) {
	t.Helper()
	err := filepath.WalkDir(l.folder, func(path string, d os.DirEntry, err error) error {
		if errors.Is(err, os.ErrNotExist) {
			return nil // the keyring's own, which goes with its daemon
		}
		if err != nil || d.IsDir() || !d.Type().IsRegular() || strings.Contains(path, "keyrings") {
			return err
		}
		text, err := os.ReadFile(path)
		if err == nil && aTokenIn.Match(text) {
			t.Errorf("%s holds a token", path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// The same with a real Secret Service: the next process finds the tokens, sign-out forgets them.
func TestTokensLiveInTheKeyring(t *testing.T) {
	for _, program := range []string{"dbus-run-session", "gnome-keyring-daemon"} {
		if _, err := exec.LookPath(program); err != nil {
			if os.Getenv("GRAPHGUEST_REQUIRE_KEYRING") != "" {
				t.Fatal("a Secret Service is required here: ", err)
			}
			t.Skip("no Secret Service to start: ", err)
		}
	}
	l := startLab(t)
	binary, err := buildOnce()
	if err != nil {
		t.Fatal(err)
	}
	const script = `
printf pw | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1
set -ex
"$0" env add mine --cloud lab --tenant lab.example --account you@home.example
"$0" doctor
"$0" login mine
"$0" query /me -e mine --jq .displayName
"$0" env list
"$0" logout mine
if "$0" query /me -e mine; then exit 9; else test $? = 3; fi
`
	cmd := exec.Command("dbus-run-session", "--", "sh", "-c", script, binary)
	cmd.Env = append(l.env, "XDG_DATA_HOME="+filepath.Join(l.folder, "data"), "XDG_RUNTIME_DIR="+l.folder)
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for _, want := range []string{"ok     keyring", "signed in to mine", `"Lab Guest"`, "signed in", "signed out of mine"} {
		if !strings.Contains(string(out), want) {
			t.Errorf("no %q in\n%s", want, out)
		}
	}
	if aTokenIn.Match(out) {
		t.Error("a token was printed")
	}
	l.holdsNoToken(t)
}

func (l lab) write(t *testing.T, name, text string) {
	t.Helper()
	path := filepath.Join(l.folder, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// certificate is a server certificate for localhost and the CA that signed it.
func certificate(t *testing.T) (tls.Certificate, []byte) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	ca := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "lab CA"}, NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign}
	leaf := &x509.Certificate{SerialNumber: big.NewInt(2), Subject: pkix.Name{CommonName: "localhost"}, NotBefore: ca.NotBefore, NotAfter: ca.NotAfter,
		DNSNames: []string{"localhost"}, IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, KeyUsage: x509.KeyUsageDigitalSignature, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}}
	caDER, err := x509.CreateCertificate(rand.Reader, ca, ca, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	leafDER, err := x509.CreateCertificate(rand.Reader, leaf, ca, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	return tls.Certificate{Certificate: [][]byte{leafDER}, PrivateKey: key}, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: caDER})
}
