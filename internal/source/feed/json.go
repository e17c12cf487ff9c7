package feed

import (
	"bytes"
	"cmp"
	"encoding/json"
	"html"
	"net/url"
	"strings"

	"dossier/internal/fault"
)

// jsonItem is an item of a JSON Feed (jsonfeed.org, 1.0 and 1.1).
type jsonItem struct {
	ID        any    `json:"id"` // a string; some write a number
	URL       string `json:"url"`
	External  string `json:"external_url"`
	Title     string `json:"title"`
	HTML      string `json:"content_html"`
	Text      string `json:"content_text"`
	Published string `json:"date_published"`
	Modified  string `json:"date_modified"`
}

// parseJSON reads a JSON Feed item by item, so that what stands behind MaxItems
// costs nothing.
func parseJSON(body []byte, home *url.URL) (*Feed, error) {
	d := json.NewDecoder(bytes.NewReader(body))
	d.UseNumber()
	f := &Feed{}
	bad := func(err error) (*Feed, error) {
		return nil, fault.New(fault.Unreadable, "the feed cannot be parsed: %v", err)
	}
	if _, err := d.Token(); err != nil {
		return bad(err)
	}
	version, listed := "", false
	for d.More() && !f.Cut {
		key, err := d.Token()
		if err != nil {
			return bad(err)
		}
		switch key {
		case "version":
			err = d.Decode(&version)
		case "title":
			err = d.Decode(&f.Title)
		case "items":
			listed = true
			err = f.items(d, home)
		default:
			var skip json.RawMessage
			err = d.Decode(&skip)
		}
		if err != nil {
			return bad(err)
		}
	}
	if !listed || version != "" && !strings.Contains(version, "jsonfeed.org/version/") {
		return nil, noFeed(nil, home)
	}
	f.Title = short(f.Title)
	return f, nil
}

// paragraphs is plain text as HTML.
func paragraphs(s string) string {
	var b strings.Builder
	for par := range strings.SplitSeq(strings.ReplaceAll(s, "\r\n", "\n"), "\n\n") {
		if par = strings.TrimSpace(par); par != "" {
			b.WriteString("<p>" + html.EscapeString(par) + "</p>\n")
		}
	}
	return b.String()
}

func (f *Feed) items(d *json.Decoder, home *url.URL) error {
	if _, err := d.Token(); err != nil {
		return err
	}
	for d.More() {
		if len(f.Items) == MaxItems {
			f.Cut = true
			return nil
		}
		var j jsonItem
		if err := d.Decode(&j); err != nil {
			return err
		}
		it := Item{Title: short(j.Title), Updated: cmp.Or(j.Modified, j.Published), Content: j.HTML}
		switch id := j.ID.(type) {
		case string:
			it.ID = id
		case json.Number:
			it.ID = id.String()
		}
		if it.Content == "" {
			it.Content = paragraphs(j.Text)
		}
		if j.URL == "" {
			j.URL = j.External
		}
		it.link(j.URL, home)
		f.add(it)
	}
	_, err := d.Token()
	return err
}
