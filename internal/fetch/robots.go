package fetch

import (
	"strconv"
	"strings"
	"time"
)

// robots is the part of a robots.txt (RFC 9309) that speaks to us.
type robots struct {
	rules []rule
	delay time.Duration
}

type rule struct {
	path  string
	allow bool
}

// parseRobots reads the groups for an agent, or those for all when none names it.
func parseRobots(s, agent string) *robots {
	var ours, all robots
	named, found := false, false // of the group at hand: it is ours; any was
	general, heading := false, false
	for line := range strings.Lines(s) {
		line, _, _ = strings.Cut(strings.TrimPrefix(line, "\ufeff"), "#")
		key, value, ok := strings.Cut(line, ":")
		if !ok {
			continue
		}
		key, value = strings.ToLower(strings.TrimSpace(key)), strings.TrimSpace(value)
		if key == "user-agent" {
			if !heading {
				named, general = false, false
			}
			heading = true
			name := strings.ToLower(product(value))
			named = named || name == agent
			general = general || name == "*"
			found = found || named
			continue
		}
		for _, r := range []struct {
			on  bool
			out *robots
		}{{named, &ours}, {general, &all}} {
			if r.on {
				r.out.line(key, value)
			}
		}
		heading = heading && key != "allow" && key != "disallow" && key != "crawl-delay"
	}
	if found {
		return &ours
	}
	return &all
}

func (r *robots) line(key, value string) {
	switch key {
	case "allow", "disallow":
		if value != "" && len(r.rules) < 10_000 {
			r.rules = append(r.rules, rule{value, key == "allow"})
		}
	case "crawl-delay":
		if s, err := strconv.ParseFloat(value, 64); err == nil && s > 0 && s < 3600 {
			r.delay = time.Duration(s * float64(time.Second))
		}
	}
}

// allows reports whether a path may be fetched: the longest rule decides, of two as
// long the one that allows.
func (r *robots) allows(path string) bool {
	best, allow := -1, true
	for _, x := range r.rules {
		if n := len(x.path); (n > best || n == best && x.allow) && robotsMatch(x.path, path) {
			best, allow = n, x.allow
		}
	}
	return allow
}

// robotsMatch reports whether a path begins as a rule says; "*" stands for anything,
// "$" for the end.
func robotsMatch(pattern, path string) bool {
	pattern, ends := strings.CutSuffix(pattern, "$")
	parts := strings.Split(pattern, "*")
	if !strings.HasPrefix(path, parts[0]) {
		return false
	}
	path = path[len(parts[0]):]
	for i, p := range parts[1:] {
		if ends && i == len(parts)-2 {
			return strings.HasSuffix(path, p)
		}
		at := strings.Index(path, p)
		if at < 0 {
			return false
		}
		path = path[at+len(p):]
	}
	return !ends || path == ""
}
