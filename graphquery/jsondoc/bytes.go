package jsondoc

import "bytes"

func (s *source) skipSpace(i int) int {
	from := i
	for ; i < s.limit; i++ {
		if c := s.body[i]; c > ' ' || c != ' ' && c != '\n' && c != '\r' && c != '\t' {
			return i
		}
		if i-from == far {
			if to := s.leapFrom(from); to > 0 {
				return min(to, s.limit)
			}
		}
	}
	return i
}

// stringEnd returns the offset behind the string that opens at i.
func (s *source) stringEnd(i int) int {
	near := min(i+far, s.limit)
	if end := s.quote(i, i+1, near); end > 0 {
		return end
	}
	if to := s.leapFrom(i); to > 0 {
		return min(to, s.limit)
	}
	if end := s.quote(i, near, s.limit); end > 0 {
		return end
	}
	return s.limit
}

// quote returns the offset behind the first quote between from and to that closes the string that opens at open; 0 = none.
func (s *source) quote(open, from, to int) int {
	for i := from; i < to; {
		j := bytes.IndexByte(s.body[i:to], '"')
		if j < 0 {
			return 0
		}
		i += j + 1
		backslashes := 0
		for k := i - 2; k > open && s.body[k] == '\\'; k-- {
			backslashes++
		}
		if backslashes%2 == 0 {
			return i
		}
	}
	return 0
}

// scalarEnd returns the offset behind the number or literal at i.
func (s *source) scalarEnd(i int) int {
	from := i
	for ; i < s.limit; i++ {
		switch s.body[i] {
		case ',', ':', '{', '}', '[', ']', '"', ' ', '\n', '\r', '\t':
			return i
		}
		if i-from == far {
			if to := s.leapFrom(from); to > 0 {
				return min(to, s.limit)
			}
		}
	}
	return i
}
