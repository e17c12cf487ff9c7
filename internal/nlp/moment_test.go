package nlp

import "testing"

func TestMoment(t *testing.T) {
	for _, c := range []struct {
		kind            TimeKind
		value, on, want string
	}{
		{Date, "2022-04~", "", "2022-04~"},
		{Duration, "P2D", "", "P2D"},
		{Clock, "08:00", "2023-01-27", "2023-01-27T08:00"},
		{Clock, "08:00", "", "T08:00"},
		{Clock, "08:00", "2023-01", "T08:00"},
		{Clock, "08:00", "2023-01-2X", "T08:00"},
		{Clock, "08:00", "2023-01-27/2023-01-28", "T08:00"},
		{Clock, "08:00/09:30", "2023-01-27", "2023-01-27T08:00/2023-01-27T09:30"},
		{Clock, "23:00/02:00", "2023-01-27/2023-01-28", "2023-01-27T23:00/2023-01-28T02:00"},
		{Clock, "23:00/02:00", "", "T23:00/T02:00"},
		{Clock, "", "2023-01-27", "2023-01-27"},
		{Clock, "", "", ""},
	} {
		if got := (&Timex{Kind: c.kind, Value: c.value, On: c.on}).Moment(); got != c.want {
			t.Errorf("%s %q on %q: got %q, want %q", c.kind, c.value, c.on, got, c.want)
		}
	}
	exact := Timex{Kind: Clock, Value: "08:00", Exact: "08:00:15", On: "2023-01-27"}
	if got, want := exact.Moment(), "2023-01-27T08:00:15"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
