package ner

// LabelKinds are the kinds of name the tagger tells apart: persons,
// organisations and groups, places of every sort, nationalities, and other
// things with a name (events, works, products), which are no names to the
// stage but are told apart from them best when learned beside them.
var LabelKinds = [...]string{"PER", "ORG", "LOC", "NORP", "MISC"}

// The labels of the tagger: 0 for none, and for each kind four that tell whether
// a token is a name's first of several, an inner one, its last, or its only one.
const (
	labelFirst = iota
	labelInner
	labelLast
	labelOnly
	labelPlaces
)

// LabelCount is the number of labels.
const LabelCount = 1 + labelPlaces*len(LabelKinds)

// kindOfLabel is the index into LabelKinds of the kind of label l, which is not
// 0, and its place in the name.
func kindOfLabel(l uint8) (kind int, place uint8) {
	return int(l-1) / labelPlaces, (l - 1) % labelPlaces
}

// LabelOf is the label of token k of a name of kind that covers tokens
// [first, last).
func LabelOf(kind string, k, first, last int) uint8 {
	for i, n := range LabelKinds {
		if n != kind {
			continue
		}
		place := labelInner
		switch {
		case last == first+1:
			place = labelOnly
		case k == first:
			place = labelFirst
		case k == last-1:
			place = labelLast
		}
		return uint8(1 + labelPlaces*i + place)
	}
	return 0
}

// KindMask is the labels of a kind as bits.
func KindMask(kind string) uint64 {
	return 0b1111 << (LabelOf(kind, 0, 0, 2))
}

// Follows reports whether label b may come after a; a is -1 at the start of a
// sentence, b is -1 at its end.
func Follows(a, b int) bool {
	open := -1 // the kind of the name that a leaves unfinished
	if a > 0 {
		if k, p := kindOfLabel(uint8(a)); p == labelFirst || p == labelInner {
			open = k
		}
	}
	if b <= 0 {
		return open < 0
	}
	k, p := kindOfLabel(uint8(b))
	if p == labelFirst || p == labelOnly {
		return open < 0
	}
	return open == k
}

// Spans tells the names that labels make up, tokens [i, j).
func Spans(labels []uint8, yield func(i, j int, kind string)) {
	for i := 0; i < len(labels); {
		if labels[i] == 0 {
			i++
			continue
		}
		kind, place := kindOfLabel(labels[i])
		j := i + 1
		for place == labelFirst && j < len(labels) {
			j++
			if labels[j-1] == 0 {
				break
			}
			if _, p := kindOfLabel(labels[j-1]); p != labelInner {
				break
			}
		}
		yield(i, j, LabelKinds[kind])
		i = j
	}
}
