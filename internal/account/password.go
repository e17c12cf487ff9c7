package account

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/crypto/argon2"

	"dossier/internal/fault"
)

// Cost is what a password costs to check: argon2id with so much memory (KiB), so
// many passes and so many lanes. It stands in each stored password, so that it can
// be raised.
type Cost struct {
	Memory, Passes uint32
	Lanes          uint8
}

// Usual is the cost that RFC 9106 recommends where memory is scarce.
var Usual = Cost{Memory: 64 << 10, Passes: 3, Lanes: 4}

// most is the highest cost that a stored password may ask for.
var most = Cost{Memory: 1 << 20, Passes: 20, Lanes: 16}

const (
	saltBytes = 16
	keyBytes  = 32
	// atOnce is how many passwords are checked at a time, and inLine how many wait
	// for it: the memory of all sign-ins is atOnce times that of one.
	atOnce = 2
	inLine = 64
)

// The lengths of a password, in characters and in bytes.
const (
	ShortestPassword = 12
	longestPassword  = 1024
)

// hasher checks passwords, few at a time.
type hasher struct {
	cost  Cost
	line  chan struct{}
	slots chan struct{}
	decoy string // the stored password of nobody, at the same cost
	done  func() // called for each derivation; for tests
}

func newHasher(c Cost) *hasher {
	salt, key := secret(saltBytes), secret(keyBytes)
	return &hasher{cost: c, line: make(chan struct{}, atOnce+inLine), slots: make(chan struct{}, atOnce), decoy: encode(c, salt, key), done: func() {}}
}

// secret is so many random bytes.
func secret(n int) []byte {
	b := make([]byte, n)
	rand.Read(b) // never fails
	return b
}

func encode(c Cost, salt, key []byte) string {
	b64 := base64.RawStdEncoding
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, c.Memory, c.Passes, c.Lanes, b64.EncodeToString(salt), b64.EncodeToString(key))
}

// decode takes a stored password apart.
func decode(s string) (c Cost, salt, key []byte, err error) {
	bad := fault.New(fault.Corrupt, "a stored password cannot be read")
	parts := strings.Split(s, "$")
	if len(parts) != 6 || parts[1] != "argon2id" || parts[2] != fmt.Sprintf("v=%d", argon2.Version) {
		return c, nil, nil, bad
	}
	if _, err := fmt.Sscanf(parts[3], "m=%d,t=%d,p=%d", &c.Memory, &c.Passes, &c.Lanes); err != nil {
		return c, nil, nil, bad
	}
	salt, e1 := base64.RawStdEncoding.DecodeString(parts[4])
	key, e2 := base64.RawStdEncoding.DecodeString(parts[5])
	if e1 != nil || e2 != nil || len(key) == 0 || c.Memory > most.Memory || c.Passes > most.Passes || c.Lanes > most.Lanes || c.Passes == 0 || c.Lanes == 0 {
		return c, nil, nil, bad
	}
	return c, salt, key, nil
}

// derive runs argon2id once there is room for it.
func (h *hasher) derive(ctx context.Context, password string, c Cost, salt []byte, n int) ([]byte, error) {
	select {
	case h.line <- struct{}{}:
		defer func() { <-h.line }()
	default:
		return nil, fault.New(fault.Limited, "too many people are signing in at once; try again in a moment")
	}
	select {
	case h.slots <- struct{}{}:
		defer func() { <-h.slots }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	h.done()
	return argon2.IDKey([]byte(password), salt, c.Passes, c.Memory, c.Lanes, uint32(n)), nil
}

// hash is a password as it is stored.
func (h *hasher) hash(ctx context.Context, password string) (string, error) {
	salt := secret(saltBytes)
	key, err := h.derive(ctx, password, h.cost, salt, keyBytes)
	return encode(h.cost, salt, key), err
}

// matches reports whether a password is the stored one. Where nothing is stored it
// takes as long, and is not.
func (h *hasher) matches(ctx context.Context, password, stored string) (bool, error) {
	nobody := stored == ""
	if nobody {
		stored = h.decoy
	}
	c, salt, key, err := decode(stored)
	if err != nil {
		return false, err
	}
	got, err := h.derive(ctx, cut(password), c, salt, len(key))
	return err == nil && subtle.ConstantTimeCompare(got, key) == 1 && !nobody, err
}

// cut keeps a password that is too long to be one from costing more.
func cut(password string) string { return password[:min(len(password), longestPassword+1)] }

// stale reports whether a stored password has another cost than new ones.
func (h *hasher) stale(stored string) bool {
	c, _, _, err := decode(stored)
	return err == nil && c != h.cost
}

// goodPassword tells what a new password lacks.
func goodPassword(password, name string) error {
	switch n := utf8.RuneCountInString(password); {
	case n < ShortestPassword:
		return fault.New(fault.Invalid, "a password has at least %d characters, this one has %d; several words are good", ShortestPassword, n)
	case len(password) > longestPassword:
		return fault.New(fault.Invalid, "a password has at most %d bytes", longestPassword)
	case strings.EqualFold(strings.TrimSpace(password), name) || strings.Count(password, password[:1]) == len(password):
		return fault.New(fault.Invalid, "this password is guessed at once; several words are good")
	}
	return nil
}
