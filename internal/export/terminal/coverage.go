package terminal

import (
	"fmt"

	"dossier/schema"
)

// coverage prints how much of each document gave something, and the sentences
// that gave nothing, under their headings.
func (p *page) coverage(docs []schema.Document) {
	opened := false
	for _, d := range docs {
		if d.Coverage == nil {
			continue
		}
		if !opened {
			p.section("Coverage", section)
			opened = true
		}
		p.covered(d)
	}
}

func (p *page) covered(d schema.Document) {
	c := d.Coverage
	title := clean(d.Title)
	if title == "" {
		title = clean(d.Path)
	}
	if p.ref != nil {
		title = p.mark(d.ID) + " " + title
	}
	p.line(2, 4, span{title, bold})
	p.line(4, 6, span{fmt.Sprintf("%d of %d sentences used (%s), %s of the words", c.Covered, c.Sentences,
		share(c.Covered, c.Sentences), share(c.WordsCovered, c.Words)), plain})
	if len(c.Uncovered) == 0 {
		return
	}
	p.line(4, 6, span{"nothing from:", dim})
	under := ""
	for _, g := range c.Uncovered {
		if g.Section != under {
			under = g.Section
			p.line(4, 6, span{clean(under), bold})
		}
		spans := []span{{"· ", dim}}
		if p.cites {
			spans = append(spans, span{fmt.Sprintf("%d–%d ", g.Start, g.End), dim})
		}
		p.line(6, 8, append(spans, span{clean(g.Quote), plain})...)
	}
}

// share is n of all in whole percent. Only all of it is 100 %, only none of it is
// 0 %.
func share(n, all int) string {
	if all == 0 {
		return "0 %"
	}
	percent := (200*n + all) / (2 * all)
	if n < all {
		percent = min(percent, 99)
	}
	if n > 0 {
		percent = max(percent, 1)
	}
	return fmt.Sprintf("%d %%", percent)
}
