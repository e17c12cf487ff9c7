package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"dossier/internal/desk"
)

// namesakes are reports of two incidents that name people alike.
var namesakes = map[string]string{
	"leeds.txt": "Title: Two dead in shooting at a clinic in Leeds\nSource: Northern Desk\nPublished: 2019-03-05\n\nTwo people were killed and three were injured when a man opened fire at a clinic in Leeds, England, on Monday, 4 March 2019, police said. The victims were Peter Marsh, 41, and Rita Solano, 33. Chief Inspector Helen Orr said a suspect, Dale Kemp, had been arrested.\n",
	"court.txt": "Title: Leeds clinic shooting: suspect in court\nSource: Harbour Times\nPublished: 2019-03-06\n\nMr Kemp, who is accused of killing two people in the shooting at a clinic in Leeds, England, on Monday, 4 March 2019, appeared in court on Tuesday. Four people were injured. \"He said nothing,\" Chief Inspector Orr told reporters.\n",
	"york.txt":  "Title: Three stabbed in York\nSource: Northern Desk\nPublished: 2021-06-10\n\nA man stabbed three people outside a bank in York, England, on Wednesday, 9 June 2021, Chief Inspector Helen Orr said. Peter Marsh, 24, was injured.\n",
}

// openNamesakes serves an archive of them.
func openNamesakes(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	args := []string{"add", "--archive", filepath.Join(dir, "a")}
	for _, n := range []string{"leeds.txt", "court.txt", "york.txt"} {
		p := filepath.Join(dir, n)
		if err := os.WriteFile(p, []byte(namesakes[n]), 0o644); err != nil {
			t.Fatal(err)
		}
		args = append(args, p)
	}
	app, _, errs := testApp(nil)
	if app.run(args) != exitOK {
		t.Fatal(errs)
	}
	return serveDesk(t, filepath.Join(dir, "a"))
}

// firstEntity is the path of the first person or body of a desk.
func firstEntity(t *testing.T, address string) string {
	t.Helper()
	resp, err := http.Get(address + "/api/entities")
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	var out desk.Entities
	if err := json.NewDecoder(resp.Body).Decode(&out); err != nil || len(out.Entities) == 0 {
		t.Fatal("no entities", err)
	}
	return "/entities/" + url.PathEscape(out.Entities[0].ID)
}

// firstSource is the path of the first source of a desk.
func firstSource(t *testing.T, address string) string {
	t.Helper()
	resp, err := http.Get(address + "/api/sources")
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	var out desk.Sources
	if err := json.NewDecoder(resp.Body).Decode(&out); err != nil || len(out.Sources) == 0 {
		t.Fatal("no sources", err)
	}
	return "/sources/" + url.PathEscape(out.Sources[0].ID)
}

// From a name to all that is said of and by somebody, and on to the lit words; a
// namesake is judged with the keyboard alone, and that is taken back.
func TestDeskEntities(t *testing.T) {
	address := openNamesakes(t)
	w := browse(t, 1440, 900)
	w.open(address + "/entities?name=orr")
	w.shot("entities-found")
	w.click(`.roll tbody a`)
	w.wait(`.appearance`)
	if got := w.text(`.telling`); !strings.Contains(got, "Chief Inspector") || !strings.Contains(got, "a suspect, Dale Kemp, had been arrested") || strings.Count(got, "Stands as one with the others") != 2 {
		t.Errorf("the page of Orr says %q", got)
	}
	w.shot("entity-told")
	w.click(`.lines .s-says .saying`)
	w.wait(`.m.lit`)

	w.open(address + "/entities/Peter%20Marsh") // two are called so
	w.wait(`.roll tbody tr:nth-child(2)`)
	w.click(`.roll tbody a`)
	w.wait(`.candidate`)
	w.shot("entity-perhaps")
	if got := w.text(`.candidate .reasons`); !strings.Contains(got, "against: of other ages") {
		t.Errorf("the reasons are %q", got)
	}
	js[any](w, `document.querySelector('.candidate button[value=different]').focus()`)
	w.key(kb.Enter)
	w.wait(`.answers`)
	w.shot("entity-answered")
	if got := w.text(`.perhaps`); !strings.Contains(got, "Nobody else is called alike") || !strings.Contains(got, "not Peter Marsh") || !strings.Contains(got, "tester") {
		t.Errorf("answered, it says %q", got)
	}
	js[any](w, `document.querySelector('.answers button').focus()`)
	w.key(kb.Enter)
	w.wait(`.candidate`)
}

