package coref

// pronoun is what kind of pronoun a word is.
type pronoun uint8

const (
	noPronoun pronoun = iota
	first             // I
	firstPlural
	second
	he
	she
	it
	they
	that     // this, that, these, those standing alone
	relative // who, which
	vague    // someone, nobody, everything; one, all, some, others standing alone
	pronouns // their number
)

// number and gender are sets: what a mention can be.
const (
	singular = 1 << iota
	plural
)

const (
	male = 1 << iota
	female
	neuter
)

// form tells a pronoun: its kind, its number and gender, whether it is
// possessive or reflexive.
type form struct {
	kind                  pronoun
	number, gender        uint8
	possessive, reflexive bool
}

// pronounForm is the pronoun that the word in lower case is.
func pronounForm(w string) form {
	switch w {
	case "i", "me":
		return form{first, singular, male | female, false, false}
	case "my", "mine":
		return form{first, singular, male | female, true, false}
	case "myself":
		return form{first, singular, male | female, false, true}
	case "we", "us", "'s", "’s":
		return form{firstPlural, plural, male | female, false, false}
	case "our", "ours":
		return form{firstPlural, plural, male | female, true, false}
	case "ourselves":
		return form{firstPlural, plural, male | female, false, true}
	case "you", "ya", "y'all":
		return form{second, singular | plural, male | female, false, false}
	case "your", "yours":
		return form{second, singular | plural, male | female, true, false}
	case "yourself":
		return form{second, singular, male | female, false, true}
	case "yourselves":
		return form{second, plural, male | female, false, true}
	}
	return thirdPerson(w)
}

func thirdPerson(w string) form {
	switch w {
	case "he", "him":
		return form{he, singular, male, false, false}
	case "his":
		return form{he, singular, male, true, false}
	case "himself":
		return form{he, singular, male, false, true}
	case "she":
		return form{she, singular, female, false, false}
	case "her", "hers":
		return form{she, singular, female, true, false}
	case "herself":
		return form{she, singular, female, false, true}
	case "it":
		return form{it, singular, neuter, false, false}
	case "its":
		return form{it, singular, neuter, true, false}
	case "itself":
		return form{it, singular, neuter, false, true}
	case "they", "them", "'em":
		return form{they, singular | plural, male | female | neuter, false, false}
	case "their", "theirs":
		return form{they, singular | plural, male | female | neuter, true, false}
	case "themselves":
		return form{they, plural, male | female | neuter, false, true}
	case "themself":
		return form{they, singular, male | female, false, true}
	}
	return otherPronoun(w)
}

func otherPronoun(w string) form {
	switch w {
	case "this", "that":
		return form{that, singular, neuter, false, false}
	case "these", "those":
		return form{that, plural, male | female | neuter, false, false}
	case "who", "which", "whom", "whose", "what", "whatever", "whoever", "where", "when", "why", "how":
		return form{relative, singular | plural, male | female | neuter, false, false}
	case "one", "some", "all", "both", "each", "many", "several", "few", "most", "none", "any", "other", "others",
		"another", "either", "neither", "such", "much", "more", "someone", "somebody", "anyone", "anybody", "everyone",
		"everybody", "nobody", "something", "anything", "everything", "nothing", "oneself":
		return form{vague, singular | plural, male | female | neuter, false, false}
	}
	return form{}
}
