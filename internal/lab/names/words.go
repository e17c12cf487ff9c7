package names

import (
	"bufio"
	"io"
	"slices"
)

// writeWords writes, sorted, the words written in lower case more than half as
// often as they are tagged as proper nouns.
func writeWords(w io.Writer, lower, proper map[string]int) error {
	var words []string
	for word, n := range lower {
		if 2*n > proper[word] {
			words = append(words, word)
		}
	}
	slices.Sort(words)
	out := bufio.NewWriter(w)
	for _, word := range words {
		out.WriteString(word)
		out.WriteByte('\n')
	}
	return out.Flush()
}
