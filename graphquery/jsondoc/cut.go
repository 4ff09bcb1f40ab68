package jsondoc

import "bytes"

// Cut is the last place in b behind which a part of a document may end: behind a comma outside of texts, or of a sequence
// also behind a line end; 0 = there is none. b begins where a line does.
func Cut(b []byte, sequence bool) (last int) {
	i := 0
	for {
		j := bytes.IndexByte(b[i:], '"')
		until := len(b)
		if j >= 0 {
			until = i + j
		}
		for k := until - 1; k >= i; k-- {
			if b[k] == ',' || sequence && b[k] == '\n' {
				last = k + 1
				break
			}
		}
		if j < 0 {
			return last
		}
		if i = textEnd(b, until); i == 0 {
			return last
		}
	}
}

// textEnd is the offset behind the text that opens at i, whatever is in it; 0 = its end is not there.
func textEnd(b []byte, i int) int {
	for i++; ; {
		j := bytes.IndexByte(b[i:], '"')
		if j < 0 {
			return 0
		}
		i += j + 1
		slashes := 0
		for k := i - 2; b[k] == '\\'; k-- {
			slashes++
		}
		if slashes%2 == 0 {
			return i
		}
	}
}
