package roles

import (
	"strings"
	"testing"

	"dossier/internal/nlp"
)

// TestClassesAreApart shows that no verb is settled as two classes, which would
// make the model differ from one training to the next.
func TestClassesAreApart(t *testing.T) {
	for name, lists := range map[string]map[nlp.Class]string{"settled": settled, "framesOfClass": framesOfClass, "added": added} {
		of := map[string]nlp.Class{}
		for c, list := range lists {
			for _, w := range strings.Fields(list) {
				if other, ok := of[w]; ok && other != c {
					t.Errorf("%s: %s is of %v and of %v", name, w, other, c)
				}
				of[w] = c
			}
		}
	}
}
