package main

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"fmt"
	"net/url"
	"os"
	"strings"

	"dossier/internal/archive"
	"dossier/internal/desk"
	"dossier/internal/doc"
	"dossier/internal/export/redact"
	"dossier/internal/fault"
	"dossier/internal/ledger"
	"dossier/internal/publish"
	"dossier/internal/publish/folder"
	"dossier/internal/publish/site"
	"dossier/internal/query"
	"dossier/internal/rule"
	"dossier/internal/store"
	"dossier/schema"
)

// PublishCmd is "dossier publish".
type PublishCmd struct {
	Dir       string   `arg:"" name:"folder" help:"The folder of the site: a new one, an empty one, or one that was published to before."`
	Query     []string `arg:"" optional:"" name:"query" help:"Only the records that a query finds; @NAME is a saved one."`
	Title     string   `placeholder:"TEXT" default:"Incidents" help:"What the collection is called."`
	About     string   `placeholder:"TEXT" help:"What the collection is, in a sentence or two."`
	Publisher string   `placeholder:"NAME" help:"Who publishes it."`
	Licence   string   `placeholder:"TEXT" help:"The terms it is published under, or their address."`
	BaseURL   string   `name:"base-url" placeholder:"URL" help:"Where the site will lie; needed for the map of the site for search engines and for whole addresses in feeds."`
	Redact    []string `placeholder:"WHAT" help:"Withhold victims (their names and those of minors), people (all names), spans (the documents' words), or the names in a file, one a line; several with commas."`
	Rule      string   `enum:",ours,gtd,acled,ucdp,ucdp-low,ucdp-high" default:"" placeholder:"RULE" help:"Whose rule picks the figure that is shown: ours (if not given), gtd, acled, ucdp, ucdp-low or ucdp-high."`
	Main      bool     `help:"Leave out incidents that are only told as background."`
	Reviewed  bool     `help:"Only records that a person has looked at."`
	Texts     bool     `help:"Publish the documents' whole texts, which may be others' copyright; otherwise only short quotations."`
	Decisions bool     `help:"Publish what people decided with their names and reasons."`
	NoIndex   bool     `name:"no-index" help:"Ask search engines to stay away."`
	Actor     `embed:""`
	Place     `embed:""`
}

// Run publishes records as a site, and notes it in the log.
func (c *PublishCmd) Run(app *App) error {
	a, err := c.open(app, c.Actor.name(), false)
	if err != nil {
		return err
	}
	defer a.Store.Close()
	o, err := c.options()
	if err != nil {
		return err
	}
	if o.Query != "" {
		if o.Records, err = found(app, a, o.Query); err != nil {
			return err
		}
	}
	to, err := folder.Open(c.Dir)
	if err != nil {
		return err
	}
	defer to.Close()
	line := app.progress()
	o.Step = func(done, all int) { line.step(fmt.Sprintf("%d of %d", done, all)) }
	res, err := publishTo(app, a, to, o)
	line.done()
	if err != nil {
		return err
	}
	c.tell(app, res)
	return nil
}

// options are what is published, as far as the command line says it.
func (c *PublishCmd) options() (publish.Options, error) {
	o := publish.Options{
		Title: c.Title, About: c.About, By: c.Publisher, Licence: c.Licence, Query: strings.TrimSpace(strings.Join(c.Query, " ")), Program: "dossier " + version(),
		Main: c.Main, Reviewed: c.Reviewed, Texts: c.Texts, Decisions: c.Decisions, NoIndex: c.NoIndex,
	}
	var err error
	if o.Rule, err = rule.Named(cmp.Or(c.Rule, "ours")); err != nil {
		return o, usageError(err.Error())
	}
	if o.BaseURL, err = baseURL(c.BaseURL); err != nil {
		return o, err
	}
	o.Redact, o.Names, err = withheld(c.Redact)
	return o, err
}

// baseURL is an address with a slash at its end.
func baseURL(s string) (string, error) {
	if s == "" {
		return "", nil
	}
	u, err := url.Parse(s)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" || u.RawQuery != "" || u.Fragment != "" || u.User != nil {
		return "", usageError(fmt.Sprintf("--base-url %s: not an address such as https://example.org/incidents/", s))
	}
	return strings.TrimSuffix(u.String(), "/") + "/", nil
}

// withheld reads what is to be withheld: kinds of things, and files of names.
func withheld(list []string) (what []redact.What, names []string, err error) {
	for _, s := range list {
		kinds, err := redact.Parse(s)
		if err == nil {
			what = append(what, kinds...)
			continue
		}
		more, e := namesIn(s)
		if e != nil {
			return nil, nil, usageError(err.Error() + ", or a file of names")
		}
		names = append(names, more...)
	}
	return what, names, nil
}

// namesIn are the lines of a file.
func namesIn(path string) ([]string, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var out []string
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		if s := strings.TrimSpace(strings.TrimPrefix(lines.Text(), "\ufeff")); s != "" && !strings.HasPrefix(s, "#") {
			out = append(out, s)
		}
	}
	return out, fault.Wrap("read "+path, lines.Err())
}

// publishTo makes a site of an archive as it stands at one moment, and notes it in
// the log. Without a query all records are meant.
func publishTo(app *App, a *archive.Archive, to publish.Sink, o publish.Options) (publish.Result, error) {
	var res publish.Result
	err := a.Store.View(app.Context, func(v store.View) error {
		ids, former, err := recordIDs(v)
		if err != nil {
			return err
		}
		if o.Query == "" {
			o.Records = ids
		}
		o.Former = former
		if o.Ledger, err = lastChange(v); err != nil {
			return err
		}
		res, err = publish.Make(app.Context, shelf{v}, to, o)
		return err
	})
	if err != nil {
		return res, err
	}
	subject := fmt.Sprintf("site %q: %d records", o.Title, res.Records)
	if res.Withheld != "" {
		subject += ". " + res.Withheld
	}
	return res, a.LogHash(app.Context, ledger.Published, subject, res.Hash)
}

