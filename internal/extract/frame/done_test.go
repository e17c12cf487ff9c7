package frame_test

import (
	"testing"

	"dossier/internal/claim"
)

// Verbs that may be peaceful tell of violence by who does what to whom; verbs of
// violence tell of none where balls, animals and plans are concerned.
func TestDeedsByWhoDoesWhat(t *testing.T) {
	for _, c := range []struct{ why, words, want string }{
		{"a car driven into people", "A car was driven into people queuing outside a bakery in Szeged on 3 May 2021.", "vehicle_ramming (driven)"},
		{"a car that is only driven", "The mayor was driven to the theatre in Szeged on 3 May 2021.", ""},
		{"a fire that was meant", "The blaze in a chapel in Szeged on 3 May 2021 was lit deliberately, the fire service said.", "arson (lit)"},
		{"a fire that was not", "The blaze in a chapel in Szeged on 3 May 2021 was caused by a candle.", ""},
		{"a grenade thrown", "A grenade thrown into a bakery in Szeged on 3 May 2021 killed two people.", "explosive_attack (grenade)"},
		{"a petrol bomb", "Someone hurled a petrol bomb at a bakery in Szeged on 3 May 2021.", "arson (hurled)"},
		{"acid", "A man threw acid over a neighbour in Szeged on 3 May 2021.", "chemical (threw)"},
		{"a missile fired at something", "The navy fired a missile at a bakery in Szeged on 3 May 2021.", "explosive_attack (fired)"},
		{"a missile tested", "The navy fired a missile in a test near Szeged on 3 May 2021.", ""},
		{"a missile of a kind that is tested too", "The navy fired ballistic missiles at Szeged on 3 May 2021.", "explosive_attack (fired)"},
		{"a test of something else", "The army fired rockets at a village near Szeged on 3 May 2021. Two bodies were named by DNA tests.", "explosive_attack (fired)"},
		{"tests of missiles, told after", "The navy launched two missiles near Szeged on 3 May 2021. The missile tests drew protests.", ""},
		{"a launch into space", "The firm launched a rocket near Szeged on 3 May 2021. Its satellite reached orbit.", ""},
		{"people taken away", "Masked men took a baker away from his shop in Szeged on 3 May 2021.", "kidnapping (took)"},
		{"by pirates", "Six sailors were taken by pirates off Szeged on 3 May 2021.", "kidnapping (taken)"},
		{"by an ambulance", "Six sailors were taken to hospital in Szeged on 3 May 2021 after a fall.", ""},
		{"beaten to death", "A crowd beat a baker to death in Szeged on 3 May 2021.", "other (beat)"},
		{"sentenced to death", "A court sentenced a baker to death in Szeged on 3 May 2021 for treason.", ""},
		{"killed by those who do wrong", "Bandits killed four bakers in Szeged on 3 May 2021.", "other (killed)"},
		{"killed by a driver", "A driver killed four cyclists in Szeged on 3 May 2021 when he fell asleep.", ""},
		{"with a knife", "A youth attacked his teacher with a knife in Szeged on 3 May 2021.", "stabbing (attacked)"},
		{"the police shoot the attacker", "A man with an axe attacked two bakers in Szeged on 3 May 2021. Police shot him.", "stabbing (attacked)"},
		{"the police shoot people", "Police shot three demonstrators in Szeged on 3 May 2021.", "shooting (shot)"},
		{"a lorry full of explosives", "Gunmen attacked a bakery with a lorry packed with explosives in Szeged on 3 May 2021, and the bomb killed two.", "bombing (explosives)"},
		{"the police shoot who beheaded a man", "A baker was beheaded in Szeged on 3 May 2021. Officers shot his attacker.", "other (beheaded)"},
		{"a pick-up into a parade", "A man drove a pick-up at high speed into a parade in Szeged on 3 May 2021.", "vehicle_ramming (drove)"},
		{"an amok", "A clerk ran amok in Szeged on 3 May 2021.", "other (ran amok)"},
		{"killed by a man", "A man on a scooter killed a rabbi and three children in Szeged on 3 May 2021.", "other (killed)"},
		{"fired at people", "A man fired from a roof at people in Szeged on 3 May 2021.", "shooting (fired)"},
		{"a vehicle that speeds through a parade", "A car sped through a parade in Szeged on 3 May 2021.", "vehicle_ramming (sped)"},
		{"hackers", "Hackers attacked the servers of a bank in Szeged on 3 May 2021 and held its data hostage.", ""},
		{"a film", "The film tells of a robber who takes a hostage in Szeged. It opens on 3 May 2021.", ""},
		{"a storm", "A storm blew up tents in Szeged on 3 May 2021.", ""},
		{"a bus seized", "A gunman seized a bus with 13 passengers in Szeged on 3 May 2021.", "hijacking (seized)"},
		{"a siege that ends", "A man held six bakers hostage in Szeged on 3 May 2021. He then shot himself.", "hostage_taking (hostage)"},
		{"a ball", "The forward shot wide and his captain shot the ball over the bar in Szeged on 3 May 2021.", ""},
		{"a plan", "The opposition attacked the plan in Szeged on 3 May 2021, and its leader attacked the law too.", ""},
		{"an animal", "A bear attacked two hikers in Szeged on 3 May 2021 before rangers shot it.", ""},
	} {
		if got := values("", c.words, claim.Type); got != c.want {
			t.Errorf("%s: %s\n got  %s\n want %s", c.why, c.words, got, c.want)
		}
	}
}
