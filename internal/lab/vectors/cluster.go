package vectors

import "math/rand/v2"

// clusters puts rows of length 1 into k clusters by spherical k-means, begun
// from rows drawn among the most frequent words, in at most so many moves.
func clusters(rows dense, k, moves int, seed uint64) []uint32 {
	rng := rand.New(rand.NewPCG(seed, uint64(k)))
	centres := begin(rows, rng.Perm(min(rows.n(), 8*k)), k)
	of := make([]uint32, rows.n())
	few := rows.first(shaping)
	for range moves {
		if place(centres, few, of[:few.n()]) == 0 {
			break
		}
		recentre(centres, few, of[:few.n()])
	}
	place(centres, rows, of)
	return of
}

// shaping is how many of the most frequent words shape the clusters; the others
// are put where they are nearest.
const shaping = 40_000

// place puts every row into its nearest cluster and says how many moved.
func place(centres, rows dense, of []uint32) (moved int) {
	for i := range of {
		if c := nearest(centres, rows.row(i)); c != of[i] {
			of[i] = c
			moved++
		}
	}
	return moved
}

// begin takes the first k of the drawn rows that point in different directions.
// Where there are not so many, the centres left over stay zero and draw nothing.
func begin(rows dense, drawn []int, k int) dense {
	centres := newDense(k, rows.k)
	c := 0
	for _, i := range drawn {
		if at := nearest(centres, rows.row(i)); c > 0 && dot(centres.row(int(at)), rows.row(i)) > 0.999 {
			continue
		}
		copy(centres.row(c), rows.row(i))
		if c++; c == k {
			break
		}
	}
	return centres
}

func dot(x, y []float64) float64 {
	d := 0.0
	for i, a := range x {
		d += float64(a * y[i])
	}
	return d
}

func nearest(centres dense, x []float64) uint32 {
	best, at := -2.0, 0
	for c := range centres.n() {
		if d := dot(x, centres.row(c)); d > best {
			best, at = d, c
		}
	}
	return uint32(at)
}

// recentre moves each centre to the direction of the mean of its rows; one
// without rows stays.
func recentre(centres, rows dense, of []uint32) {
	sums := newDense(centres.n(), centres.k)
	for i, c := range of {
		addScaled(sums.row(int(c)), 1, rows.row(i))
	}
	for c := range centres.n() {
		s := sums.row(c)
		n := 0.0
		for _, v := range s {
			n += float64(v * v)
		}
		if n == 0 {
			continue
		}
		normalise(s)
		copy(centres.row(c), s)
	}
}
