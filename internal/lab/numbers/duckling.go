package numbers

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"strconv"
	"strings"

	"dossier/internal/fault"
	"dossier/internal/nlp"
)

// ducklingCase is one line of Duckling's corpora: words and the value they have.
type ducklingCase struct{ Source, Text, Expected string }

// duckling scores the numerals and the ordinals of Duckling's corpora: a case
// passes when its words hold one number, of the right kind and value.
func duckling(path string) ([]Score, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, fault.Wrap("read the number corpus", err)
	}
	kinds := []struct{ source, value string }{{"Numeral/", "NumeralValue "}, {"Ordinal/", "OrdinalData "}}
	out := make([]Score, len(kinds))
	for i := range out {
		out[i] = Score{File: "Duckling " + strings.TrimSuffix(kinds[i].source, "/"), Reasons: map[string]int{}}
	}
	for line := range strings.SplitSeq(strings.TrimSpace(string(b)), "\n") {
		var c ducklingCase
		if err := json.Unmarshal([]byte(line), &c); err != nil {
			return nil, fault.Wrap("read the number corpus", err)
		}
		for i, k := range kinds {
			if !strings.HasPrefix(c.Source, k.source) {
				continue
			}
			v, err := strconv.ParseFloat(strings.Trim(strings.TrimPrefix(c.Expected, k.value), "()"), 64)
			if err != nil {
				return nil, fault.Wrap("read the number corpus: "+c.Expected, err)
			}
			out[i].duckling(c.Text, v, i == 1)
		}
	}
	return out, nil
}

func (s *Score) duckling(words string, v float64, ordinal bool) {
	a := analyse(words)
	ok := len(a.Numbers) == 1 && (a.Numbers[0].Kind == nlp.Ordinal) == ordinal && math.Abs(a.Numbers[0].Value-v) <= 1e-9*math.Max(1, math.Abs(v))
	s.Cases++
	if ok {
		s.Passed++
	}
	if r := vagueWord(words); r != "" {
		s.Reasons[r]++
		return
	}
	s.Supported++
	if ok {
		s.SupportedPassed++
		return
	}
	s.Failures = append(s.Failures, fmt.Sprintf("%q: want %g, got %s", words, v, plainNumber.read(a)))
}

// vagueWord is why words are left out, "" when they are not.
func vagueWord(words string) string {
	for w := range strings.FieldsSeq(words) {
		switch w {
		case "few":
			return "few is no three"
		case "single", "nil":
			return "words that hold no number in prose (single, nil)"
		}
	}
	return ""
}
