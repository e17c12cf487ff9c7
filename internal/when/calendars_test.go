package when_test

import (
	"testing"
	"time"

	"dossier/internal/when"
)

// The feasts of other calendars, against years that almanacs give.
func TestCalendars(t *testing.T) {
	for _, c := range []struct {
		name string
		got  when.Date
		want string
	}{
		{"Orthodox Easter", when.OrthodoxEaster(2018), "2018-04-08"},
		{"Orthodox Easter", when.OrthodoxEaster(2024), "2024-05-05"},
		{"Eid al-Fitr", when.IslamicIn(2018, 10, 1), "2018-06-15"},
		{"Islamic new year", when.IslamicIn(2023, 1, 1), "2023-07-19"},
		{"twice in a year, the first", when.IslamicIn(2000, 10, 1), "2000-01-08"},
		{"Rosh Hashanah", when.RoshHashanah(2018), "2018-09-10"},
		{"Rosh Hashanah", when.RoshHashanah(2023), "2023-09-16"},
		{"Passover", when.Passover(2018), "2018-03-31"},
		{"Hanukkah", when.Hanukkah(2018), "2018-12-03"},
		{"Hanukkah", when.Hanukkah(2023), "2023-12-08"},
		{"mean new moon", when.NewMoon(when.OfDay(2018, 2, 1)), "2018-02-15"},
		{"mean full moon", when.FullMoon(when.OfDay(2019, 3, 1)), "2019-03-21"},
		{"mean new moon long ago", when.NewMoon(when.OfDay(1900, 1, 1)), "1900-01-01"},
		{"fourth Thursday of November", when.NthWeekday(2023, 11, time.Thursday, 4), "2023-11-23"},
		{"last Monday of May", when.NthWeekday(2022, 5, time.Monday, -1), "2022-05-30"},
	} {
		if c.got.String() != c.want {
			t.Errorf("%s: %s, want %s", c.name, c.got, c.want)
		}
	}
}
