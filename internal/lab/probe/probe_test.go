package probe

import (
	"strings"
	"testing"
)

func TestProbe(t *testing.T) {
	var train []Tagged
	towns := strings.Fields("Arvane Belloc Dunmore Elvas Farnham Girvan Hexby Ivry Jarrow Kelso Lorne Moffat Narvik Oban")
	for i, animal := range strings.Fields("dog cat goat heron otter badger mole finch trout adder hare lynx stoat wren") {
		train = append(train,
			Tagged{[]string{"they", "saw", animal, "today"}, []string{"O", "O", "O", "O"}},
			Tagged{[]string{"they", "saw", towns[i], "today"}, []string{"O", "O", "LOC", "O"}})
	}
	dev := []Tagged{{[]string{"they", "saw", "Corwen", "today"}, []string{"O", "O", "LOC", "O"}}}
	p := Train(train, 0, nil, 20)
	if r := p.Measure(dev, nil); r != (Result{All: 4, Right: 4, Unseen: 1, UnseenRight: 1, Want: 1, Found: 1, Hit: 1}) {
		t.Errorf("by shape: %+v", r)
	}
	// Without its capital the word is not known for a name, unless what is looked
	// at tells.
	small := func([]string) []string { return []string{"they", "saw", "corwen", "today"} }
	if r := p.Measure(dev, small); r.Hit != 0 {
		t.Errorf("in small letters: %+v", r)
	}
	names := map[string]bool{"corwen": true}
	for _, n := range towns {
		names[n] = true
	}
	p = Train(train, 1, func(x []float32, forms []string, i int) {
		if names[forms[i]] {
			x[0] = 5
		}
	}, 20)
	if r := p.Measure(dev, small); r.Hit != 1 {
		t.Errorf("with a list to look at: %+v", r)
	}
}
