package recase

import (
	"strings"
	"testing"

	"dossier/internal/learn"
	"dossier/internal/nlp"
)

func TestWritingOf(t *testing.T) {
	for _, c := range []struct {
		text string
		want Writing
	}{
		{"FOUR KILLED AT KHARKIV MARKET", AllLarge},
		{"FOUR KILLED AT McKENNA MARKET , POLICE SAY", AllLarge},
		{"four killed at the market", AllSmall},
		{"Four killed at the market", Running},
		{"UN and NATO meet in OSLO", Running},
		{"UN : 12", Running},
		{"NATO", Running},
		{"Four Killed in Kharkiv Market Blast", Titled},
		{"UN Envoy Visits Kharkiv After Attack", Titled},
		{"Envoy visits Kharkiv after Attack", Running},
		{"Kharkiv Market Reopens", Running},
		{"", Running},
		{"12 / 4 - 7", Running},
	} {
		if got := WritingOf(strings.Fields(c.text)); got != c.want {
			t.Errorf("%q is %d, want %d", c.text, got, c.want)
		}
	}
}

// taught is a model that knows the case of a few words, in the weights of their
// own features, and takes others for small.
func taught(buckets int, cases map[string]int, mixed ...string) *Model {
	w := make([]int8, Cases*buckets)
	var s Scratch
	for word, c := range cases {
		s.Read([]string{word})
		w[Cases*int(s.Features(0, Cases, Cases)[0]&uint32(buckets-1))+c] = 100
	}
	s.Read([]string{""})
	w[Cases*int(s.Features(0, Cases, Cases)[Own-1]&uint32(buckets-1))+Small] = favour + 1
	return NewModel(w, mixed)
}

func TestShapesAndAppend(t *testing.T) {
	m := taught(1<<18, map[string]int{"kharkiv": Capital, "un": Capitals, "mccain": Capital, "o'hara": Capital, "unhcr": Capitals, "mayor": Small, "étienne": Capital},
		"McCain", "iPhone")
	for _, c := range []struct{ in, want string }{
		{"KHARKIV MAYOR MCCAIN", "Kharkiv mayor McCain"},
		{"the un mayor , 27", "the UN mayor , 27"},
		{"O'HARA , O’HARA AND MCALLISTER", "O'Hara , o’hara and mcallister"},
		{"ÉTIENNE OF UNHCR", "Étienne of UNHCR"},
		{"SEE HTTPS://EXAMPLE.ORG/KHARKIV OR MAYOR@EXAMPLE.ORG", "see https://example.org/kharkiv or mayor@example.org"},
	} {
		var s Scratch
		forms := strings.Fields(c.in)
		shapes := make([]nlp.Shape, len(forms))
		m.Shapes(&s, forms, shapes)
		var out []byte
		for i, f := range forms {
			if i > 0 {
				out = append(out, ' ')
			}
			out = m.Append(out, f, shapes[i])
		}
		if string(out) != c.want {
			t.Errorf("%q\n got %q\nwant %q", c.in, out, c.want)
		}
	}
}

func TestAppendTitle(t *testing.T) {
	m := NewModel(make([]int8, Cases), nil)
	for form, want := range map[string]string{"O’HARA": "O’Hara", "d'souza": "D'Souza", "MCALLISTER": "McAllister", "mach": "Mach", "o'er": "O'er", "'TIS": "'Tis", "": ""} {
		if got := string(m.Append(nil, form, nlp.Title)); got != want {
			t.Errorf("%q in title case is %q, want %q", form, got, want)
		}
	}
}

func TestRestore(t *testing.T) {
	m := taught(1<<18, map[string]int{"kharkiv": Capital, "un": Capitals, "four": Capital}, "McCain")
	for _, c := range []struct{ in, want string }{
		{"FOUR KILLED AT KHARKIV MARKET", "Four killed at Kharkiv market"},
		{"four killed near kharkiv", "Four killed near Kharkiv"},
		{"Four Killed as UN Mission in Kharkiv Meets OSCE", "Four killed as UN mission in Kharkiv meets OSCE"},
		{"Four people were killed in KHARKIV", "Four people were killed in KHARKIV"},
		{"KHARKIV MARKET", "KHARKIV MARKET"},
	} {
		var s Scratch
		if got := strings.Join(m.Restore(&s, strings.Fields(c.in)), " "); got != c.want {
			t.Errorf("%q\n got %q\nwant %q", c.in, got, c.want)
		}
	}
}

// TestShared reads the embedded model with words it must know from anywhere.
func TestShared(t *testing.T) {
	m, err := Shared()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ in, want string }{
		{"THE PRESIDENT OF FRANCE MET OFFICIALS IN LONDON ON MONDAY .", "The president of France met officials in London on Monday ."},
		{"police said the bomb in baghdad killed two american soldiers", "Police said the bomb in Baghdad killed two American soldiers"},
		{"Suicide Bomber Kills Seven Police Officers in Baghdad", "Suicide bomber kills seven police officers in Baghdad"},
	} {
		var s Scratch
		if got := strings.Join(m.Restore(&s, strings.Fields(c.in)), " "); got != c.want {
			t.Errorf("%q\n got %q\nwant %q", c.in, got, c.want)
		}
	}
}

func TestOpenBad(t *testing.T) {
	for _, n := range []int{0, 1, 3 * 3, 4 * 4} {
		w := learn.NewWriter()
		w.Int8("case", make([]int8, n))
		f, err := learn.Open(string(w.Bytes()))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := Open(f); err == nil {
			t.Errorf("%d weights are taken for a model", n)
		}
	}
}

func TestShapesAllocateNothing(t *testing.T) {
	m := taught(1<<18, map[string]int{"kharkiv": Capital}, "McCain")
	forms := strings.Fields("THE MAYOR OF KHARKIV MET SENATOR MCCAIN")
	shapes := make([]nlp.Shape, len(forms))
	var s Scratch
	buf := make([]byte, 0, 100)
	m.Shapes(&s, forms, shapes)
	if n := testing.AllocsPerRun(50, func() {
		m.Shapes(&s, forms, shapes)
		buf = m.Append(buf[:0], forms[6], shapes[6])
	}); n > 0 {
		t.Errorf("%v allocations per sentence", n)
	}
}

func BenchmarkShapes(b *testing.B) {
	m, err := Shared()
	if err != nil {
		b.Fatal(err)
	}
	forms := strings.Fields("AT LEAST FOUR PEOPLE WERE KILLED WHEN A SHELL HIT THE CENTRAL MARKET IN KHARKIV ON TUESDAY , THE MAYOR SAID .")
	shapes := make([]nlp.Shape, len(forms))
	var s Scratch
	n := 0
	for b.Loop() {
		m.Shapes(&s, forms, shapes)
		n += len(forms)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(n), "ns/token")
}

func FuzzShapes(f *testing.F) {
	f.Add("FOUR KILLED AT KHARKIV MARKET, O'HARA SAYS")
	f.Add("\xff\xfe İSTANBUL ǅ ß o' mc")
	m := taught(1<<18, map[string]int{"kharkiv": Capital}, "McCain")
	f.Fuzz(func(t *testing.T, text string) {
		forms := strings.Fields(text)
		shapes := make([]nlp.Shape, len(forms))
		var s Scratch
		m.Shapes(&s, forms, shapes)
		if got := m.Restore(&s, forms); len(got) != len(forms) {
			t.Fatalf("%d forms become %d", len(forms), len(got))
		}
		for i, form := range forms {
			m.Append(nil, form, shapes[i])
			m.Append(nil, form, nlp.Title)
		}
	})
}
