package name

// Parsed is a name that is compared with many others: it is folded and taken apart
// once.
type Parsed struct {
	written string
	person  []string
	body    []string
}

// Parse takes a name apart.
func Parse(s string) Parsed {
	return Parsed{written: s, person: parts(s), body: telling(words(s))}
}

// Person is [Person] of two names.
func (p *Parsed) Person(o *Parsed) Likeness { return likePerson(p.person, o.person) }

// Body is [Body] of two names.
func (p *Parsed) Body(o *Parsed) Likeness { return likeBody(p.written, o.written, p.body, o.body) }
