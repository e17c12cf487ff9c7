package ledger

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"

	"dossier/internal/fault"
)

// Head says how far a log had come: the number and hash of its last entry. Archive
// is the hash of its first entry, which no two archives share.
type Head struct {
	Archive string
	Seq     int64
	Hash    string
	At      string // when the head was taken, RFC 3339
}

const headTitle = "dossier archive head"

// String is the head as a text of five lines: what is signed.
func (h Head) String() string {
	return fmt.Sprintf("%s\n%s\n%d\n%s\n%s\n", headTitle, h.Archive, h.Seq, h.Hash, h.At)
}

// ParseHead reads what [Head.String] gives.
func ParseHead(s string) (Head, error) {
	lines := strings.Split(s, "\n")
	if len(lines) < 5 || lines[0] != headTitle {
		return Head{}, fault.New(fault.Invalid, "this is no head of an archive: it does not begin with %q", headTitle)
	}
	n, err := strconv.ParseInt(lines[2], 10, 64)
	if err != nil || n < 0 || len(lines[3]) != 64 && n > 0 {
		return Head{}, fault.New(fault.Invalid, "the head of an archive has no number and hash of an entry")
	}
	return Head{Archive: lines[1], Seq: n, Hash: lines[3], At: lines[4]}, nil
}

// NewKey makes a pair of ed25519 keys: secret signs heads, public checks them.
// Both are single lines; name stands in every signature.
func NewKey(random io.Reader, name string) (secret, public string, err error) {
	secret, public, err = note.GenerateKey(random, name)
	if err != nil {
		return "", "", fault.New(fault.Invalid, "a key named %q cannot be made: %v", name, err)
	}
	return secret, public, nil
}

// Sign gives the head with a signature under it.
func (h Head) Sign(secret string) (string, error) {
	signer, err := note.NewSigner(strings.TrimSpace(secret))
	if err != nil {
		return "", fault.New(fault.Invalid, "this is no secret key: %v", err)
	}
	b, err := note.Sign(&note.Note{Text: h.String()}, signer)
	return string(b), err
}

// OpenHead reads a head that may be signed. With a public key the signature must
// be there and be of that key; without one it is not looked at, and by is "".
func OpenHead(signed, public string) (h Head, by string, err error) {
	if public == "" {
		h, err = ParseHead(signed)
		return h, "", err
	}
	v, err := note.NewVerifier(strings.TrimSpace(public))
	if err != nil {
		return Head{}, "", fault.New(fault.Invalid, "this is no public key: %v", err)
	}
	n, err := note.Open([]byte(signed), note.VerifierList(v))
	if err != nil {
		return Head{}, "", fault.New(fault.Corrupt, "the signature of the head does not hold: %v", err)
	}
	h, err = ParseHead(n.Text)
	return h, n.Sigs[0].Name, err
}
