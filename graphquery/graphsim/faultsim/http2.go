package faultsim

import (
	"encoding/binary"
	"io"
)

// The frames of HTTP/2 that are needed to fail.
const (
	frameData     = 0
	frameHeaders  = 1
	frameReset    = 3
	frameSettings = 4
	frameGoAway   = 7

	flagAck        = 1
	flagEndHeaders = 4

	internalError = 2
)

// serveHTTP2 takes a request and lets it down in the middle of a good answer: by GOAWAY and the end of the connection, or
// by resetting its stream.
func (s *Server) serveHTTP2(c io.ReadWriter) {
	if _, err := io.ReadFull(c, make([]byte, len("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"))); err != nil {
		return
	}
	_, _ = c.Write(frame(frameSettings, 0, 0, nil))
	for {
		kind, flags, stream, err := readFrame(c)
		if err != nil {
			return
		}
		switch {
		case kind == frameSettings && flags&flagAck == 0:
			_, _ = c.Write(frame(frameSettings, flagAck, 0, nil))
		case kind == frameHeaders:
			s.count()
			_, _ = c.Write(frame(frameHeaders, flagEndHeaders, stream, []byte{0x88})) // :status 200, of the static table
			_, _ = c.Write(frame(frameData, 0, stream, []byte(`{"value":[{"id":"`)))
			why := binary.BigEndian.AppendUint32(nil, internalError)
			if s.Fault.Transport == "h2-rst" {
				_, _ = c.Write(frame(frameReset, 0, stream, why))
				continue
			}
			_, _ = c.Write(frame(frameGoAway, 0, 0, append(binary.BigEndian.AppendUint32(nil, stream), why...)))
			return
		}
	}
}

func frame(kind, flags byte, stream uint32, payload []byte) []byte {
	n := len(payload)
	head := []byte{byte(n >> 16), byte(n >> 8), byte(n), kind, flags}
	return append(binary.BigEndian.AppendUint32(head, stream), payload...)
}

func readFrame(r io.Reader) (kind, flags byte, stream uint32, err error) {
	var head [9]byte
	if _, err = io.ReadFull(r, head[:]); err != nil {
		return 0, 0, 0, err
	}
	n := int64(head[0])<<16 | int64(head[1])<<8 | int64(head[2])
	_, err = io.CopyN(io.Discard, r, n)
	return head[3], head[4], binary.BigEndian.Uint32(head[5:]) & 0x7fffffff, err
}
