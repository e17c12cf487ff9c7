package fetch

import (
	"testing"
	"time"
)

func TestRobots(t *testing.T) {
	const rules = "\ufeff# a comment\nUser-agent: other\nUser-Agent: Dossier/2.0\nDisallow: /a # all of it\nDisallow: /*.pdf$\nCrawl-delay: 2.5\nSitemap: x\n\n" +
		"User-agent: *\nDisallow: /\nAllow: /open\nDisallow:\n"
	for _, c := range []struct {
		agent, path string
		want        bool
	}{
		{"dossier", "/b", true}, {"dossier", "/a", false}, {"dossier", "/ab?c", false}, {"dossier", "/x/y.pdf", false}, {"dossier", "/x/y.pdf?z", true},
		{"other", "/a", false}, {"third", "/b", false}, {"third", "/open/b", true},
	} {
		if got := parseRobots(rules, c.agent).allows(c.path); got != c.want {
			t.Errorf("%s %s: %v", c.agent, c.path, got)
		}
	}
	if d := parseRobots(rules, "dossier").delay; d != 2500*time.Millisecond {
		t.Error(d)
	}
	if !parseRobots("<html>not found</html>", "dossier").allows("/a") {
		t.Error("a page that is no robots.txt forbids something")
	}
}

// No robots.txt makes a panic, and every rule matches itself where it has no sign.
func FuzzRobots(f *testing.F) {
	f.Add("User-agent: *\nDisallow: /a*b$", "/ab")
	f.Fuzz(func(t *testing.T, rules, path string) {
		parseRobots(rules, "dossier").allows(path)
		if !robotsMatch(path+"*", path) && path == "" {
			t.Fatal("nothing does not match")
		}
	})
}
