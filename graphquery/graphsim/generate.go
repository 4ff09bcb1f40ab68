package graphsim

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// maker makes a tenant's further users, groups and applications: the same number always gives the same object,
// and an id or a user principal name leads back to its number, so that none has to be kept.
type maker struct {
	tenant  *Tenant
	seed    uint64
	domain  string // of the members' addresses
	initial string // of the guests' user principal names
	guests  int
}

func newMaker(t *Tenant) maker {
	sum := sha256.Sum256([]byte("graphsim " + strings.ToLower(t.ID)))
	m := maker{tenant: t, seed: binary.BigEndian.Uint64(sum[:]), domain: t.DefaultDomain, initial: t.initialDomain()}
	m.guests = t.GenerateGuests
	if m.guests == 0 {
		m.guests = t.Generate * 12 / 100
	}
	return m
}

// number mixes the tenant's seed, a user's number and a purpose into 64 even bits (splitmix64).
func (m maker) number(i, purpose int) uint64 {
	x := m.seed + uint64(i)*0x9e3779b97f4a7c15 + uint64(purpose)*0xd1342543de82ef95
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

func (m maker) pick(from []string, i, purpose int) string {
	return from[m.number(i, purpose)%uint64(len(from))]
}

const (
	low48   = 1<<48 - 1
	mix48   = 0x5deece66d
	unmix48 = 0xdfe05bcb1365 // mix48 × unmix48 = 1 modulo 2⁴⁸
)

// userID hides the number in the first 48 bits; the rest proves that the id was made here.
func (m maker) userID(i int) string {
	x := (uint64(i)*mix48 + m.seed) & low48
	return guid(x<<16|m.number(i, 1)>>48, m.number(i, 2))
}

func (m maker) groupID(i int) string { return guid(m.number(i, 30), m.number(i, 31)) }

// find returns the number of a generated user, by lower-case id or user principal name.
func (m maker) find(key string) (int, bool) {
	if i, ok := m.numberOfID(key); ok && m.userID(i) == key {
		return i, true
	}
	if i, ok := m.numberOfName(key); ok && strings.ToLower(m.user(i).UserPrincipalName) == key {
		return i, true
	}
	return 0, false
}

func (m maker) numberOfID(key string) (int, bool) {
	if len(key) != 36 {
		return 0, false
	}
	x, err := strconv.ParseUint(key[0:8]+key[9:13], 16, 64)
	if err != nil {
		return 0, false
	}
	i := ((x - m.seed) * unmix48) & low48
	return int(i), i < uint64(m.tenant.Generate)
}

// numberOfName reads the digits that every generated user principal name carries behind the surname.
func (m maker) numberOfName(key string) (int, bool) {
	local, _, _ := strings.Cut(key, "@")
	local, _, _ = strings.Cut(local, "_")
	digits := local[len(strings.TrimRight(local, "0123456789")):]
	i, err := strconv.Atoi(digits)
	return i, err == nil && i < m.tenant.Generate
}

// guid is a GUID for anything that is neither a user nor a group.
func (m maker) guid(what string, i int) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%d %s %d", m.seed, what, i))
	return guid(binary.BigEndian.Uint64(sum[0:]), binary.BigEndian.Uint64(sum[8:]))
}

// firstDay and days bound when generated objects were created.
var firstDay = time.Date(2016, time.March, 1, 6, 0, 0, 0, time.UTC)

const days = 3600

func (m maker) created(i int) time.Time {
	n := m.number(i, 3)
	return firstDay.AddDate(0, 0, int(n%days)).Add(time.Duration(n>>32%43200) * time.Second)
}

// guestNumber tells whether user i is a guest, and which: guests are spread evenly over the numbers.
func (m maker) guestNumber(i int) (int, bool) {
	before, after := i*m.guests/m.tenant.Generate, (i+1)*m.guests/m.tenant.Generate
	return before, after > before
}
