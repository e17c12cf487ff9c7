package desk

import (
	"errors"
	"sync"
	"sync/atomic"
	"testing"
)

// An answer is given again until the log grows; those who ask at once wait for one;
// errors are not kept.
func TestMemo(t *testing.T) {
	var m memo[int]
	var asked atomic.Int64
	answer := func() (int, error) { return int(asked.Add(1)), nil }
	var all sync.WaitGroup
	for range 50 {
		all.Go(func() {
			if v, err := m.get(7, "q", answer); v != 1 || err != nil {
				t.Error(v, err)
			}
		})
	}
	all.Wait()
	if v, _ := m.get(8, "q", answer); v != 2 {
		t.Errorf("the log has grown, and the answer is still number %d", v)
	}
	if v, _ := m.get(7, "q", answer); v != 3 {
		t.Errorf("an answer of later, number %d, is given to somebody who is behind", v)
	}
	if v, _ := m.get(8, "q", answer); v != 2 {
		t.Errorf("somebody who is behind has pushed an answer out: number %d", v)
	}
	fails := errors.New("no")
	if _, err := m.get(8, "bad", func() (int, error) { return 0, fails }); err != fails {
		t.Error(err)
	}
	if v, err := m.get(8, "bad", answer); v != 4 || err != nil {
		t.Error("an error is kept", v, err)
	}
	for i := range 3 * memoSize {
		if _, err := m.get(8, string(rune('a'+i)), answer); err != nil || len(m.of) > memoSize {
			t.Fatal(err, len(m.of))
		}
	}
}
