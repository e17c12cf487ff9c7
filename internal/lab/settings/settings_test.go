package settings

import "testing"

func TestChange(t *testing.T) {
	cfg := struct {
		Rate float32
		Size struct{ A, B int }
	}{Rate: 1}
	cfg.Size.B = 5
	if err := Change(&cfg, []string{"Rate=0.5", `Size={"A": 3}`}); err != nil {
		t.Fatal(err)
	}
	if cfg.Rate != 0.5 || cfg.Size.A != 3 || cfg.Size.B != 5 {
		t.Errorf("%+v", cfg)
	}
	for _, bad := range []string{"Rate", "Rate=fast", "Speed=1", "Rate="} {
		if Change(&cfg, []string{bad}) == nil {
			t.Errorf("%q is taken", bad)
		}
	}
}
