package speech

import (
	"archive/tar"
	"bufio"
	"compress/gzip"
	"errors"
	"io"
	"os"
	"regexp"
	"strings"
)

// roleLink says which role of VerbNet or FrameNet an argument of a PropBank
// roleset is: say.01's ARG1 is the topic of say-37.7.
type roleLink struct {
	lemma, roleset, argument string
	resource, class, role    string
}

var (
	rolesetLine = regexp.MustCompile(`<roleset id="([^"]+)"`)
	roleLine    = regexp.MustCompile(`<role descr="[^"]*" f="[^"]*" n="([^"]*)"`)
	linkLine    = regexp.MustCompile(`<rolelink class="([^"]+)" resource="(\w+)"[^>]*>([^<]*)<`)
)

// readFrames reads the links of every roleset of PropBank's frames, in the order
// of the archive. The files are read line by line: some are no good XML.
func readFrames(path string) ([]roleLink, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	z, err := gzip.NewReader(file)
	if err != nil {
		return nil, err
	}
	var out []roleLink
	for t := tar.NewReader(z); ; {
		h, err := t.Next()
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return nil, err
		}
		if strings.HasSuffix(h.Name, ".xml") {
			if out, err = frameFile(out, t); err != nil {
				return nil, err
			}
		}
	}
}

func frameFile(out []roleLink, r io.Reader) ([]roleLink, error) {
	var at roleLink
	sc := bufio.NewScanner(r)
	sc.Buffer(nil, 1<<20)
	for sc.Scan() {
		line := sc.Text()
		if m := rolesetLine.FindStringSubmatch(line); m != nil {
			at.roleset = m[1]
			at.lemma, _, _ = strings.Cut(m[1], ".")
		}
		if m := roleLine.FindStringSubmatch(line); m != nil {
			at.argument = m[1]
		}
		if m := linkLine.FindStringSubmatch(line); m != nil {
			l := at
			l.class, l.resource, l.role = m[1], m[2], strings.ToLower(m[3])
			out = append(out, l)
		}
	}
	return out, sc.Err()
}
