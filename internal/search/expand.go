package search

import (
	"context"
	"strings"
)

// Expand puts saved queries in the place of their names: "@mine killed>=1". A name
// that none is saved under is an error of kind fault.NotFound.
func Expand(ctx context.Context, s Searcher, text string) (string, error) {
	if !strings.Contains(text, "@") {
		return text, nil
	}
	var saved map[string]string
	words := strings.Fields(text)
	for i, w := range words {
		if !strings.HasPrefix(w, "@") {
			continue
		}
		if saved == nil {
			var err error
			if saved, err = s.SavedQueries(ctx); err != nil {
				return "", err
			}
		}
		q, ok := saved[w[1:]]
		if !ok {
			return "", NoQuery(w[1:])
		}
		if words[i] = q; len(words) > 1 {
			words[i] = "(" + q + ")"
		}
	}
	if saved == nil {
		return text, nil
	}
	return strings.Join(words, " "), nil
}
