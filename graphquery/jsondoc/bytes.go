package jsondoc

import "bytes"

func (s *source) skipSpace(i int) int {
	for i < s.limit {
		if c := s.body[i]; c > ' ' || c != ' ' && c != '\n' && c != '\r' && c != '\t' {
			return i
		}
		i++
	}
	return i
}

// stringEnd returns the offset behind the string that opens at i.
func (s *source) stringEnd(i int) int {
	open := i
	for i++; i < s.limit; {
		j := bytes.IndexByte(s.body[i:s.limit], '"')
		if j < 0 {
			break
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
	return s.limit
}

// scalarEnd returns the offset behind the number or literal at i.
func (s *source) scalarEnd(i int) int {
	for ; i < s.limit; i++ {
		switch s.body[i] {
		case ',', ':', '{', '}', '[', ']', '"', ' ', '\n', '\r', '\t':
			return i
		}
	}
	return i
}
