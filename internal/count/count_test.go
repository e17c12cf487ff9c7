package count

import "testing"

func TestString(t *testing.T) {
	tests := []struct {
		c    Count
		want string
	}{
		{Exactly(3), "3"}, {AtLeast(3), "at least 3"}, {AtMost(5), "up to 5"}, {Between(2, 5), "2 to 5"},
		{Count{Open, Open, false}, "unknown"}, {Count{20, 20, true}, "about 20"}, {Count{200, Open, true}, "about at least 200"},
	}
	for _, tt := range tests {
		if got := tt.c.String(); got != tt.want {
			t.Errorf("%+v: got %q, want %q", tt.c, got, tt.want)
		}
	}
}

func TestCompatible(t *testing.T) {
	tests := []struct {
		a, b Count
		want bool
	}{
		{Exactly(3), Exactly(3), true}, {Exactly(3), Exactly(4), false}, {AtLeast(3), Exactly(4), true},
		{AtLeast(5), Exactly(4), false}, {AtMost(5), AtLeast(5), true}, {AtMost(4), AtLeast(5), false}, {Between(2, 4), Between(4, 9), true},
	}
	for _, tt := range tests {
		if tt.a.Compatible(tt.b) != tt.want || tt.b.Compatible(tt.a) != tt.want {
			t.Errorf("%v and %v: want %v both ways", tt.a, tt.b, tt.want)
		}
	}
}

func TestPlus(t *testing.T) {
	about := Count{6, 6, true}
	tests := []struct{ a, b, want Count }{
		{Exactly(2), Exactly(1), Exactly(3)}, {AtLeast(5), Exactly(1), AtLeast(6)}, {AtMost(5), Exactly(1), AtMost(6)},
		{Between(2, 4), Between(1, 2), Between(3, 6)}, {about, Exactly(2), Count{8, 8, true}}, {AtLeast(5), AtMost(2), Count{Open, Open, false}},
	}
	for _, tt := range tests {
		if got := tt.a.Plus(tt.b); got != tt.want {
			t.Errorf("%v + %v: got %+v, want %+v", tt.a, tt.b, got, tt.want)
		}
	}
}
