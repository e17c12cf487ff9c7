package archive

import (
	"context"
	"strings"
	"unicode"

	"dossier/internal/claim"
	"dossier/internal/doc"
	"dossier/internal/fault"
	"dossier/internal/store"
	"dossier/internal/text"
)

// Fate says where words of one version of a document stand in another.
type Fate string

// The fates.
const (
	Intact Fate = "intact" // where they stood
	Moved  Fate = "moved"  // elsewhere, among the same words
	Lost   Fate = "lost"   // nowhere
)

// windows are how many words on either side must be the same for words to be taken
// for the same; the more the surer.
var windows = [...]int{8, 4, 2}

// enough is how many words are told from others without those around them.
const enough = 4

// locate finds words of one version in another.
func locate(was *text.Text, sp text.Span, now *text.Text) (Fate, text.Span) {
	a, b := was.String(), now.String()
	at := func(start int) (Fate, text.Span) {
		out := text.Span{Start: start, End: start + sp.Len()}
		if out == sp {
			return Intact, out
		}
		return Moved, out
	}
	find := func(before, after int) int {
		from, to := back(a, sp.Start, before), ahead(a, sp.End, after)
		i := nearest(b, a[from:to], from)
		if i < 0 {
			return -1
		}
		return i + sp.Start - from
	}
	for _, n := range windows {
		if i := find(n, n); i >= 0 {
			return at(i)
		}
	}
	for _, side := range [][2]int{{enough, 0}, {0, enough}} {
		if i := find(side[0], side[1]); i >= 0 {
			return at(i)
		}
	}
	if words := a[sp.Start:sp.End]; len(strings.Fields(words)) >= enough {
		if i := nearest(b, words, sp.Start); i >= 0 {
			return at(i)
		}
	}
	return Lost, text.Span{}
}

// nearest is the place of words in s that is nearest to where they stood, -1 when
// they do not stand there.
func nearest(s, words string, was int) int {
	if words == "" {
		return -1
	}
	best := -1
	for from := 0; from <= len(s); {
		i := strings.Index(s[from:], words)
		if i < 0 {
			break
		}
		i += from
		if whole(s, i, i+len(words)) && (best < 0 || distance(i, was) < distance(best, was)) {
			best = i
		}
		if i > was {
			break // later ones are further away
		}
		from = i + 1
	}
	return best
}

func distance(a, b int) int { return max(a-b, b-a) }

// whole reports whether a range of s begins and ends between words.
func whole(s string, from, to int) bool {
	return !(from > 0 && letter(s[from-1]) && letter(s[from])) && !(to < len(s) && to > 0 && letter(s[to-1]) && letter(s[to]))
}

func letter(b byte) bool {
	return b >= '0' && b <= '9' || b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= 0x80
}

// back is the place n words before at, or the beginning.
func back(s string, at, n int) int {
	in := false
	for i := at; i > 0 && n > 0; i-- {
		space := unicode.IsSpace(rune(s[i-1]))
		if space && in {
			if n--; n == 0 {
				return i
			}
		}
		in = !space
	}
	if n == 0 {
		return at
	}
	return 0
}

// ahead is the place n words behind at, or the end.
func ahead(s string, at, n int) int {
	in := false
	for i := at; i < len(s) && n > 0; i++ {
		space := unicode.IsSpace(rune(s[i]))
		if space && in {
			if n--; n == 0 {
				return i
			}
		}
		in = !space
	}
	if n == 0 {
		return at
	}
	return len(s)
}

// newer gives the text of the newest version of each document of a list that has
// a newer one; entry reads a document, until bounds when it came ("": no bound).
func newer(v store.View, ids []doc.ID, entry func(doc.ID) (store.Entry, error), until string) (map[doc.ID]*text.Text, error) {
	out := map[doc.ID]*text.Text{}
	for _, id := range ids {
		c, err := v.Card(id)
		if err != nil {
			return nil, err
		}
		list, err := v.Lineage(c.Lineage)
		if err != nil {
			return nil, err
		}
		for i := len(list) - 1; i >= 0 && list[i].Seq > c.Seq; i-- {
			if until != "" && list[i].Received > until {
				continue
			}
			e, err := entry(list[i].ID)
			if unread(err) {
				continue
			}
			if err != nil {
				return nil, err
			}
			out[id] = e.Doc.Text
			break
		}
	}
	return out, nil
}

// lost tells whether words are gone from the newest version of their document.
func lost(texts map[doc.ID]*text.Text, old func(doc.ID) *text.Text) func(doc.Citation) bool {
	if len(texts) == 0 {
		return nil
	}
	return func(c doc.Citation) bool {
		now := texts[c.Document]
		if now == nil {
			return false
		}
		place, _ := locate(old(c.Document), c.Span, now)
		return place == Lost
	}
}

// Cited is words of one version that a claim stands on, and where they are in the
// newest.
type Cited struct {
	Claim claim.Claim
	Words string
	Span  text.Span // where they stand, in bytes of the version's text
	Fate  Fate
	Start int // code point in the newest version, of words that are there
}

// Version is one version of a document, held against the newest.
type Version struct {
	Card      store.Card
	Published string
	Title     string
	Unread    bool // it could not be read
	Newest    bool
	Cited     []Cited // none for the newest
}

// Versions lists the versions of a document, oldest first, and what became of the
// words that claims stand on. Words are never moved silently: the claims of a version
// keep citing that version.
func (a *Archive) Versions(ctx context.Context, id string) (out []Version, err error) {
	err = a.Store.View(ctx, func(v store.View) error {
		c, err := Document(v, id)
		if err != nil {
			return err
		}
		list := []store.Card{c}
		if c.Lineage != "" {
			if list, err = v.Lineage(c.Lineage); err != nil {
				return err
			}
		}
		out, err = versions(v, list)
		return err
	})
	return out, err
}

func versions(v store.View, list []store.Card) ([]Version, error) {
	out := make([]Version, len(list))
	var newest *doc.Document
	for i := len(list) - 1; i >= 0; i-- {
		out[i].Card = list[i]
		e, err := v.Entry(list[i].ID, "")
		if fault.Of(err) == fault.NotFound {
			out[i].Unread = true
			continue
		}
		if err != nil {
			return nil, err
		}
		out[i].Published, out[i].Title = e.Doc.Published, e.Doc.Title
		if newest == nil {
			newest, out[i].Newest = e.Doc, true
			continue
		}
		out[i].Cited = cited(e, newest.Text)
	}
	return out, nil
}

func cited(e store.Entry, now *text.Text) []Cited {
	var out []Cited
	for _, c := range e.Set.Claims {
		for _, ct := range c.Citations {
			x := Cited{Claim: c, Words: e.Doc.Text.Slice(ct.Span), Span: ct.Span}
			var sp text.Span
			if x.Fate, sp = locate(e.Doc.Text, ct.Span, now); x.Fate != Lost {
				x.Start = now.Rune(sp.Start)
			}
			out = append(out, x)
		}
	}
	return out
}
