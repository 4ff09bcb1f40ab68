package faultsim

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"math/big"
	"net"
	"time"
)

// Authority issues certificates for any host. Its clock stands nowhere: they are good from 1990 to 2090.
type Authority struct {
	key  *ecdsa.PrivateKey // of all its certificates
	cert *x509.Certificate
}

// NewAuthority makes an authority that nobody trusts yet.
func NewAuthority() *Authority {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	must(err)
	root := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "an authority of the test"},
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign,
	}
	a := &Authority{key: key}
	a.cert, err = x509.ParseCertificate(a.sign(root, root, 2090))
	must(err)
	return a
}

// Roots trust the authority alone.
func (a *Authority) Roots() *x509.CertPool {
	pool := x509.NewCertPool()
	pool.AddCert(a.cert)
	return pool
}

// For is a good certificate for a host.
func (a *Authority) For(host string) *tls.Certificate {
	return &tls.Certificate{Certificate: [][]byte{a.sign(leaf(host), a.cert, 2090)}, PrivateKey: a.key}
}

func (a *Authority) expired(host string) *tls.Certificate {
	return &tls.Certificate{Certificate: [][]byte{a.sign(leaf(host), a.cert, 1991)}, PrivateKey: a.key}
}

func (a *Authority) selfSigned(host string) *tls.Certificate {
	own := leaf(host)
	return &tls.Certificate{Certificate: [][]byte{a.sign(own, own, 2090)}, PrivateKey: a.key}
}

func leaf(host string) *x509.Certificate {
	c := &x509.Certificate{SerialNumber: big.NewInt(2), Subject: pkix.Name{CommonName: host}, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}}
	if ip := net.ParseIP(host); ip != nil {
		c.IPAddresses = []net.IP{ip}
	} else {
		c.DNSNames = []string{host}
	}
	return c
}

func (a *Authority) sign(c, by *x509.Certificate, until int) []byte {
	c.NotBefore, c.NotAfter = time.Date(1990, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(until, 1, 1, 0, 0, 0, 0, time.UTC)
	der, err := x509.CreateCertificate(rand.Reader, c, by, a.key.Public(), a.key)
	must(err)
	return der
}

// must is for what can only fail where there is no randomness.
func must(err error) {
	if err != nil {
		panic(err)
	}
}
