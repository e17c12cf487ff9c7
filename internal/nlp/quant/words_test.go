package quant

import "testing"

// The table must tell a word from every other by one look: no name of money has
// two codes, and no word is longer than the look allows for.
func TestTables(t *testing.T) {
	for w := range words {
		if len(w) > longestWord {
			t.Errorf("%q is longer than %d letters", w, longestWord)
		}
		if !begins(w) && words[w].class != article && words[w].class != and && !words[w].starts {
			t.Errorf("no number begins with %q", w)
		}
	}
	seen := map[string]string{}
	for _, names := range []map[string]string{currencyNouns, nationalCurrencies} {
		for n, code := range names {
			if c, ok := seen[n]; ok && c != code {
				t.Errorf("%q is both %s and %s", n, c, code)
			}
			seen[n] = code
		}
	}
	for i := 0; i+4 <= len(currencyCodes); i += 4 {
		if currencyCodes[i+3] != ' ' || currencyCode(currencyCodes[i:i+3]) == "" {
			t.Errorf("code %q", currencyCodes[i:i+4])
		}
	}
	for _, w := range []string{"the", "thirsty", "tent", "tension", "seventeenfold", "eighty-", ""} {
		if c := lookup(w).class; c != other {
			t.Errorf("%q is of class %d", w, c)
		}
	}
}
