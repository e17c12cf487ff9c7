package sqlite_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strconv"
	"testing"

	"github.com/klauspost/compress/zstd"

	"dossier/internal/match"
	"dossier/internal/store"
	"dossier/internal/store/sqlite"
	"dossier/internal/store/storetest"
)

// An archive of an earlier layout, made by the SQL of that layout, is carried over with
// the signs and links of its reports, and they can be taken from it.
func TestAnArchiveOfAnEarlierLayoutIsCarriedOver(t *testing.T) {
	for _, layout := range []int{2, 3} {
		t.Run(fmt.Sprint(layout), func(t *testing.T) { carriedOver(t, layout) })
	}
}

func carriedOver(t *testing.T, layout int) {
	dir := t.TempDir()
	path := filepath.Join(dir, "archive.db")
	old, err := os.ReadFile(fmt.Sprintf("testdata/v%d.sql", layout))
	if err != nil {
		t.Fatal(err)
	}
	exec(t, path, fmt.Sprintf("%s;PRAGMA user_version=%d;PRAGMA application_id=1685025650;PRAGMA journal_mode=WAL", old, layout))
	enc, _ := zstd.NewWriter(nil)
	rank := func(n int) int64 {
		r, _ := strconv.ParseInt(string(storetest.Entry(n).Doc.ID[:15]), 16, 64)
		return r
	}
	at := func(n int) match.Ref { return match.Ref{Document: storetest.Entry(n).Doc.ID} }
	var signs []*match.Sign
	for n := 1; n <= 3; n++ {
		signs = append(signs, &match.Sign{Ref: at(n), Country: "NO", Places: []string{"oslo"}})
		body, _ := json.Marshal(struct {
			*match.Sign
			Under []string `json:"under"`
		}{signs[n-1], []string{"oslo"}})
		exec(t, path, "INSERT INTO documents (seq, id, path, size, received, lineage, came) VALUES (?,?,'',1,'2024','','')", n, string(at(n).Document))
		if layout == 2 {
			exec(t, path, "INSERT INTO signs (document, incident, sign) VALUES (?,0,?)", n, enc.EncodeAll(body, nil))
		} else {
			exec(t, path, "INSERT INTO signs (report, sign) VALUES (?,?)", n<<16, enc.EncodeAll(body, nil))
		}
		exec(t, path, "INSERT INTO keys (key, rank, document, incident) VALUES ('oslo',?,?,0)", rank(n), n)
	}
	links := []match.Link{match.LinkOf(at(1), at(2), 3.5), match.LinkOf(at(1), at(3), 3.5), match.LinkOf(at(2), at(3), -0.25)}
	number := map[match.Ref]int{at(1): 1, at(2): 2, at(3): 3}
	for _, l := range links {
		a, b := number[l.A], number[l.B]
		for _, end := range [][2]int{{a, b}, {b, a}} {
			if layout == 2 {
				exec(t, path, "INSERT INTO links (document, incident, other, other_incident, score, a, a_incident, b, b_incident, link) VALUES (?,0,?,0,?,?,0,?,0,'{}')",
					end[0], end[1], l.Score, rank(a), rank(b))
			} else {
				exec(t, path, "INSERT INTO links (report, weight, rank, other) VALUES (?,?,?,?)", end[0]<<16, -l.Score, rank(end[1]), end[1]<<16)
			}
		}
	}
	want := map[int][]match.Link{1: {links[0], links[1]}, 2: {links[0], links[2]}, 3: {links[1], links[2]}}
	for _, l := range want {
		if l[1].Stronger(l[0]) {
			l[0], l[1] = l[1], l[0]
		}
	}

	s, err := sqlite.Open(ctx, dir, sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := s.View(ctx, func(v store.View) error {
		got, err := v.Near([]string{"oslo"}, 9, 9)
		if err != nil {
			return err
		}
		byNumber := make([]*match.Sign, 3)
		for _, g := range got {
			byNumber[number[g.Ref]-1] = g
		}
		if !reflect.DeepEqual(byNumber, signs) {
			t.Errorf("%+v", got)
		}
		for n, w := range want {
			if l, err := v.Links(at(n), 9); err != nil || !reflect.DeepEqual(l, w) {
				t.Errorf("links of %d: %+v %v, want %+v", n, l, err, w)
			}
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	if err := s.Update(ctx, func(c store.Change) error { return c.RemoveSign(at(1)) }); err != nil {
		t.Fatal(err)
	}
	if err := s.View(ctx, func(v store.View) error {
		for n, w := range map[int][]match.Link{1: nil, 2: {links[2]}, 3: {links[2]}} {
			if l, err := v.Links(at(n), 9); err != nil || len(l) != len(w) || len(w) > 0 && !reflect.DeepEqual(l, w) {
				t.Errorf("links of %d: %+v %v, want %+v", n, l, err, w)
			}
		}
		if got, err := v.Near([]string{"oslo"}, 9, 9); err != nil || len(got) != 2 {
			t.Errorf("%+v %v", got, err)
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
}
