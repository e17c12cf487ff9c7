// Package ledger is the log of an archive: every act is an entry that holds the
// hash of the one before, so that an entry that was changed, removed, put in
// another's place or cut off shows.
package ledger

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"
)

// Act is what was done.
type Act string

// The acts.
const (
	Collected Act = "collected" // bytes were received and preserved
	Read      Act = "read"      // a document was read: its text, its claims
	Opened    Act = "opened"    // a record got its id
	Decided   Act = "decided"   // a person decided something
	Exported  Act = "exported"  // something was handed out
	Imported  Act = "imported"  // a package of another archive was taken in
	Published Act = "published" // a site was made
	Redacted  Act = "redacted"  // something was withheld from what is handed out
	Migrated  Act = "migrated"  // the layout of the archive was brought up to date
)

// Gives reports whether an act hands something out, and changes nothing of what the
// archive holds.
func (a Act) Gives() bool { return a == Exported || a == Published || a == Redacted }

// Entry is one act. At is RFC 3339 in UTC; Payload is the SHA-256 in hex of what
// the act added; Hash covers all that stands before it, and Prev is the Hash of
// the entry before, "" for the first.
type Entry struct {
	Seq     int64  `json:"seq"`
	At      string `json:"at"`
	Who     string `json:"who"`
	Act     Act    `json:"act"`
	Subject string `json:"subject"`
	Payload string `json:"payload"`
	Prev    string `json:"prev"`
	Hash    string `json:"hash"`
}

// Next is the entry that follows head; its number, the hash before and its own
// are filled in. The head of an empty log is the zero entry.
func Next(head, e Entry) Entry {
	e.Seq, e.Prev = head.Seq+1, head.Hash
	e.Hash = e.sum()
	return e
}

// sum is the hash over every field but Hash. Fields are quoted, so that no two
// entries are written alike.
func (e Entry) sum() string {
	var b strings.Builder
	b.WriteString("dossier log 1\n" + strconv.FormatInt(e.Seq, 10) + "\n")
	for _, s := range []string{e.At, e.Who, string(e.Act), e.Subject, e.Payload, e.Prev} {
		b.WriteString(strconv.Quote(s) + "\n")
	}
	return Digest([]byte(b.String()))
}

// Sound reports whether the hash of an entry is that of what it says.
func (e Entry) Sound() bool { return e.Hash == e.sum() }

// Digest is the SHA-256 of b in hex.
func Digest(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

// Checker goes through a log from its first entry and tells what is wrong with it.
type Checker struct{ last Entry }

// Check holds the next entry against those before; it gives "" when it is sound,
// else what is wrong. The check goes on from the entry as it stands.
func (c *Checker) Check(e Entry) string {
	last := c.last
	c.last = e
	var wrong []string
	if e.Seq != last.Seq+1 {
		wrong = append(wrong, missing(last.Seq, e.Seq))
	}
	if e.Hash != e.sum() {
		wrong = append(wrong, fmt.Sprintf("entry %d (%s %.12s) was changed: its hash is not that of what it says", e.Seq, e.Act, e.Subject))
	}
	if e.Prev != last.Hash && len(wrong) == 0 {
		wrong = append(wrong, fmt.Sprintf("entry %d (%s %.12s) does not follow entry %d: one of them is in the place of another", e.Seq, e.Act, e.Subject, last.Seq))
	}
	return strings.Join(wrong, "; ")
}

// Last is the last entry that was checked, the zero entry before the first.
func (c *Checker) Last() Entry { return c.last }

func missing(before, after int64) string {
	switch {
	case after == before+2:
		return fmt.Sprintf("entry %d is missing", before+1)
	case after > before:
		return fmt.Sprintf("entries %d to %d are missing", before+1, after-1)
	}
	return fmt.Sprintf("entry %d stands behind entry %d", after, before)
}
