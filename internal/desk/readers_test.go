package desk_test

import (
	"sync"
	"testing"
)

// Many read the same pages at once: what is kept for them is shared and not changed.
func TestManyReaders(t *testing.T) {
	h := newDesk(t, "seven men")
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for _, path := range []string{"/", "/incidents/r1", "/api/incidents/r1", "/incidents/r1/documents/d1", "/review", "/accuracy", "/incidents/r1?as-of=2023-01-28", "/?role=all"} {
				if w := ask(h, "GET", path, ""); w.Code != 200 {
					t.Errorf("%s: status %d", path, w.Code)
				}
			}
		})
	}
	all.Wait()
}
