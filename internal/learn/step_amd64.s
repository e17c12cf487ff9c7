#include "textflag.h"

// The constants of Sigmoid, in the order stepGo needs them.
DATA sig<>+0(SB)/4, $0.5
DATA sig<>+4(SB)/4, $4.97
DATA sig<>+8(SB)/4, $-4.97
DATA sig<>+12(SB)/4, $378.0
DATA sig<>+16(SB)/4, $17325.0
DATA sig<>+20(SB)/4, $135135.0
DATA sig<>+24(SB)/4, $28.0
DATA sig<>+28(SB)/4, $3150.0
DATA sig<>+32(SB)/4, $62370.0
GLOBL sig<>(SB), RODATA|NOPTR, $36

// ARGS loads the arguments: CX counts h in bytes, AX is the offset so far; DI,
// SI, BX, DX and R8 are y, x, u, v and cell; R10, R11 and R12 are the forget
// and reset gates of u and the reset weights of v.
#define ARGS \
	MOVQ h+0(FP), CX \
	MOVQ y+8(FP), DI \
	MOVQ x+16(FP), SI \
	MOVQ u+24(FP), BX \
	MOVQ v+32(FP), DX \
	MOVQ cell+40(FP), R8 \
	SHLQ $2, CX \
	LEAQ (BX)(CX*1), R10 \
	LEAQ (BX)(CX*2), R11 \
	LEAQ (DX)(CX*1), R12 \
	XORQ AX, AX

// SIGMOID turns r into Sigmoid(r); q, n and d are spoilt.
#define SIGMOID512(r, q, n, d) \
	VMULPS Z16, r, r \
	VMINPS Z17, r, r \
	VMAXPS Z18, r, r \
	VMULPS r, r, q \
	VADDPS Z19, q, n \
	VMULPS q, n, n \
	VADDPS Z20, n, n \
	VMULPS q, n, n \
	VADDPS Z21, n, n \
	VMULPS r, n, n \
	VMULPS Z22, q, d \
	VADDPS Z23, d, d \
	VMULPS q, d, d \
	VADDPS Z24, d, d \
	VMULPS q, d, d \
	VADDPS Z21, d, d \
	VDIVPS d, n, r \
	VMULPS Z16, r, r \
	VADDPS Z16, r, r

#define SIGMOID256(r, q, n, d) \
	VMULPS Y7, r, r \
	VMINPS Y8, r, r \
	VMAXPS Y9, r, r \
	VMULPS r, r, q \
	VADDPS Y10, q, n \
	VMULPS q, n, n \
	VADDPS Y11, n, n \
	VMULPS q, n, n \
	VADDPS Y12, n, n \
	VMULPS r, n, n \
	VMULPS Y13, q, d \
	VADDPS Y14, d, d \
	VMULPS q, d, d \
	VADDPS Y15, d, d \
	VMULPS q, d, d \
	VADDPS Y12, d, d \
	VDIVPS d, n, r \
	VMULPS Y7, r, r \
	VADDPS Y7, r, r

// func step512(h int, y, x, u, v, cell *float32)
TEXT ·step512(SB), NOSPLIT, $0-48
	ARGS
	VBROADCASTSS sig<>+0(SB), Z16
	VBROADCASTSS sig<>+4(SB), Z17
	VBROADCASTSS sig<>+8(SB), Z18
	VBROADCASTSS sig<>+12(SB), Z19
	VBROADCASTSS sig<>+16(SB), Z20
	VBROADCASTSS sig<>+20(SB), Z21
	VBROADCASTSS sig<>+24(SB), Z22
	VBROADCASTSS sig<>+28(SB), Z23
	VBROADCASTSS sig<>+32(SB), Z24
loop:
	VMOVUPS (R8)(AX*1), Z0
	VMULPS (DX)(AX*1), Z0, Z1
	VADDPS (R10)(AX*1), Z1, Z1
	VMULPS (R12)(AX*1), Z0, Z2
	VADDPS (R11)(AX*1), Z2, Z2
	SIGMOID512(Z1, Z3, Z4, Z5)
	SIGMOID512(Z2, Z3, Z4, Z5)
	VMOVUPS Z1, (R10)(AX*1)
	VMOVUPS Z2, (R11)(AX*1)
	VMOVUPS (BX)(AX*1), Z3
	VSUBPS Z3, Z0, Z0
	VMULPS Z1, Z0, Z0
	VADDPS Z3, Z0, Z0
	VMOVUPS Z0, (R8)(AX*1)
	VMOVUPS (SI)(AX*1), Z3
	VSUBPS Z3, Z0, Z0
	VMULPS Z2, Z0, Z0
	VADDPS Z3, Z0, Z0
	VMOVUPS Z0, (DI)(AX*1)
	ADDQ $64, AX
	CMPQ AX, CX
	JLT loop
	VZEROUPPER
	RET

// func step256(h int, y, x, u, v, cell *float32)
TEXT ·step256(SB), NOSPLIT, $0-48
	ARGS
	VBROADCASTSS sig<>+0(SB), Y7
	VBROADCASTSS sig<>+4(SB), Y8
	VBROADCASTSS sig<>+8(SB), Y9
	VBROADCASTSS sig<>+12(SB), Y10
	VBROADCASTSS sig<>+16(SB), Y11
	VBROADCASTSS sig<>+20(SB), Y12
	VBROADCASTSS sig<>+24(SB), Y13
	VBROADCASTSS sig<>+28(SB), Y14
	VBROADCASTSS sig<>+32(SB), Y15
loop:
	VMOVUPS (R8)(AX*1), Y0
	VMULPS (DX)(AX*1), Y0, Y1
	VADDPS (R10)(AX*1), Y1, Y1
	VMULPS (R12)(AX*1), Y0, Y2
	VADDPS (R11)(AX*1), Y2, Y2
	SIGMOID256(Y1, Y3, Y4, Y5)
	SIGMOID256(Y2, Y3, Y4, Y5)
	VMOVUPS Y1, (R10)(AX*1)
	VMOVUPS Y2, (R11)(AX*1)
	VMOVUPS (BX)(AX*1), Y3
	VSUBPS Y3, Y0, Y0
	VMULPS Y1, Y0, Y0
	VADDPS Y3, Y0, Y0
	VMOVUPS Y0, (R8)(AX*1)
	VMOVUPS (SI)(AX*1), Y3
	VSUBPS Y3, Y0, Y0
	VMULPS Y2, Y0, Y0
	VADDPS Y3, Y0, Y0
	VMOVUPS Y0, (DI)(AX*1)
	ADDQ $32, AX
	CMPQ AX, CX
	JLT loop
	VZEROUPPER
	RET
