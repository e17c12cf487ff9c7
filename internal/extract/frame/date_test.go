package frame_test

import (
	"testing"

	"dossier/internal/claim"
)

// Of the dates that a report tells, that of the deed is the date of the incident.
func TestDatesReckonedFromTheDeed(t *testing.T) {
	for _, c := range []struct{ words, want string }{
		{"Two porters were killed when a man threw a grenade at the fish landing behind the old customs house in Davao on Tuesday, police said. " +
			"The town has been on its guard since July 2018, when a bomb killed eight people at a market.", "2019-08-06 (Tuesday)"},
		{"A caller who holds the four engineers taken last week has asked for a ransom, a security source said on Friday. The kidnappers gave no names.", "2019-07-29/2019-08-04 (last week)"},
		{"Police said on Friday that a baker was shot dead in his shop.", "2019-08-09 (Friday)"},
		{"On Friday a man shot four shoppers at a store in Toledo, reported officials. Prosecutors charged him with murder, they said Tuesday.", "2019-08-09 (Friday)"},
		{"The student killed by a gunman at the mall had gone to buy Christmas gifts, her uncle said on Thursday.", "2019-08-08 (Thursday)"},
		{"A bomb went off during Friday prayers at a mosque in Quetta.", "2019-08-09 (Friday)"},
		{"Mourners at Thursday's funeral spoke of the shooting of Sunday, when a gunman killed two of their neighbours.", "2019-08-04 (Sunday)"},
		{"Hundreds walked behind the coffin on Thursday, two days after he was shot dead by a gunman.", "2019-08-06 (two days after)"},
		{"Next week it will be five years since a gunman walked into the arcade and killed four people.", "2014 (five years)"},
		{"Candles were lit on Tuesday for the four people who were shot dead in the arcade ten years ago.", "2009~ (ten years ago)"},
		{"Prosecutors charged three men on Tuesday with the murder of the mayor in March.", "2019-03 (March)"},
		{"It is ten years since gunmen killed nine passengers of a ferry.", "2009 (ten years)"},
		{"A court on Thursday jailed Henrik Sandell for life for the murder of imam Yusuf Barre last October.", "2018-10 (last October)"},
		{"A decade after the massacre of nine passengers by gunmen, a party is planned for next year.", "2009 (A decade after)"},
		{"Officer Hakan Aydin, who was hurt in the bombing of the depot on 15 June, died on Sunday.", "2019-06-15 (15 June)"},
	} {
		if got := values("2019-08-10", c.words, claim.Date); got != c.want {
			t.Errorf("%s\n got  %s\n want %s", c.words, got, c.want)
		}
	}
}
