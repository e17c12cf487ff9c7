package sqlite

import (
	"runtime"

	"github.com/klauspost/compress/zstd"
)

// packer compresses what the database keeps as bytes; several may use it at once.
type packer struct {
	enc *zstd.Encoder
	dec *zstd.Decoder
}

// maxObject bounds what damaged bytes may unpack to.
const maxObject = 1 << 30

func newPacker() (packer, error) {
	enc, err := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(min(4, runtime.GOMAXPROCS(0))), zstd.WithEncoderCRC(true))
	if err != nil {
		return packer{}, err
	}
	dec, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(0), zstd.WithDecoderMaxMemory(maxObject))
	return packer{enc, dec}, err
}

func (p packer) pack(b []byte) []byte { return p.enc.EncodeAll(b, nil) }

func (p packer) unpack(b []byte) ([]byte, error) { return p.dec.DecodeAll(b, nil) }
