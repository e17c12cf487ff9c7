package text

import (
	"encoding/binary"
	"errors"
	"math"
)

// The stored form of a map is a version byte, the number of runs, and per run a
// tag, its numbers as the tag says, and the distance of its original range from
// the end of the one before. All numbers are varints (encoding/binary).
const (
	mapVersion = 1

	tagCopy  = 0 // n bytes copied: n
	tagUnit  = 1 // one unit: outLen, inLen
	tagUnits = 2 // n units: n, outLen, inLen
)

var errMap = errors.New("text: stored map is damaged")

// MarshalBinary is the compact stored form of m: about 3 bytes per run.
func (m *Map) MarshalBinary() ([]byte, error) {
	b := []byte{mapVersion}
	if m.Identity() {
		return append(b, 0), nil
	}
	b = binary.AppendUvarint(b, uint64(len(m.runs)))
	prev := 0
	for _, r := range m.runs {
		switch {
		case r.outLen == 1 && r.inLen == 1:
			b = append(b, tagCopy)
			b = binary.AppendUvarint(b, uint64(r.n))
		case r.n == 1:
			b = append(b, tagUnit)
			b = binary.AppendUvarint(b, uint64(r.outLen))
			b = binary.AppendUvarint(b, uint64(r.inLen))
		default:
			b = append(b, tagUnits)
			b = binary.AppendUvarint(b, uint64(r.n))
			b = binary.AppendUvarint(b, uint64(r.outLen))
			b = binary.AppendUvarint(b, uint64(r.inLen))
		}
		b = binary.AppendVarint(b, int64(int(r.in)-prev))
		prev = r.original(int(r.n), int(r.n)).Start
	}
	return b, nil
}

// UnmarshalBinary makes m the map that data holds. Damaged data is an error and
// leaves m as it was.
func (m *Map) UnmarshalBinary(data []byte) error {
	if len(data) == 0 || data[0] != mapVersion {
		return errMap
	}
	d := mapDecoder{b: data[1:]}
	n := d.num()
	if n > len(d.b)/3 { // a run takes at least three bytes
		return errMap
	}
	got := make([]run, 0, n)
	out, prev := 0, 0
	for range n {
		r := d.run()
		in := prev + d.signed()
		prev = in + r.inSize()
		end := out + int(r.n)*int(r.outLen)
		if d.bad || in < 0 || r.n == 0 || r.outLen == 0 || prev > math.MaxInt32 || end > math.MaxInt32 {
			return errMap
		}
		r.out, r.in = int32(out), int32(in)
		out = end
		got = append(got, r)
	}
	if d.bad || len(d.b) > 0 {
		return errMap
	}
	m.runs = got
	return nil
}

// inSize is the number of bytes of the original that the run covers.
func (r run) inSize() int { return int(r.n) * int(r.inLen) }

// mapDecoder reads numbers off the front of b; bad is set when one is missing
// or beyond 31 bits.
type mapDecoder struct {
	b   []byte
	bad bool
}

func (d *mapDecoder) run() run {
	switch tag := d.num(); tag {
	case tagCopy:
		return run{n: int32(d.num()), outLen: 1, inLen: 1}
	case tagUnit:
		return run{n: 1, outLen: int32(d.num()), inLen: int32(d.num())}
	case tagUnits:
		return run{n: int32(d.num()), outLen: int32(d.num()), inLen: int32(d.num())}
	default:
		d.bad = true
		return run{}
	}
}

func (d *mapDecoder) num() int {
	v, n := binary.Uvarint(d.b)
	if n <= 0 || v > math.MaxInt32 {
		d.bad = true
		return 0
	}
	d.b = d.b[n:]
	return int(v)
}

func (d *mapDecoder) signed() int {
	v, n := binary.Varint(d.b)
	if n <= 0 || v > math.MaxInt32 || v < -math.MaxInt32 {
		d.bad = true
		return 0
	}
	d.b = d.b[n:]
	return int(v)
}
