package lexicon

import (
	"strings"
	"testing"
)

func TestWhoAndWhat(t *testing.T) {
	tests := []struct {
		name string
		is   func(string) bool
		yes  string
		no   string
	}{
		{"somebody", IsPerson, "man driver medic cleaner agent neighbour clerk sexton hawker porter corporal waitress toddler herder bomber inmate guide", "car mill target market leopard crowd plan bomb station"},
		{"people", IsPeople, "man crowd queue family patrol congregation people", "car house market plan"},
		{"of the family", IsRelative, "son mother niece partner", "guard house"},
		{"an animal", IsAnimal, "leopard shark dog cow wolf goat", "man woman male baby crowd rifle body"},
		{"what is thought or said", IsThought, "plan decision law policy proposal idea", "man church market car patrol station embassy"},
	}
	for _, tt := range tests {
		for _, w := range strings.Fields(tt.yes) {
			if !tt.is(w) {
				t.Errorf("%q is not %s", w, tt.name)
			}
		}
		for _, w := range strings.Fields(tt.no) {
			if tt.is(w) {
				t.Errorf("%q is %s", w, tt.name)
			}
		}
	}
}
