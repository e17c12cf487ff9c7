package trait

import "dossier/internal/nlp"

// sexOf is the sex that a word for a person says, "" for none.
func sexOf(w string) string {
	switch w {
	case "man", "male", "boy", "gentleman", "father", "son", "brother", "husband", "grandfather", "grandson", "uncle", "nephew", "boyfriend",
		"he", "him", "his", "himself", "gunman", "policeman", "fireman", "businessman", "salesman", "waiter", "actor", "king", "widower", "stepfather", "stepson",
		"groom", "monk", "nobleman", "serviceman", "fisherman", "mr", "mr.":
		return "male"
	case "woman", "female", "girl", "lady", "mother", "daughter", "sister", "wife", "grandmother", "granddaughter", "aunt", "niece", "girlfriend",
		"she", "her", "herself", "policewoman", "businesswoman", "waitress", "actress", "queen", "widow", "stepmother", "stepdaughter", "bride", "nun",
		"servicewoman", "mrs", "mrs.", "ms", "ms.", "schoolgirl":
		return "female"
	case "schoolboy":
		return "male"
	}
	return ""
}

// ethnic is the ethnic group that word i names of a person, in lower case, and
// how many words name it. The words are those by which the censuses and police
// descriptions of English-speaking countries sort people; a word that is a colour
// too counts only before or as a word for a person.
func (r *reader) ethnic(i int) (string, int) {
	w := r.in.Tokens[r.in.Words[i].Token].Lower
	switch w {
	case "latino", "latina", "hispanic", "caucasian", "african-american", "asian-american", "mexican-american", "latinx", "arab-american", "biracial", "aboriginal":
		return w, 1
	case "asian", "arab", "roma", "gypsy", "kurdish":
		if r.describes(i) {
			return w, 1
		}
	case "black", "white":
		if r.describes(i) && r.peopleNear(i) {
			return w, 1
		}
	}
	if n := r.compound(i, "african", "american"); n > 0 {
		return "african-american", n
	}
	if n := r.compound(i, "native", "american"); n > 0 {
		return "native american", n
	}
	return "", 0
}

// compound is the number of words that "first second" or "first-second" takes at
// word i, 0 when it does not stand there.
func (r *reader) compound(i int, first, second string) int {
	if r.lower(i) != first {
		return 0
	}
	k := i + 1
	if r.lower(k) == "-" {
		k++
	}
	if r.lower(k) != second {
		return 0
	}
	return k + 1 - i
}

func (r *reader) lower(i int) string {
	if i < 0 || i >= len(r.in.Words) {
		return ""
	}
	w := r.in.WordText(i)
	b := []byte(w)
	for k, c := range b {
		if 'A' <= c && c <= 'Z' {
			b[k] = c + 'a' - 'A'
		}
	}
	return string(b)
}

// describes reports whether word i stands before its noun or is said of
// somebody.
func (r *reader) describes(i int) bool {
	switch r.in.Words[i].Rel {
	case nlp.Amod, nlp.Compound, nlp.Nmod, nlp.Appos, nlp.Conj, nlp.Root, nlp.AclRelcl:
		return true
	}
	return false
}

// peopleNear reports whether word i, a colour, is told of a person: its noun is a
// word for one or the head of one, or it stands as a person's predicate.
func (r *reader) peopleNear(i int) bool {
	w := &r.in.Words[i]
	if s := r.subject(i); s >= 0 {
		return r.of[s] != ""
	}
	h := w.Head
	if h < 0 {
		return false
	}
	switch r.in.Words[h].Lemma {
	case "man", "woman", "male", "female", "boy", "girl", "teen", "teenager", "youth", "person", "people", "adult", "suspect", "victim", "gunman", "shooter", "motorist", "driver", "student", "officer", "juvenile":
		return true
	}
	return false
}
