package sqlite

import (
	"encoding/binary"
	"encoding/json"
	"fmt"

	"dossier/internal/match"
)

// signed is a sign as it is written down: with the keys it lies under, so that it can
// be taken from under them, and the hashes of its words as bytes, which are read six
// times as fast as numbers.
type signed struct {
	*match.Sign
	Hashes []byte   `json:"hashes,omitempty"`
	Under  []string `json:"under"`
}

// written writes a sign down.
func written(g *match.Sign, keys []string) ([]byte, error) {
	plain := *g
	plain.Words = nil
	s := signed{Sign: &plain, Under: keys}
	for _, w := range g.Words {
		s.Hashes = binary.LittleEndian.AppendUint32(s.Hashes, w)
	}
	return json.Marshal(s)
}

// unwritten reads a sign, and the keys it lies under; those are nil where an earlier
// program wrote it.
func unwritten(b []byte) (*match.Sign, []string, error) {
	s := signed{Sign: &match.Sign{}}
	if err := json.Unmarshal(b, &s); err != nil {
		return nil, nil, err
	}
	if len(s.Hashes)%4 != 0 {
		return nil, nil, fmt.Errorf("%d bytes are no hashes", len(s.Hashes))
	}
	for i := 0; i < len(s.Hashes); i += 4 {
		s.Words = append(s.Words, binary.LittleEndian.Uint32(s.Hashes[i:]))
	}
	return s.Sign, s.Under, nil
}
