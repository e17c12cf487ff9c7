package pdf

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/md5"
	"crypto/rc4"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/binary"

	"dossier/internal/fault"
)

// cipherKind is how data are enciphered.
type cipherKind int

const (
	noCipher cipherKind = iota
	withRC4
	withAES    // 128 bits, a key for each object
	withAES256 // the file's key
)

// decipher undoes the encryption of a file that opens without a password:
// files that only forbid printing or copying are such.
type decipher struct {
	key              []byte
	streams, strings cipherKind
	metadata         bool // metadata streams are enciphered too
}

var errPassword = fault.New(fault.Unreadable, "pdf: the file is encrypted and needs a password")

// decrypt makes the decipher of an encrypted file (7.6), from the empty user
// password.
func (f *file) decrypt() error {
	if f.trailer["Encrypt"] == nil {
		return nil
	}
	e, ok := f.resolve(f.trailer["Encrypt"]).(dict)
	if !ok {
		return fault.New(fault.Unreadable, "pdf: the file is encrypted and its encryption is damaged")
	}
	if h, _ := f.resolve(e["Filter"]).(name); h != "Standard" {
		return fault.New(fault.Unsupported, "pdf: the file is encrypted by %q, which is not read", string(h))
	}
	d := &decipher{streams: withRC4, strings: withRC4, metadata: f.resolve(e["EncryptMetadata"]) != false}
	v := f.intOf(e["V"], 0)
	if v >= 4 {
		d.streams, d.strings = f.cryptFilter(e, "StmF"), f.cryptFilter(e, "StrF")
	}
	if d.key = f.fileKey(e, v, d.metadata); d.key == nil {
		return errPassword
	}
	f.forget()
	f.cipher = d
	return nil
}

// cryptFilter is what the filter named by key does.
func (f *file) cryptFilter(e dict, key name) cipherKind {
	n, _ := f.resolve(e[key]).(name)
	all, _ := f.resolve(e["CF"]).(dict)
	cf, _ := f.resolve(all[n]).(dict)
	switch m, _ := f.resolve(cf["CFM"]).(name); m {
	case "V2":
		return withRC4
	case "AESV2":
		return withAES
	case "AESV3":
		return withAES256
	}
	return noCipher
}

// passwordPad fills up short passwords (7.6.3.3).
const passwordPad = "\x28\xBF\x4E\x5E\x4E\x75\x8A\x41\x64\x00\x4E\x56\xFF\xFA\x01\x08\x2E\x2E\x00\xB6\xD0\x68\x3E\x80\x2F\x0C\xA9\xFE\x64\x53\x69\x7A"

// fileKey is the key that the empty password opens, nil when it opens none.
func (f *file) fileKey(e dict, v int, metadata bool) []byte {
	r := f.intOf(e["R"], 2)
	o, _ := f.resolve(e["O"]).(str)
	u, _ := f.resolve(e["U"]).(str)
	if r >= 5 {
		ue, _ := f.resolve(e["UE"]).(str)
		return key256(u, ue, r)
	}
	n := f.intOf(e["Length"], 40) / 8
	if v == 1 {
		n = 5
	}
	if v == 4 {
		n = 16
	}
	if len(o) < 32 || len(u) < 16 || n < 5 || n > 16 {
		return nil
	}
	h := md5.New()
	h.Write([]byte(passwordPad))
	h.Write(o[:32])
	p, _ := f.resolve(e["P"]).(float64)
	binary.Write(h, binary.LittleEndian, uint32(int64(p)))
	var id str
	if ids, ok := f.resolve(f.trailer["ID"]).(array); ok && len(ids) > 0 {
		id, _ = f.resolve(ids[0]).(str)
	}
	h.Write(id)
	if r >= 4 && !metadata {
		h.Write([]byte{0xFF, 0xFF, 0xFF, 0xFF})
	}
	key := h.Sum(nil)
	if r >= 3 {
		for range 50 {
			sum := md5.Sum(key[:n])
			key = sum[:]
		}
	}
	key = key[:n]
	if !opens(key, u, id, r) {
		return nil
	}
	return key
}

