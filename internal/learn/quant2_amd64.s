#include "textflag.h"

// PAIRS adds the products of four columns, two sums to each, for both rows: w at
// offset o, the rows in Y12 and Y13.
#define PAIRS(o, y0, y1) \
	VPMOVSXBW o(BX), Y14 \
	VPMADDWD Y14, Y12, Y15 \
	VPADDD Y15, y0, y0 \
	VPMADDWD Y14, Y13, Y15 \
	VPADDD Y15, y1, y1

// func quantPairs(q int, a, b *uint8, w *int8, out *int32)
// The sums of 16 columns for the rows a and b, each in two parts: 32 numbers for
// a, then 32 for b.
TEXT ·quantPairs(SB), NOSPLIT, $0-40
	MOVQ q+0(FP), AX
	MOVQ a+8(FP), SI
	MOVQ b+16(FP), DI
	MOVQ w+24(FP), BX
	MOVQ out+32(FP), DX
	VPXOR Y0, Y0, Y0
	VPXOR Y1, Y1, Y1
	VPXOR Y2, Y2, Y2
	VPXOR Y3, Y3, Y3
	VPXOR Y4, Y4, Y4
	VPXOR Y5, Y5, Y5
	VPXOR Y6, Y6, Y6
	VPXOR Y7, Y7, Y7
loop:
	VPBROADCASTD (SI), X12
	VPMOVZXBW X12, Y12
	VPBROADCASTD (DI), X13
	VPMOVZXBW X13, Y13
	PAIRS(0, Y0, Y4)
	PAIRS(16, Y1, Y5)
	PAIRS(32, Y2, Y6)
	PAIRS(48, Y3, Y7)
	ADDQ $4, SI
	ADDQ $4, DI
	ADDQ $256, BX
	DECQ AX
	JNZ loop
	VMOVDQU Y0, (DX)
	VMOVDQU Y1, 32(DX)
	VMOVDQU Y2, 64(DX)
	VMOVDQU Y3, 96(DX)
	VMOVDQU Y4, 128(DX)
	VMOVDQU Y5, 160(DX)
	VMOVDQU Y6, 192(DX)
	VMOVDQU Y7, 224(DX)
	VZEROUPPER
	RET
