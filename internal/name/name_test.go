package name_test

import (
	"testing"

	"dossier/internal/name"
)

func TestSpellingsOfOneWord(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"Hosseinzadeh", "Hoseinzadeh", true},
		{"Hosseinzadeh", "Hossein-Zadeh", true},
		{"Hosseinzadeh", "Husseinzade", true},
		{"Gaddafi", "Qadhafi", true},
		{"Gaddafi", "Kadafi", true},
		{"Mohammed", "Muhammad", true},
		{"Mohammed", "Mohamad", true},
		{"Yusuf", "Yousuf", true},
		{"Gorbachev", "Gorbachov", true},
		{"Khrushchev", "Khrushchov", true},
		{"Zhukov", "Djukov", true},
		{"Şahin", "Shahin", true},
		{"Əliyev", "Aliyev", true},
		{"Ahmet", "Ahmed", true},
		{"Schmid", "Schmit", true},
		{"Hassan", "Hossein", false},
		{"Ahmadi", "Hamadi", false},
		{"Karimi", "Kerimov", false},
		{"Martin", "Morton", false},
		{"Rahimi", "Rahmani", false},
		{"Ali", "Ala", false},
	} {
		if got := name.Alike(c.a, c.b); got != c.want {
			t.Errorf("%s and %s (%s, %s): %v", c.a, c.b, name.Key(c.a), name.Key(c.b), got)
		}
		if name.Alike(c.a, c.b) != name.Alike(c.b, c.a) {
			t.Errorf("%s and %s: one way only", c.a, c.b)
		}
	}
}

func TestPersons(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want name.Likeness
	}{
		{"Orkhan Asgarov", "Mr Orkhan Asgarov", name.Same},
		{"Orkhan Asgarov", "Asgarov", name.Part},
		{"Orkhan Asgarov", "Orxan Askarov", name.Spelling},
		{"Yasin Hosseinzadeh", "Yassin Hossein-Zadeh", name.Spelling},
		{"John Q. Carter", "John Carter", name.Same},
		{"J. Carter", "John Carter", name.Initials},
		{"John Carter", "James Carter", name.Different},
		{"Peter Carter", "John Carter", name.Different},
		{"Ahmed al-Masri", "Ahmad Masri", name.Spelling},
		{"Carter", "Carter", name.Same},
		{"Maria Carter", "Maria Carter Lopez", name.Different},
	} {
		if got := name.Person(c.a, c.b); got != c.want {
			t.Errorf("%s and %s: %d, want %d", c.a, c.b, got, c.want)
		}
		if name.Person(c.a, c.b) != name.Person(c.b, c.a) {
			t.Errorf("%s and %s: one way only", c.a, c.b)
		}
	}
}

func TestOneKeyForOnePerson(t *testing.T) {
	for _, c := range [][2]string{{"Yasin Hosseinzadeh", "Yassin Hossein Zadeh"}, {"Orkhan Asgarov", "Orxan Askarov"}, {"Ahmed al-Masri", "Ahmad Masri"}} {
		if a, b := name.PersonKey(c[0]), name.PersonKey(c[1]); a != b {
			t.Errorf("%s: %s, %s: %s", c[0], a, c[1], b)
		}
	}
}

// Whatever is compared, both ways give the same, and a name is itself.
func FuzzAlike(f *testing.F) {
	f.Add("Hossein", "Husain")
	f.Add("Ñandú", "ß")
	f.Fuzz(func(t *testing.T, a, b string) {
		if name.Alike(a, b) != name.Alike(b, a) || name.Person(a, b) != name.Person(b, a) {
			t.Errorf("%q and %q: one way only", a, b)
		}
		if name.Fold(a) != "" && name.Person(a, a) != name.Same {
			t.Errorf("%q is not itself", a)
		}
	})
}

func TestBodies(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want name.Likeness
	}{
		{"Jaish al-Adl", "Jaish ul-Adl", name.Same},
		{"Al-Shabaab", "al Shabab", name.Spelling},
		{"The Arlen Front", "Arlen Front", name.Same},
		{"FLA", "Front for the Liberation of Arlen", name.Initials},
		{"Fla", "Front for the Liberation of Arlen", name.Different},
		{"FLN", "Front for the Liberation of Arlen", name.Different},
		{"Ministry of Defence", "Ministry of Justice", name.Different},
		{"Arlen Police", "Arlen Port Police", name.Different},
	} {
		if got := name.Body(c.a, c.b); got != c.want {
			t.Errorf("%s and %s: %d, want %d", c.a, c.b, got, c.want)
		}
		if name.Body(c.a, c.b) != name.Body(c.b, c.a) {
			t.Errorf("%s and %s: one way only", c.a, c.b)
		}
	}
}

func TestSurnames(t *testing.T) {
	for _, c := range []struct {
		name string
		key  string
		full bool
	}{{"Orkhan Asgarov", "askrv", true}, {"Askarov", "askrv", false}, {"Mr Asgarov", "askrv", false}, {"", "", false}} {
		if k, full := name.Surname(c.name); k != c.key || full != c.full {
			t.Errorf("%q: %q %v", c.name, k, full)
		}
	}
}
