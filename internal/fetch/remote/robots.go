package remote

import (
	"strconv"
	"strings"
	"time"
)

// maxRobots is how much of a robots.txt is read (RFC 9309 asks for 500 KiB).
const maxRobots = 512 << 10

// maxRules bounds the rules that are kept of one file.
const maxRules = 2000

// robots is what a host's robots.txt asks of us (RFC 9309).
type robots struct {
	rules []rule
	delay time.Duration // between two requests; 0 when not said
	all   bool          // everything is forbidden: the file could not be had
}

// rule allows or forbids the paths that a pattern matches.
type rule struct {
	allow   bool
	pattern string
}

// parseRobots reads the rules for the program called agent: those of the groups
// that name it, else those of the groups for all ("*").
func parseRobots(s, agent string) *robots {
	var own, all robots
	var named, star, inRules bool
	found := false
	for line := range strings.Lines(strings.TrimPrefix(s, "\uFEFF")) {
		line, _, _ = strings.Cut(line, "#")
		key, value, ok := strings.Cut(line, ":")
		if !ok {
			continue
		}
		key, value = strings.ToLower(strings.TrimSpace(key)), strings.TrimSpace(value)
		if key == "user-agent" {
			if inRules { // a new group begins
				named, star, inRules = false, false, false
			}
			switch {
			case value == "*":
				star = true
			case product(value) == agent:
				named, found = true, true
			}
			continue
		}
		inRules = inRules || key == "allow" || key == "disallow" || key == "crawl-delay"
		if named {
			own.add(key, value)
		}
		if star {
			all.add(key, value)
		}
	}
	if found {
		return &own
	}
	return &all
}

// product is the name of a program without its version, in lower case.
func product(s string) string {
	s = strings.ToLower(s)
	if i := strings.IndexFunc(s, func(r rune) bool { return !(r >= 'a' && r <= 'z' || r == '-' || r == '_') }); i >= 0 {
		s = s[:i]
	}
	return s
}

func (r *robots) add(key, value string) {
	switch key {
	case "allow", "disallow":
		if value != "" && len(r.rules) < maxRules {
			r.rules = append(r.rules, rule{key == "allow", escaped(value)})
		}
	case "crawl-delay":
		if f, err := strconv.ParseFloat(value, 64); err == nil && f > 0 {
			r.delay = time.Duration(min(f, 3600) * float64(time.Second))
		}
	}
}

// allows reports whether path, with its query, may be asked for: the longest
// pattern that matches decides, and of two the one that allows.
func (r *robots) allows(path string) bool {
	if r.all {
		return false
	}
	path = escaped(path)
	best, allow := -1, true
	for _, x := range r.rules {
		if n := len(x.pattern); (n > best || n == best && x.allow) && matches(x.pattern, path) {
			best, allow = n, x.allow
		}
	}
	return allow
}

// matches reports whether pattern matches the beginning of path; "*" stands for
// anything and a "$" at its end for the end of the path.
func matches(pattern, path string) bool {
	pattern, toEnd := strings.CutSuffix(pattern, "$")
	parts := strings.Split(pattern, "*")
	if !strings.HasPrefix(path, parts[0]) {
		return false
	}
	if len(parts) == 1 {
		return !toEnd || path == parts[0]
	}
	path = path[len(parts[0]):]
	last := len(parts) - 1
	for _, p := range parts[1:last] {
		i := strings.Index(path, p)
		if i < 0 {
			return false
		}
		path = path[i+len(p):]
	}
	if toEnd {
		return strings.HasSuffix(path, parts[last])
	}
	return strings.Contains(path, parts[last])
}

// escaped brings a path to one form: percent signs with capital letters, bytes
// that are no ASCII escaped.
func escaped(s string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '%' && i+2 < len(s):
			b.WriteString(strings.ToUpper(s[i : i+3]))
			i += 2
		case c > 0x7E || c <= ' ':
			b.Write([]byte{'%', hex[c>>4], hex[c&15]})
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}
