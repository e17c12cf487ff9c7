package publish_test

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/mmcdole/gofeed"

	"dossier/internal/publish"
)

// atomFeed is what a validating reader of Atom tells of a feed.
type atomFeed struct {
	ID, Title, Author string
	Updated           time.Time
	Links             map[string]string // by what they are to the feed
	Entries           []struct {
		ID, Title, Summary string
		Updated, Published time.Time
		Links              map[string]string
	}
}

// valid holds a feed against the rules of Atom (RFC 4287) with the validating reader
// of Ruby's library, which is not ours, and gives what that read.
func valid(t *testing.T, feed []byte) (f atomFeed, problem string) {
	t.Helper()
	ruby, err := exec.LookPath("ruby")
	if err != nil {
		t.Skip("SKIPPED: no ruby to validate Atom feeds with")
	}
	name := filepath.Join(t.TempDir(), "feed.xml")
	if err := os.WriteFile(name, feed, 0o600); err != nil {
		t.Fatal(err)
	}
	c := exec.Command(ruby, "testdata/atom.rb", name)
	var out, says bytes.Buffer
	c.Stdout, c.Stderr = &out, &says
	if c.Run() != nil {
		return f, says.String()
	}
	if err := json.Unmarshal(out.Bytes(), &f); err != nil {
		t.Fatalf("%v: %s", err, out.Bytes())
	}
	return f, ""
}

// The Atom feed keeps the rules of its format, with and without an address, and tells
// of every record once, not later than the feed itself.
func TestTheAtomFeedIsValid(t *testing.T) {
	for _, base := range []string{"https://example.org/incidents/", ""} {
		m, res := made(t, func(o *publish.Options) { o.BaseURL = base })
		f, problem := valid(t, m["feed.xml"])
		if problem != "" {
			t.Fatal(problem)
		}
		other, err := gofeed.NewParser().Parse(bytes.NewReader(m["feed.json"]))
		if err != nil {
			t.Fatal(err)
		}
		if f.Title != "Example incidents" || f.Author == "" || len(f.Entries) != res.Records || len(other.Items) != res.Records {
			t.Errorf("%q by %q with %d entries", f.Title, f.Author, len(f.Entries))
		}
		if base != "" && (f.Links["self"] != base+"feed.xml" || f.Links["alternate"] != base+"index.html") {
			t.Errorf("the feed leads to %v", f.Links)
		}
		ids := map[string]bool{f.ID: true}
		for i, e := range f.Entries {
			page := strings.TrimPrefix(e.Links["alternate"], base)
			if ids[e.ID] || e.Updated.After(f.Updated) || e.Published.After(e.Updated) || i > 0 && e.Updated.After(f.Entries[i-1].Updated) || m[page] == nil {
				t.Errorf("%+v", e)
			}
			if e.ID != other.Items[i].GUID || e.Title != other.Items[i].Title {
				t.Errorf("the two feeds differ: %q and %q", e.Title, other.Items[i].Title)
			}
			ids[e.ID] = true
		}
	}
}

// The validator finds what is wrong with a feed.
func TestTheValidatorOfFeedsValidates(t *testing.T) {
	m, _ := made(t, nil)
	for what, x := range map[string]struct{ find, put, says string }{
		"an entry without an id":     {`(<entry>\s*<title>[^<]*</title>)\s*<id>[^<]*</id>`, "$1", "<id> is missing"},
		"a feed without a time":      {`</id>\s*<updated>[^<]*</updated>\s*<author>`, "</id><author>", "<updated> is missing"},
		"a time that is none":        {`<updated>2026`, "<updated>yesterday", "not available"},
		"nobody who wrote it":        {`(?s)<author>.*</author>`, "", "<author> is missing"},
		"two ids":                    {`(</author>)`, "$1<id>urn:x</id>", "too much"},
		"a kind of text that is not": {`<title>`, `<title type="markdown">`, "not available"},
		"an open element":            {`</summary>`, "", "not well formed"},
	} {
		broken := regexp.MustCompile(x.find).ReplaceAll(m["feed.xml"], []byte(x.put))
		if bytes.Equal(broken, m["feed.xml"]) {
			t.Errorf("%s: nothing was changed", what)
		}
		if _, problem := valid(t, broken); !strings.Contains(problem, x.says) {
			t.Errorf("%s: %q in %.300q", what, x.says, problem)
		}
	}
}
