package pdf

import (
	"bytes"
	"compress/flate"
	"errors"
	"io"

	"dossier/internal/fault"
)

// decode gives the data of a stream with its filters undone.
func (f *file) decode(s *stream) ([]byte, error) {
	data := f.b[s.data.Start:s.data.End]
	if f.cipher != nil {
		data = f.cipher.stream(data, s)
	}
	filters := f.list(firstOf(s.dict, "Filter", "F"))
	params := f.list(firstOf(s.dict, "DecodeParms", "DP"))
	for i, x := range filters {
		var p dict
		if i < len(params) {
			p, _ = f.resolve(params[i]).(dict)
		}
		n, _ := f.resolve(x).(name)
		var err error
		if data, err = f.filter(n, data, p); err != nil {
			return nil, err
		}
		if f.left -= len(data); f.left < 0 {
			return nil, fault.New(fault.TooLarge, "pdf: more than %d bytes in the streams of the file", maxDecoded)
		}
	}
	return data, nil
}

func firstOf(d dict, keys ...name) any {
	for _, k := range keys {
		if x, ok := d[k]; ok {
			return x
		}
	}
	return nil
}

// list is an array, or one object as an array.
func (f *file) list(x any) array {
	switch x := f.resolve(x).(type) {
	case nil:
		return nil
	case array:
		return x
	default:
		return array{x}
	}
}

func (f *file) filter(n name, data []byte, p dict) ([]byte, error) {
	switch n {
	case "FlateDecode", "Fl":
		out, err := inflate(data, min(maxStream, f.left))
		if err != nil {
			return nil, err
		}
		return f.predict(out, p)
	case "LZWDecode", "LZW":
		out, err := unlzw(data, f.intOf(p["EarlyChange"], 1), min(maxStream, f.left))
		if err != nil {
			return nil, err
		}
		return f.predict(out, p)
	case "ASCII85Decode", "A85":
		return ascii85(data), nil
	case "ASCIIHexDecode", "AHx":
		l := lexer{b: append([]byte{'<'}, data...)}
		return l.hex(nil, nil), nil
	case "RunLengthDecode", "RL":
		return runLength(data, min(maxStream, f.left))
	case "Crypt":
		return data, nil
	}
	return nil, fault.New(fault.Unsupported, "pdf: stream filter %q holds no text", string(n))
}

func (f *file) intOf(x any, otherwise int) int {
	if n, ok := asInt(f.resolve(x)); ok {
		return n
	}
	return otherwise
}

var errLarge = fault.New(fault.TooLarge, "pdf: a stream of more than %d bytes", maxStream)

// inflate undoes zlib. A missing end or checksum is let pass, since many files
// have a wrong length; bytes that are no deflate data are not.
func inflate(data []byte, most int) ([]byte, error) {
	for len(data) > 0 && white(data[0]) {
		data = data[1:]
	}
	if len(data) < 2 {
		return nil, nil
	}
	if data[0]&0x0F == 8 && (int(data[0])<<8|int(data[1]))%31 == 0 {
		data = data[2:]
	}
	var out bytes.Buffer
	_, err := io.Copy(&out, io.LimitReader(flate.NewReader(bytes.NewReader(data)), int64(most)+1))
	if out.Len() > most {
		return nil, errLarge
	}
	if err != nil && (out.Len() == 0 || !errors.Is(err, io.ErrUnexpectedEOF)) {
		return nil, fault.New(fault.Unreadable, "pdf: damaged compressed data")
	}
	return out.Bytes(), nil
}

// predict undoes the PNG and TIFF predictors (7.4.4.4).
func (f *file) predict(data []byte, p dict) ([]byte, error) {
	kind := f.intOf(p["Predictor"], 1)
	if kind < 2 {
		return data, nil
	}
	colors, bits, columns := f.intOf(p["Colors"], 1), f.intOf(p["BitsPerComponent"], 8), f.intOf(p["Columns"], 1)
	if colors < 1 || colors > 32 || bits < 1 || bits > 16 || columns < 1 || columns > 1<<20 {
		return nil, fault.New(fault.Unreadable, "pdf: damaged predictor")
	}
	pixel := max(1, colors*bits/8)
	row := (colors*bits*columns + 7) / 8
	if kind == 2 {
		if bits == 8 {
			for at := 0; at+row <= len(data); at += row {
				for i := pixel; i < row; i++ {
					data[at+i] += data[at+i-pixel]
				}
			}
		}
		return data, nil
	}
	out := make([]byte, 0, len(data))
	above := make([]byte, row)
	for len(data) > 1 {
		n := min(row, len(data)-1)
		line := data[1 : 1+n]
		unpredict(data[0], line, above, pixel)
		out = append(out, line...)
		above = line
		if n < row {
			break
		}
		data = data[1+n:]
	}
	return out, nil
}

