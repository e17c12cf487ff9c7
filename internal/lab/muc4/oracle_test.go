package muc4

import (
	"fmt"
	"os"
	"testing"

	"dossier/internal/extract/part"
	"dossier/internal/nlp/english"
)

func TestOracle(t *testing.T) {
	rs, err := Read("/work/shared", "dev")
	if err != nil {
		t.Fatal(err)
	}
	if os.Getenv("N") == "" {
		rs = rs[:200]
	}
	an := english.New()
	var tot, hit [roleCount]int
	nm := 0
	for i := range rs {
		r := &rs[i]
		g := gold(r)
		a, err := analysed(r, an.Analyse)
		if err != nil {
			t.Fatal(err)
		}
		rd := part.Read(a)
		nm += len(rd.Mentions)
		have := map[string]bool{}
		for k := range rd.Mentions {
			for _, v := range rd.Variants(&rd.Mentions[k]) {
				have[normal(rd.Text(v))] = true
			}
		}
		for role := range g {
			for _, e := range g[role] {
				tot[role]++
				ok := false
				for _, s := range e {
					ok = ok || have[normal(s)]
				}
				if ok {
					hit[role]++
				} else {
					fmt.Println("MISS", r.ID, Role(role), e)
				}
			}
		}
	}
	fmt.Println(tot, hit, nm)
}
