package source

import "strings"

// magics are the first bytes of files that are no text, and what to call them.
var magics = []struct{ prefix, name string }{
	{"\x89PNG\r\n\x1a\n", "a PNG image"},
	{"\xFF\xD8\xFF", "a JPEG image"},
	{"GIF87a", "a GIF image"},
	{"GIF89a", "a GIF image"},
	{"II*\x00", "a TIFF image"},
	{"MM\x00*", "a TIFF image"},
	{"\x00\x00\x01\x00", "an icon"},
	{"PK\x03\x04", "a ZIP archive"},
	{"PK\x05\x06", "a ZIP archive"},
	{"\x1F\x8B", "gzip data"},
	{"BZh", "bzip2 data"},
	{"\x28\xB5\x2F\xFD", "Zstandard data"},
	{"\xFD7zXZ\x00", "xz data"},
	{"7z\xBC\xAF\x27\x1C", "a 7-Zip archive"},
	{"Rar!\x1A\x07", "a RAR archive"},
	{"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "an old Microsoft Office document"},
	{"\x7FELF", "a program"},
	{"\xCF\xFA\xED\xFE", "a program"},
	{"\xCA\xFE\xBA\xBE", "a program"},
	{"MZ\x90\x00", "a program"},
	{"\x00asm", "a program"},
	{"SQLite format 3\x00", "an SQLite database"},
	{"ID3", "an MP3 recording"},
	{"OggS", "an Ogg recording"},
	{"fLaC", "a FLAC recording"},
	{"\x1A\x45\xDF\xA3", "a Matroska film"},
	{"wOFF", "a font"},
	{"wOF2", "a font"},
	{"\x00\x01\x00\x00\x00", "a font"},
	{"\xFF\xFE\x00\x00", "UTF-32 text"},
	{"\x00\x00\xFE\xFF", "UTF-32 text"},
	{"%!PS-Adobe", "a PostScript document"},
	{"{\\rtf", "a Rich Text document"},
}

// looksLike names what b is when it is no text, or "".
func looksLike(b []byte) string {
	for _, m := range magics {
		if hasPrefix(b, m.prefix) {
			return office(b, m.name)
		}
	}
	switch {
	case len(b) >= 12 && string(b[:4]) == "RIFF":
		return riff(string(b[8:12]))
	case len(b) >= 12 && string(b[4:8]) == "ftyp":
		return "an MP4 film"
	case len(b) >= 262 && string(b[257:262]) == "ustar":
		return "a tar archive"
	case len(b) >= 14 && string(b[:2]) == "BM" && string(b[6:10]) == "\x00\x00\x00\x00":
		return "a BMP image"
	}
	return ""
}

func riff(form string) string {
	switch form {
	case "WEBP":
		return "a WebP image"
	case "WAVE":
		return "a WAVE recording"
	}
	return "a RIFF file"
}

// office tells office documents from other ZIP archives by the names that their
// first kilobytes hold.
func office(b []byte, name string) string {
	if name != "a ZIP archive" {
		return name
	}
	head := string(b[:min(len(b), 4096)])
	switch {
	case strings.Contains(head, "opendocument"):
		return "an OpenDocument file"
	case strings.Contains(head, "application/epub+zip"):
		return "an EPUB book"
	case !strings.Contains(head, "[Content_Types].xml"):
		return name
	case strings.Contains(string(b), "word/"):
		return "a Word document (.docx)"
	}
	return "an Office document"
}

// binary reports whether b has more control characters than a text can have. A
// stray one is let through.
func binary(b []byte) bool {
	n := 0
	for _, c := range b {
		if c < ' ' || c == 0x7F {
			if !(c >= '\b' && c <= '\r') && c != 0x1B {
				n++
			}
		}
	}
	return n > 2+len(b)/64
}

// foreignMarkup names markup that is text but none that is read, or "".
func foreignMarkup(s string) string {
	s = strings.TrimLeft(strings.TrimPrefix(s, "\uFEFF"), " \t\r\n")
	if !strings.HasPrefix(s, "<") {
		return ""
	}
	head := strings.ToLower(s[:min(len(s), 2048)])
	switch {
	case strings.Contains(head, "<html"):
		return ""
	case strings.Contains(head, "<mediawiki"):
		return "a MediaWiki dump"
	case strings.Contains(head, "<rss"), strings.Contains(head, "<feed"):
		return "a news feed"
	case strings.Contains(head, "<svg"):
		return "an SVG image"
	case strings.HasPrefix(head, "<?xml"):
		return "an XML file"
	}
	return ""
}
