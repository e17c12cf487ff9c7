package eml

import (
	"bytes"
	"strings"
)

// headerField is one header field, unfolded.
type headerField struct {
	name, value string // name in lower case
}

type fields []headerField

func (f fields) get(name string) string {
	for _, x := range f {
		if x.name == name {
			return x.value
		}
	}
	return ""
}

// parseHeader reads header fields from raw[at:] and gives the offset behind the
// empty line that ends them. A line that is no field ends the header.
func parseHeader(raw []byte, at int) (fields, int) {
	var out fields
	for at < len(raw) && len(out) < 1000 {
		end := bytes.IndexByte(raw[at:min(len(raw), at+maxLine)], '\n')
		next := len(raw)
		if end >= 0 {
			next = at + end + 1
		}
		line := strings.TrimRight(string(raw[at:min(next, at+maxLine)]), "\r\n")
		if line == "" {
			return out, next
		}
		if (line[0] == ' ' || line[0] == '\t') && len(out) > 0 {
			if f := &out[len(out)-1]; len(f.value) < maxField {
				f.value += " " + strings.TrimSpace(line)
			}
			at = next
			continue
		}
		name, value, ok := strings.Cut(line, ":")
		if !ok || name == "" || strings.ContainsAny(name, " \t") {
			if len(out) == 0 && strings.HasPrefix(line, "From ") { // mbox
				at = next
				continue
			}
			return out, at
		}
		out = append(out, headerField{strings.ToLower(name), strings.TrimSpace(value)})
		at = next
	}
	return out, at
}
