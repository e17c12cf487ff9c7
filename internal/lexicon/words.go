package lexicon

// IsGivenName reports whether w is a common given name, in any case.
func IsGivenName(w string) bool { return inList(lists().given, w) }

// IsSurname reports whether w is a common family name, in any case.
func IsSurname(w string) bool { return inList(lists().surnames, w) }

// IsTitle reports whether w is a title or rank that stands before a person's
// name ("Dr.", "Colonel", "Sheikh"), in any case.
func IsTitle(w string) bool { return inList(lists().titles, w) }

// IsOffice reports whether w is the head of an office that a person holds
// ("minister", "spokeswoman", "chief"), in any case.
func IsOffice(w string) bool { return inList(lists().offices, w) }

// IsOrgHead reports whether w is the head of names of organisations
// ("ministry", "police", "university"), in any case.
func IsOrgHead(w string) bool { return inList(lists().orgHeads, w) }

// IsFacilityHead reports whether w is the head of names of buildings and sites
// ("embassy", "mosque", "airport"), in any case.
func IsFacilityHead(w string) bool { return inList(lists().facilityHeads, w) }

// Surnames are the common family names, folded, in order. The list is shared and must
// not be changed.
func Surnames() []string { return lists().surnames }