// A source says what others say otherwise; a person says what it is.
func TestDeskSources(t *testing.T) {
	address := openNamesakes(t)
	w := browse(t, 1440, 900)
	w.open(address + "/sources")
	w.shot("sources-three")
	w.click(`.roll tbody a`)
	w.wait(`.appearance`)
	if got := w.text(`.telling`); !strings.Contains(got, "Differs from others") || !strings.Contains(got, "Said by nobody else") || !strings.Contains(got, "Peter Marsh") {
		t.Errorf("the page says %q", got)
	}
	js[any](w, `document.querySelector('.describe select[name=kind]').value = 'press'`)
	js[any](w, `document.querySelector('.describe input[name=country]').value = 'gb'`)
	w.click(`.describe button`)
	w.wait(`.total .chip`)
	w.shot("source-described")
	if got := w.text(`.total`); !strings.Contains(got, "press") || !strings.Contains(got, "GB") {
		t.Errorf("described, it says %q", got)
	}
	w.click(`.perhaps form button`)
	w.wait(`.total:not(:has(.chip))`)
}

// A report of another incident is taken out of a record and gets one of its own; two
// records are made one, and parted again by undoing that.
func TestDeskOneIncidentOrSeveral(t *testing.T) {
	address := openNamesakes(t)
	w := browse(t, 1280, 900)
	w.open(address + "/incidents/2019-03-04-leeds")
	w.click(`#documents a[href$="/alike"]`)
	w.wait(`.apart`)
	w.shot("alike-split")
	js[any](w, `document.querySelector('.apart li:nth-child(2) input').focus()`)
	w.key(" ")
	w.typed(`.apart input[name=why]`, "it is about the court")
	w.click(`.apart button`)
	w.wait(`#documents li:only-child`)
	if got := js[string](w, `document.querySelector('#decisions').textContent`); !strings.Contains(got, "split") || !strings.Contains(got, "it is about the court") {
		t.Errorf("the decisions are %q", got)
	}
	w.open(address + "/")
	if n := w.text(`.total strong`); n != "3" {
		t.Errorf("%s incidents after one was parted", n)
	}
	w.open(address + "/incidents/2019-03-04-leeds/alike")
	w.typed(`form input[name=other]:not([type=hidden])`, "2021-06-09-york")
	w.shot("alike-merge")
	w.click(`button[value=merge]`)
	w.wait(`#documents li:nth-child(2)`)
	w.key("j") // the page listens to keys
	w.do(chromedp.KeyEvent("z", chromedp.KeyModifiers(chromedp.ModifierCtrl)))
	js[any](w, `document.querySelector('#decisions [data-undo]').click()`)
	w.until("undone", `document.querySelectorAll('#documents li').length === 1`)
}

// Two incidents that are alike are told with what speaks for their being one and what
// against; an answer is kept, and not asked again.
func TestDeskPerhapsTheSameIncident(t *testing.T) {
	dir := t.TempDir()
	args := []string{"add", "--archive", filepath.Join(dir, "a")}
	for i, body := range []string{
		"Title: Two killed in explosion at market in Kirkuk\nSource: Mesopotamia Online\nPublished: 2024-06-08\n\nTwo civilians were killed and eleven wounded when a bomb hidden in a cart went off in a vegetable market in Kirkuk, Iraq, on Friday, 7 June 2024, police said.\n",
		"Title: Bomb at Kirkuk bus station kills four\nSource: Northern Wire\nPublished: 2024-06-12\n\nFour people were killed and nine were wounded when a car bomb exploded at a bus station in Kirkuk, Iraq, on Monday, 10 June 2024, officials said.\n",
		"Title: Explosion in Kirkuk\nSource: Example Post\nPublished: 2024-06-09\n\nAn explosion in Kirkuk, Iraq, killed two people this week, residents said.\n",
	} {
		p := filepath.Join(dir, fmt.Sprintf("%d.txt", i))
		if err := os.WriteFile(p, []byte(body), 0o644); err != nil {
			t.Fatal(err)
		}
		args = append(args, p)
	}
	app, _, errs := testApp(nil)
	if app.run(args) != exitOK {
		t.Fatal(errs)
	}
	w := browse(t, 1280, 900)
	address := serveDesk(t, filepath.Join(dir, "a"))
	path := address + "/incidents/2024-06-10/alike"
	w.open(path)
	w.shot("alike-asked")
	if got := w.text(`.candidate`); !strings.Contains(got, "market in Kirkuk") || !strings.Contains(got, "the same place") || !strings.Contains(got, "against: other kinds of target") {
		t.Errorf("it is asked %q", got)
	}
	w.typed(`.candidate input[name=why]`, "three days apart")
	w.click(`.candidate button[value=different]`)
	w.wait(`.own:not(:has(.candidate))`)
	w.open(address + "/log")
	if got := w.text(`.trail tbody`); !strings.Contains(got, "different") {
		t.Errorf("the log says %.300q", got)
	}
}