// recordIDs are the ids of all records, and those they had before with those they have.
func recordIDs(v store.View) (ids []string, former map[string]string, err error) {
	former = map[string]string{}
	err = v.Founders(func(f store.Founder) error {
		key, err := v.RecordOf(f.Ref)
		if err != nil || key == 0 {
			return err
		}
		if key == f.Key {
			ids = append(ids, f.ID)
			return nil
		}
		now, err := v.FounderOf(key)
		former[f.ID] = now.ID
		return err
	})
	return ids, former, err
}

// lastChange is the last entry of the log that changed what the archive holds:
// what was given away since changes nothing of what is published.
func lastChange(v store.View) (site.Ledger, error) {
	var last ledger.Entry
	if err := v.Log(func(e ledger.Entry) error {
		if !e.Act.Gives() {
			last = e
		}
		return nil
	}); err != nil {
		return site.Ledger{}, err
	}
	first, err := v.First()
	return site.Ledger{Archive: first.Hash, Seq: last.Seq, Hash: last.Hash, At: last.At}, err
}

// shelf is an archive at one moment, as a site is made from it.
type shelf struct{ v store.View }

// Record implements publish.Source.
func (s shelf) Record(id string) (schema.Output, error) {
	key, err := archive.Find(s.v, id)
	if err != nil {
		return schema.Output{}, err
	}
	return archive.Output(s.v, []int64{key}, false)
}

// Document implements publish.Source.
func (s shelf) Document(sha string) (*doc.Document, error) {
	e, err := s.v.Entry(doc.ID(sha), "")
	return e.Doc, err
}

// siteFormat is a site as the desk gives it away.
var siteFormat = desk.Offer{Name: "site", Title: "a static site to unpack on any web server or a USB stick (ZIP)"}

// maxSite is the most records that the desk makes a site of at once: it holds the
// whole file.
const maxSite = 2_000

// site is a site of what a query finds, in one file.
func (b *book) site(ctx context.Context, q query.Query) (desk.Download, error) {
	app := &App{Context: ctx, Now: b.a.Now}
	o := publish.Options{Title: "Incidents", Query: q.String(), Program: "dossier " + version(), Rule: rule.All()[0]}
	var err error
	if o.Query != "" {
		o.Records, err = found(app, b.a, o.Query)
	}
	n := len(o.Records)
	if o.Query == "" && err == nil {
		n, err = b.a.Count(ctx)
	}
	if err != nil {
		return desk.Download{}, err
	}
	if n > maxSite {
		return desk.Download{}, fault.New(fault.TooLarge, "%d records are more than the desk makes a site of at once (%d): narrow the query, or use dossier publish", n, maxSite)
	}
	var body bytes.Buffer
	res, err := publishTo(app, b.a, folder.NewZip(&body), o)
	return desk.Download{Name: "dossier-" + b.a.Now().UTC().Format("20060102") + "-site.zip", Media: "application/zip", Body: body.Bytes(), Records: res.Records, Omits: leftOut}, err
}

// leftOut is what a site has not unless it is asked for.
var leftOut = []string{"the documents' whole texts; of each only a small part is quoted", "who decided, and why"}

// tell says what was published, and what was not.
func (c *PublishCmd) tell(app *App, res publish.Result) {
	fmt.Fprintf(app.Stdout, "%s: %d records of %d reports; %d files written, %d as they were, %d removed; manifest %s\n", c.Dir, res.Records, res.Reports, res.Written, res.Same, res.Removed, res.Hash)
	say := func(format string, args ...any) { fmt.Fprintf(app.Stderr, "dossier: "+format+"\n", args...) }
	say("%s", res.Rule)
	if res.Withheld != "" {
		say("%s", res.Withheld)
	}
	if res.Unreviewed > 0 {
		say("left out: %d records that no person has looked at", res.Unreviewed)
	}
	if !c.Texts {
		say("left out: %s", leftOut[0])
	}
	if !c.Decisions {
		say("left out: %s", leftOut[1])
	}
	if c.BaseURL == "" {
		say("left out: the map of the site for search engines, which needs --base-url")
	}
	for _, f := range res.Kept {
		say("%s is no longer part of the site, and was left since somebody has changed it", f)
	}
	for _, f := range res.Restored {
		say("%s had been changed, and is as it should be again", f)
	}
}

// Help says what is made.
func (PublishCmd) Help() string {
	return `Writes records as a static site: pages, map, timeline, search, data and feeds, which work from any web server, from any path on it, and from a folder such as that on a USB stick. Nothing is asked of the network, and everything can be read with scripts off.

The same archive and options give the same bytes. Published again, only what changed is written, and pages of records that are no longer published are removed; a folder with anything else in it is refused. A run that was broken off is simply run again. The log of the archive gets the number of records and the SHA-256 of the manifest, which lists every file.

What is withheld is withheld everywhere, in file names and in the index of the search too. docs/publish.md says what is published and what is not.

Examples:

  dossier publish --archive cases site
  dossier publish --archive cases site 'country:IR since:2020' --title "Attacks in Iran" --base-url https://example.org/iran/
  dossier publish --archive cases site --reviewed --redact victims,names.txt`
}
