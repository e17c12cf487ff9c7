package sqlite

import (
	"context"
	"strings"
	"testing"
)

// What adding asks of the archive is answered by an index, whatever its size.
func TestVersionsAreFoundByAnIndex(t *testing.T) {
	ctx := context.Background()
	s, err := Create(ctx, t.TempDir(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	var id, parent, unused int
	var plan string
	if err := s.read.QueryRowContext(ctx, "EXPLAIN QUERY PLAN "+cardColumns+lineageSQL, "name:x").Scan(&id, &parent, &unused, &plan); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(plan, "USING INDEX documents_lineage") {
		t.Error(plan)
	}
}
