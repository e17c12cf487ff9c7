package store

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// Several calls f for every number below n, several at once: what can be done for many
// things without a change, such as to prepare them. A panic of one is that of the caller.
func Several(n int, f func(int)) {
	var next atomic.Int64
	var wg sync.WaitGroup
	var failed atomic.Value
	for range min(n, runtime.GOMAXPROCS(0)) {
		wg.Go(func() {
			defer func() {
				if r := recover(); r != nil {
					failed.CompareAndSwap(nil, []any{r})
				}
			}()
			for i := next.Add(1) - 1; i < int64(n); i = next.Add(1) - 1 {
				f(int(i))
			}
		})
	}
	wg.Wait()
	if r, ok := failed.Load().([]any); ok {
		panic(r[0])
	}
}