// opens reports whether key gives the check value u (algorithms 4 and 5).
func opens(key, u, id []byte, r int) bool {
	if r == 2 {
		return bytes.Equal(unrc4(key, []byte(passwordPad)), u[:min(32, len(u))])
	}
	sum := md5.Sum(append([]byte(passwordPad), id...))
	out := unrc4(key, sum[:])
	for i := 1; i < 20; i++ {
		k := make([]byte, len(key))
		for j := range k {
			k[j] = key[j] ^ byte(i)
		}
		out = unrc4(k, out)
	}
	return bytes.Equal(out, u[:16])
}

// key256 is the key of AES-256 files (ISO 32000-2, 7.6.4.3.3), for the empty
// password.
func key256(u, ue []byte, r int) []byte {
	if len(u) < 48 || len(ue) < 32 || r > 6 {
		return nil
	}
	hash := func(salt []byte) []byte {
		sum := sha256.Sum256(salt)
		if r == 5 {
			return sum[:]
		}
		return hash2B(sum[:])
	}
	if !bytes.Equal(hash(u[32:40]), u[:32]) {
		return nil
	}
	block, err := aes.NewCipher(hash(u[40:48]))
	if err != nil {
		return nil
	}
	key := make([]byte, 32)
	cipher.NewCBCDecrypter(block, make([]byte, 16)).CryptBlocks(key, ue[:32])
	return key
}

// hash2B is algorithm 2.B for the empty password.
func hash2B(k []byte) []byte {
	for i := 0; ; i++ {
		k1 := bytes.Repeat(k, 64)
		block, err := aes.NewCipher(k[:16])
		if err != nil {
			return nil
		}
		cipher.NewCBCEncrypter(block, k[16:32]).CryptBlocks(k1, k1)
		mod := 0
		for _, c := range k1[:16] {
			mod += int(c)
		}
		switch mod % 3 {
		case 0:
			s := sha256.Sum256(k1)
			k = s[:]
		case 1:
			s := sha512.Sum384(k1)
			k = s[:]
		default:
			s := sha512.Sum512(k1)
			k = s[:]
		}
		if i >= 63 && int(k1[len(k1)-1]) <= i+1-32 {
			return k[:32]
		}
	}
}

func unrc4(key, data []byte) []byte {
	c, err := rc4.NewCipher(key)
	if err != nil {
		return data
	}
	out := make([]byte, len(data))
	c.XORKeyStream(out, data)
	return out
}

// undo deciphers the data of one object.
func (d *decipher) undo(kind cipherKind, data []byte, r ref) []byte {
	if kind == noCipher {
		return data
	}
	if kind == withAES256 {
		return unaes(d.key, data)
	}
	k := append(bytes.Clone(d.key), byte(r.num), byte(r.num>>8), byte(r.num>>16), byte(r.gen), byte(r.gen>>8))
	if kind == withAES {
		k = append(k, "sAlT"...)
	}
	sum := md5.Sum(k)
	key := sum[:min(16, len(d.key)+5)]
	if kind == withAES {
		return unaes(key, data)
	}
	return unrc4(key, data)
}

// unaes undoes AES in CBC mode; the data begin with the first block's mate.
func unaes(key, data []byte) []byte {
	block, err := aes.NewCipher(key)
	if err != nil || len(data) < 32 {
		return nil
	}
	out := make([]byte, (len(data)-16)&^15)
	cipher.NewCBCDecrypter(block, data[:16]).CryptBlocks(out, data[16:16+len(out)])
	if n := int(out[len(out)-1]); n >= 1 && n <= 16 {
		out = out[:len(out)-n]
	}
	return out
}

func (d *decipher) stream(data []byte, s *stream) []byte {
	if s.dict["Type"] == name("XRef") || s.dict["Type"] == name("Metadata") && !d.metadata {
		return data
	}
	return d.undo(d.streams, data, s.ref)
}

// texts deciphers the strings in an object.
func (d *decipher) texts(x any, r ref) any {
	switch x := x.(type) {
	case str:
		return str(d.undo(d.strings, x, r))
	case array:
		for i := range x {
			x[i] = d.texts(x[i], r)
		}
	case dict:
		for k, v := range x {
			x[k] = d.texts(v, r)
		}
	case *stream:
		d.texts(x.dict, r)
	}
	return x
}
