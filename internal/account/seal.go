package account

import (
	"context"
	"crypto/aes"
	"crypto/cipher"
	"crypto/sha256"
	"database/sql"
	"errors"
)

// lock is a cipher whose key nobody has but who has the secret of a session, of which
// the database keeps a hash alone.
func lock(secret string) (cipher.AEAD, error) {
	k := sha256.Sum256([]byte("ticket\n" + secret))
	c, err := aes.NewCipher(k[:])
	if err != nil {
		return nil, err
	}
	return cipher.NewGCMWithRandomNonce(c)
}

// seal locks words with the secret of a session; none stay none.
func seal(secret, words string) ([]byte, error) {
	if words == "" {
		return []byte{}, nil
	}
	c, err := lock(secret)
	if err != nil {
		return nil, err
	}
	return c.Seal(nil, nil, []byte(words), nil), nil
}

// Ticket gives what the provider gave with which somebody opened a session, for
// signing out there; "" where they came otherwise.
func (b *Book) Ticket(ctx context.Context, secret string) (string, error) {
	var sealed []byte
	err := b.db.QueryRowContext(ctx, "SELECT ticket FROM sessions WHERE hash = ?", digest(secret)).Scan(&sealed)
	if errors.Is(err, sql.ErrNoRows) || err == nil && len(sealed) == 0 {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	c, err := lock(secret)
	if err != nil {
		return "", err
	}
	words, err := c.Open(nil, nil, sealed, nil)
	return string(words), err
}
