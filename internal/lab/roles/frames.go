package roles

import (
	"archive/tar"
	"compress/gzip"
	"errors"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"dossier/internal/fault"
)

// Frame is one sense of a predicate with its numbered arguments.
type Frame struct {
	ID      string // "attack.01"
	Lemma   string // the verb it stands under
	Verbs   []string
	Nouns   []string
	Purpose map[string]string // of an argument's number its function: "0" is "PAG"
	// Changes is set where VerbNet puts it among the verbs of change, being and
	// appearing (classes 45, 47 and 48), whose lone subject undergoes.
	Changes bool
	Links   []string // the frames of FrameNet that it is linked to
	marked  []marked // its examples
}

var (
	predicateTag = regexp.MustCompile(`<predicate lemma="([^"]+)"`)
	rolesetTag   = regexp.MustCompile(`<roleset [^>]*id="([^"]+)"`)
	aliasTag     = regexp.MustCompile(`<alias pos="(\w)">([^<]+)</alias>`)
	roleTag      = regexp.MustCompile(`<role [^>]*>`)
	changeTag    = regexp.MustCompile(`class="[a-z_]+-4[578][.\d-]*" resource="VerbNet"`)
	linkTag      = regexp.MustCompile(`class="([A-Z][A-Za-z_]+)" (?:confidence="[\d.]+" )?resource="FrameNet"`)
	attribute    = regexp.MustCompile(`(\w+)="([^"]*)"`)
)

// ReadFrames reads the frames below shared, in the order of the archive.
func ReadFrames(shared string) ([]Frame, error) {
	f, err := os.Open(filepath.Join(shared, "corpora", "lexicons", "propbank-frames", "frames.tar.gz"))
	if err != nil {
		return nil, fault.Wrap("read the frames", err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, fault.Wrap("read the frames", err)
	}
	var out []Frame
	for t := tar.NewReader(z); ; {
		h, err := t.Next()
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return nil, fault.Wrap("read the frames", err)
		}
		if !strings.HasSuffix(h.Name, ".xml") {
			continue
		}
		b, err := io.ReadAll(t)
		if err != nil {
			return nil, fault.Wrap("read the frames", err)
		}
		out = append(out, framesOf(string(b))...)
	}
}

// framesOf cuts one file by its tags: not all of them are well-formed XML.
func framesOf(file string) []Frame {
	var out []Frame
	for _, p := range cutAt(file, "<predicate ") {
		m := predicateTag.FindStringSubmatch(p)
		if m == nil {
			continue
		}
		for _, r := range cutAt(p, "<roleset ") {
			if id := rolesetTag.FindStringSubmatch(r); id != nil {
				out = append(out, frame(m[1], id[1], r))
			}
		}
	}
	return out
}

func cutAt(s, sep string) []string {
	parts := strings.Split(s, sep)[1:]
	for i := range parts {
		parts[i] = sep + parts[i]
	}
	return parts
}

func frame(lemma, id, body string) Frame {
	f := Frame{ID: id, Lemma: strings.ReplaceAll(lemma, "_", " "), Purpose: map[string]string{}, Changes: changeTag.MatchString(body)}
	for _, a := range aliasTag.FindAllStringSubmatch(body, -1) {
		switch word := strings.ReplaceAll(a[2], "_", " "); a[1] {
		case "v":
			f.Verbs = append(f.Verbs, word)
		case "n":
			f.Nouns = append(f.Nouns, word)
		}
	}
	for _, l := range linkTag.FindAllStringSubmatch(body, -1) {
		f.Links = append(f.Links, l[1])
	}
	for _, tag := range roleTag.FindAllString(body, -1) {
		var n, function string
		for _, kv := range attribute.FindAllStringSubmatch(tag, -1) {
			switch kv[1] {
			case "n":
				n = kv[2]
			case "f":
				function = kv[2]
			}
		}
		f.Purpose[strings.ToUpper(n)] = strings.ToUpper(function)
	}
	f.marked = markedIn(body)
	return f
}