// unpredict undoes one row of PNG prediction in place.
func unpredict(kind byte, line, above []byte, pixel int) {
	for i := range line {
		var left, upleft byte
		if i >= pixel {
			left, upleft = line[i-pixel], above[i-pixel]
		}
		switch kind {
		case 1:
			line[i] += left
		case 2:
			line[i] += above[i]
		case 3:
			line[i] += byte((int(left) + int(above[i])) / 2)
		case 4:
			line[i] += paeth(left, above[i], upleft)
		}
	}
}

func paeth(a, b, c byte) byte {
	p := int(a) + int(b) - int(c)
	pa, pb, pc := max(p-int(a), int(a)-p), max(p-int(b), int(b)-p), max(p-int(c), int(c)-p)
	switch {
	case pa <= pb && pa <= pc:
		return a
	case pb <= pc:
		return b
	}
	return c
}

// unlzw undoes LZW as TIFF and PDF write it: codes of 9 to 12 bits, most
// significant bit first, the width growing early by one code.
func unlzw(data []byte, early, most int) ([]byte, error) {
	var out []byte
	type code struct{ at, n int } // a string that stands in out
	table := make([]code, 258, 4096)
	width, bits, have := 9, 0, 0
	prev := code{}
	for _, c := range data {
		bits, have = bits<<8|int(c), have+8
		for have >= width {
			v := bits >> (have - width) & (1<<width - 1)
			have -= width
			bits &= 1<<have - 1
			if v == 257 {
				return out, nil
			}
			if v == 256 {
				table, width, prev = table[:258], 9, code{}
				continue
			}
			at := len(out)
			switch {
			case v < 256:
				out = append(out, byte(v))
			case v < len(table):
				e := table[v]
				out = append(out, out[e.at:e.at+e.n]...)
			case v == len(table) && prev.n > 0:
				out = append(out, out[prev.at:prev.at+prev.n]...)
				out = append(out, out[prev.at])
			default:
				return nil, fault.New(fault.Unreadable, "pdf: damaged LZW data")
			}
			if prev.n > 0 && len(table) < 4096 {
				table = append(table, code{prev.at, prev.n + 1}) // it is followed by the first byte of this one
			}
			prev = code{at, len(out) - at}
			if n := len(table) + early; n >= 1<<width && width < 12 {
				width++
			}
			if len(out) > most {
				return nil, errLarge
			}
		}
	}
	return out, nil
}

func ascii85(data []byte) []byte {
	var out []byte
	v, n := uint32(0), 0
	for _, c := range data {
		switch {
		case c == '~':
			if n > 1 {
				for k := n; k < 5; k++ {
					v = v*85 + 84
				}
				out = append(out, []byte{byte(v >> 24), byte(v >> 16), byte(v >> 8)}[:n-1]...)
			}
			return out
		case c == 'z' && n == 0:
			out = append(out, 0, 0, 0, 0)
		case c >= '!' && c <= 'u':
			v = v*85 + uint32(c-'!')
			if n++; n == 5 {
				out = append(out, byte(v>>24), byte(v>>16), byte(v>>8), byte(v))
				v, n = 0, 0
			}
		}
	}
	return out
}

func runLength(data []byte, most int) ([]byte, error) {
	var out []byte
	for i := 0; i < len(data) && data[i] != 128; {
		n := int(data[i])
		i++
		if n < 128 {
			end := min(len(data), i+n+1)
			out = append(out, data[i:end]...)
			i = end
		} else if i < len(data) {
			out = append(out, bytes.Repeat(data[i:i+1], 257-n)...)
			i++
		}
		if len(out) > most {
			return nil, errLarge
		}
	}
	return out, nil
}
