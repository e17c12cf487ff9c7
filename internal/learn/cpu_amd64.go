package learn

// vectors is the widest vector unit of this processor, in float32 lanes: 16 for
// AVX-512, 8 for AVX2, 1 for neither.
var vectors = lanes()

// dotProducts tells whether the processor has AVX-512 VNNI.
var dotProducts = vectors == 16 && hasVNNI()

func hasVNNI() bool {
	_, _, c7, _ := cpuid(7, 0)
	return c7&(1<<11) != 0
}

func cpuid(leaf, sub uint32) (a, b, c, d uint32)

func xgetbv() uint32

// lanes follows Intel's manual, volume 1, sections 14.3 and 15.2: the processor
// must have the instructions and the system must save the registers.
func lanes() int {
	top, _, _, _ := cpuid(0, 0)
	_, _, c1, _ := cpuid(1, 0)
	const osxsave, avx = 1 << 27, 1 << 28
	if top < 7 || c1&osxsave == 0 || c1&avx == 0 {
		return 1
	}
	saved := xgetbv()
	_, b7, _, _ := cpuid(7, 0)
	const avx2, avx512f, avx512dq, avx512bw, avx512vl = 1 << 5, 1 << 16, 1 << 17, 1 << 30, 1 << 31
	const avx512 = avx512f | avx512dq | avx512bw | avx512vl
	switch {
	case saved&0xe6 == 0xe6 && b7&avx512 == avx512:
		return 16
	case saved&6 == 6 && b7&avx2 != 0:
		return 8
	}
	return 1
}
