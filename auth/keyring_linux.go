package auth

import (
	"errors"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/godbus/dbus/v5"
)

const busVariable = "DBUS_SESSION_BUS_ADDRESS"

var errNoBus = errors.New("no session bus")

// reachKeyring makes sure that there is a session bus. Without one go-keyring would fork a bus and a keyring of its
// own through dbus-launch, which stay behind and which nobody else sees.
func reachKeyring() error {
	if address := os.Getenv(busVariable); address != "" && !strings.HasPrefix(address, "autolaunch:") {
		return nil
	}
	for _, dir := range []string{os.Getenv("XDG_RUNTIME_DIR"), "/run/user/" + strconv.Itoa(os.Getuid())} {
		socket := filepath.Join(dir, "bus")
		if info, err := os.Stat(socket); dir != "" && err == nil && info.Mode()&fs.ModeSocket != 0 {
			// Said outright, since the library looks in only one of the two places.
			return os.Setenv(busVariable, "unix:path="+dbus.EscapeBusAddressValue(socket))
		}
	}
	return errNoBus
}

// promptless is too short for a person to have declined a prompt.
const promptless = 250 * time.Millisecond

// vanished is true when another window deleted or replaced the entry between go-keyring's search for it and its
// reading: the bus then knows no such object, or has nothing to unlock. Asking again settles it.
func vanished(err error, took time.Duration) bool {
	var refused dbus.Error
	switch {
	case err == nil || !namesItem(err.Error()):
		return false
	case strings.Contains(err.Error(), unlockFailed):
		return took < promptless
	case errors.As(err, &refused):
		return strings.HasPrefix(refused.Name, "org.freedesktop.DBus.Error.Unknown") ||
			refused.Name == "org.freedesktop.Secret.Error.NoSuchObject"
	}
	return false
}

// namesItem is true when text holds the path of an entry, rather than that of a whole collection.
func namesItem(text string) bool {
	_, path, found := strings.Cut(text, "/org/freedesktop/secrets/collection/")
	_, item, _ := strings.Cut(path, "/")
	return found && item != ""
}

// unlockFailed is how go-keyring says that a prompt was declined; it has no value for this.
const unlockFailed = "failed to unlock"

// busAdvice explains the error names of D-Bus and the Secret Service; a name that ends in "." stands for all that
// begin so.
var busAdvice = []struct{ name, what, step string }{
	{"org.freedesktop.DBus.Error.ServiceUnknown", "no Secret Service on the session bus", "install gnome-keyring or keepassxc and log in again"},
	{"org.freedesktop.DBus.Error.NameHasNoOwner", "no Secret Service on the session bus", "install gnome-keyring or keepassxc and log in again"},
	{"org.freedesktop.DBus.Error.Spawn.", "the Secret Service does not start", "run gnome-keyring-daemon --start --components=secrets and start graphguest again"},
	{"org.freedesktop.DBus.Error.NoReply", "the Secret Service went away", "log in again, or start it and then graphguest again"},
	{"org.freedesktop.DBus.Error.AccessDenied", "the keyring denies access", "allow graphguest in its settings and start graphguest again"},
	{"org.freedesktop.DBus.Error.UnknownObject", "the Secret Service has no default keyring", "create one (in Passwords and Keys, or in KeePassXC's settings) and start graphguest again"},
	{"org.freedesktop.DBus.Error.UnknownMethod", "the Secret Service has no default keyring", "create one (in Passwords and Keys, or in KeePassXC's settings) and start graphguest again"},
	{"org.freedesktop.Secret.Error.NoSuchObject", "the Secret Service has no default keyring", "create one (in Passwords and Keys, or in KeePassXC's settings) and start graphguest again"},
	{"org.freedesktop.Secret.Error.IsLocked", "the keyring is locked", "unlock it and start graphguest again"},
}

// keyringAdvice says what err means and what to do about it; "" when that is not known.
func keyringAdvice(err error) (what, step string) {
	var unreachable *net.OpError
	switch {
	case errors.Is(err, errNoBus):
		return "no keyring can be reached", "log in to a desktop session, or start graphguest under dbus-run-session with gnome-keyring-daemon unlocked"
	case errors.As(err, &unreachable), errors.Is(err, dbus.ErrClosed):
		return "the session bus does not answer", "log out and in again, or correct " + busVariable
	case strings.Contains(err.Error(), unlockFailed):
		return "the keyring stayed locked", "unlock it and start graphguest again"
	}
	var refused dbus.Error
	if !errors.As(err, &refused) {
		return "", ""
	}
	for _, a := range busAdvice {
		if refused.Name == a.name || strings.HasSuffix(a.name, ".") && strings.HasPrefix(refused.Name, a.name) {
			return a.what, a.step
		}
	}
	return "", ""
}
