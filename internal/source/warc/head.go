package warc

import (
	"bufio"
	"bytes"
	"fmt"
	"strconv"
	"strings"

	"dossier/internal/fault"
)

const (
	maxHead   = 64 << 10 // bytes of a header
	maxFields = 1000
)

// head is a header: of a record, or of an answer of HTTP.
type head struct {
	first  string // its first line
	fields []Field
}

// get is the value of the first field of a name, "" when there is none.
func (h head) get(name string) string {
	for _, f := range h.fields {
		if strings.EqualFold(f.Name, name) {
			return f.Value
		}
	}
	return ""
}

// all is the values of every field of a name, as one list.
func (h head) all(name string) string {
	var out []string
	for _, f := range h.fields {
		if strings.EqualFold(f.Name, name) {
			out = append(out, f.Value)
		}
	}
	return strings.Join(out, ",")
}

// length is the Content-Length of a record.
func (h head) length() (int64, error) {
	if !Is([]byte(h.first + "\r\n")) {
		return 0, fault.New(fault.Unreadable, "no record of a web archive begins with %.40q", h.first)
	}
	n, err := strconv.ParseInt(h.get("Content-Length"), 10, 62)
	if err != nil || n < 0 {
		return 0, fault.New(fault.Unreadable, "a record without a length: Content-Length %.40q", h.get("Content-Length"))
	}
	return n, nil
}

// readHead reads a header up to its empty line. Lines that begin with white space
// go on the one before; lines that are no field are passed over.
func readHead(r *bufio.Reader) (h head, err error) {
	size := 0
	for n := 0; ; n++ {
		line, err := r.ReadSlice('\n')
		if err == bufio.ErrBufferFull || size+len(line) > maxHead || len(h.fields) > maxFields {
			return h, fault.New(fault.Unreadable, "a header of more than %d bytes or %d fields", maxHead, maxFields)
		}
		if err != nil {
			return h, err
		}
		size += len(line)
		line = bytes.TrimRight(line, "\r\n")
		switch {
		case n == 0:
			h.first = string(line)
		case len(line) == 0:
			return h, nil
		case line[0] == ' ' || line[0] == '\t':
			if k := len(h.fields); k > 0 {
				h.fields[k-1].Value += " " + string(bytes.TrimSpace(line))
			}
		default:
			if name, value, ok := bytes.Cut(line, []byte(":")); ok {
				h.fields = append(h.fields, Field{string(bytes.TrimSpace(name)), string(bytes.TrimSpace(value))})
			}
		}
	}
}

// status is the code of an answer of HTTP, 0 when its first line is none.
func (h head) status() int {
	proto, rest, _ := strings.Cut(h.first, " ")
	code, _, _ := strings.Cut(strings.TrimSpace(rest), " ")
	n, err := strconv.Atoi(code)
	if !strings.HasPrefix(proto, "HTTP/") || err != nil || n < 100 || n > 999 {
		return 0
	}
	return n
}

func statusText(code int) string {
	switch {
	case code >= 300 && code < 400:
		return "a redirect"
	case code == 404 || code == 410:
		return "not found by the host"
	}
	return fmt.Sprintf("answered with status %d", code)
}
