package jsontable

import (
	"bytes"
	"math"
	"math/big"
	"strconv"
)

// compareNumbers compares two JSON numbers of any length exactly.
func compareNumbers(a, b []byte) int {
	if bytes.Equal(a, b) {
		return 0
	}
	if x, y := float(a), float(b); x != y {
		if x < y {
			return -1
		}
		return 1
	}
	return compareDecimals(decimalOf(a), decimalOf(b))
}

// float is about what a number is. Two of them are never the wrong way round.
func float(number []byte) float64 {
	f, _ := strconv.ParseFloat(string(number), 64) // too large = infinite, which is right here
	return f
}

// rank is a number that is in the same order as the floats.
func rank(f float64) uint64 {
	if f == 0 {
		f = 0 // and not -0
	}
	bits := math.Float64bits(f)
	if bits>>63 == 1 {
		return ^bits
	}
	return bits | 1<<63
}

// decimal is ±0.digits × 10^exponent, digits neither beginning nor ending in 0.
type decimal struct {
	sign     int // 0 = it is 0
	digits   []byte
	exponent *big.Int
}

func decimalOf(number []byte) decimal {
	d := decimal{sign: 1, exponent: new(big.Int)}
	if len(number) > 0 && number[0] == '-' {
		d.sign, number = -1, number[1:]
	}
	if e := bytes.IndexAny(number, "eE"); e >= 0 {
		d.exponent.SetString(string(bytes.TrimPrefix(number[e+1:], []byte("+"))), 10)
		number = number[:e]
	}
	whole, part, _ := bytes.Cut(number, []byte("."))
	all := append(bytes.Clone(whole), part...)
	d.digits = bytes.TrimLeft(all, "0")
	d.exponent.Add(d.exponent, big.NewInt(int64(len(whole)-(len(all)-len(d.digits)))))
	if d.digits = bytes.TrimRight(d.digits, "0"); len(d.digits) == 0 {
		d.sign = 0
	}
	return d
}

func compareDecimals(a, b decimal) int {
	if a.sign != b.sign || a.sign == 0 {
		return a.sign - b.sign
	}
	if order := a.exponent.Cmp(b.exponent); order != 0 {
		return order * a.sign
	}
	return bytes.Compare(a.digits, b.digits) * a.sign
}
