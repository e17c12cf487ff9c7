package syntax

import "testing"

func TestRules(t *testing.T) {
	for _, c := range []struct{ form, lemma, rule, other, becomes string }{
		{"guards", "guard", "0 1 ", "Shots", "shot"},
		{"Asgarov", "Asgarov", "1 0 ", "Baku", "Baku"},
		{"TEHRAN", "Tehran", "2 0 ", "BAKU", "Baku"},
		{"was", "be", "0 -1 be", "were", "be"},
		{"cities", "city", "0 3 y", "Embassies", "embassy"},
		{"The", "the", "0 0 ", "A", "a"},
		{"n’t", "not", "0 2 ot", "n't", "not"},
		{"’s", "'s", "0 0 ", "'s", "'s"},
	} {
		r := RuleFor(c.form, c.lemma)
		if r.String() != c.rule {
			t.Errorf("%s → %s: rule %q, want %q", c.form, c.lemma, r, c.rule)
		}
		if back, err := ParseRule(r.String()); err != nil || back != r {
			t.Errorf("rule %q is read back as %q, %v", r, back, err)
		}
		if got, _ := r.Apply(c.form); got != c.lemma {
			t.Errorf("%s → %s, want %s", c.form, got, c.lemma)
		}
		if got, _ := r.Apply(c.other); got != c.becomes {
			t.Errorf("rule %q: %s → %s, want %s", r, c.other, got, c.becomes)
		}
	}
	if _, ok := (Rule{Cut: 5}).Apply("ran"); ok {
		t.Error("a rule cuts more letters than there are")
	}
	for _, bad := range []string{"", "0 1", "x 1 y", "7 0 "} {
		if _, err := ParseRule(bad); err == nil {
			t.Errorf("%q is read as a rule", bad)
		}
	}
}

func TestRespelt(t *testing.T) {
	for _, c := range []struct {
		form, made string
		cut        int
		want       string
	}{
		{"doubted", "doubte", 1, "doubt"},
		{"deplored", "deplor", 2, "deplore"},
		{"Conceding", "conced", 3, "concede"},
		{"claimed", "claim", 2, "claim"},
		{"wounded", "wounded", 0, "wounded"},
		{"blorked", "blorke", 1, "blorke"},
		{"houses", "hous", 2, "hous"},
	} {
		if got := respelt(c.form, c.made, c.cut); got != c.want {
			t.Errorf("%s, made %s: %s, want %s", c.form, c.made, got, c.want)
		}
	}
}

func FuzzRule(f *testing.F) {
	f.Add("guards", "guard")
	f.Add("É", "é")
	f.Add("\xff’s", "’")
	f.Fuzz(func(t *testing.T, form, lemma string) {
		r := RuleFor(form, lemma)
		if got, ok := r.Apply(form); !ok || got != lemma {
			if lemma != "" {
				t.Errorf("%q → %q, want %q", form, got, lemma)
			}
		}
	})
}
