package view

import (
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"

	"dossier/internal/wording"
)

// Plain is a text of a document on one line: white space becomes single blanks,
// control characters blanks, and marks without a shape (those that turn the
// direction of writing among them) are dropped. The two joiners stay: some
// scripts need them.
func Plain(s string) string {
	var b strings.Builder
	blank := true
	for _, r := range s {
		switch {
		case unicode.IsSpace(r) || unicode.IsControl(r):
			if !blank {
				b.WriteByte(' ')
			}
			blank = true
			continue
		case r == '\u200c' || r == '\u200d':
		case shapeless(r):
			continue
		}
		blank = false
		b.WriteRune(r)
	}
	return strings.TrimRight(b.String(), " ")
}

// shapeless reports whether r has no shape of its own, is private, or no character.
func shapeless(r rune) bool {
	return unicode.In(r, unicode.Cf, unicode.Co, unicode.Cs) || r == utf8.RuneError || r&0xfffe == 0xfffe || r >= 0xfdd0 && r <= 0xfdef
}

// Code is a code as words: "vehicle_ramming" is "vehicle ramming".
func Code(s string) string { return wording.Code(Plain(s)) }

// Capital is s with its first letter in upper case.
func Capital(s string) string { return wording.Capital(s) }

// Link is an address that is safe to be followed: http or https, absolute, with
// nothing in it that is not of an address; "" for any other.
func Link(s string) string {
	u, err := url.Parse(strings.TrimSpace(s))
	if err != nil || u.Host == "" || u.User != nil || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	out := u.String()
	for _, r := range out {
		if r <= ' ' || r > '~' || strings.ContainsRune("\"'<>\\^`{|}[]", r) {
			return ""
		}
	}
	return out
}

// Slug is s as part of an identifier: letters, digits and dashes.
func Slug(s string) string {
	return strings.Trim(strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9', r == '-':
			return r
		case r >= 'A' && r <= 'Z':
			return r + 'a' - 'A'
		}
		return '-'
	}, s), "-")
}

// Short is the beginning of s, cut between words where it has more than n code
// points.
func Short(s string, n int) string {
	rs := []rune(s)
	if len(rs) <= n {
		return s
	}
	cut := string(rs[:n-1])
	if i := strings.LastIndexByte(cut, ' '); i > 0 {
		cut = cut[:i]
	}
	return cut + "…"
}
