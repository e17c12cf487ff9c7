package muc4

import (
	"dossier/internal/doc"
	"dossier/internal/extract/part"
	"dossier/internal/nlp"
	"dossier/internal/nlp/timex"
	"dossier/internal/source"
	"dossier/internal/source/plain"
)

// lesson is a report as it is learnt from.
type lesson struct {
	report *Report
	r      *part.Reading
	gold   Entities
	is     [][roleCount]bool // by mention
}

// analysed is a report's analysis, as the program makes it of a text file.
func analysed(r *Report, analyse func(*doc.Document) *nlp.Analysis) (*nlp.Analysis, error) {
	d, err := plain.Reader{Date: timex.ParseDate}.Read(source.Text{String: r.Text + "\n"})
	if err != nil {
		return nil, err
	}
	return analyse(d), nil
}
