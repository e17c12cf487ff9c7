// Package count says how many: exactly, at least, at most, between.
package count

import (
	"fmt"
	"strconv"
)

// Open marks a bound that is not known.
const Open = -1

// Count is a number of people or things with bounds. Min == Max is exact; a
// bound of [Open] is not known ("at least 5" is {5, Open}, "up to 5" is
// {Open, 5}).
type Count struct {
	Min, Max int
	// Approximate is set for "about 20", "some 20", "nearly 20".
	Approximate bool
}

// Exactly is the count n.
func Exactly(n int) Count { return Count{Min: n, Max: n} }

// AtLeast is n or more.
func AtLeast(n int) Count { return Count{Min: n, Max: Open} }

// AtMost is n or fewer.
func AtMost(n int) Count { return Count{Min: Open, Max: n} }

// Between is from a to b, both included.
func Between(a, b int) Count { return Count{Min: a, Max: b} }

// IsExact reports whether the count is one number.
func (c Count) IsExact() bool { return c.Min == c.Max && c.Min != Open }

// Known reports whether the count has a bound at all.
func (c Count) Known() bool { return c.Min != Open || c.Max != Open }

// Plus is the count of two groups that share nobody. A bound that either leaves
// open is open in the sum.
func (c Count) Plus(o Count) Count {
	sum := Count{Min: Open, Max: Open, Approximate: c.Approximate || o.Approximate}
	if c.Min != Open && o.Min != Open {
		sum.Min = c.Min + o.Min
	}
	if c.Max != Open && o.Max != Open {
		sum.Max = c.Max + o.Max
	}
	return sum
}

// Compatible reports whether one number could satisfy both counts.
func (c Count) Compatible(o Count) bool {
	return (c.Max == Open || o.Min == Open || o.Min <= c.Max) &&
		(o.Max == Open || c.Min == Open || c.Min <= o.Max)
}

// String is "3", "at least 3", "up to 3", "2 to 5" or "unknown".
func (c Count) String() string {
	about := ""
	if c.Approximate {
		about = "about "
	}
	switch {
	case c.Min == Open && c.Max == Open:
		return "unknown"
	case c.Min == c.Max:
		return about + strconv.Itoa(c.Min)
	case c.Max == Open:
		return about + "at least " + strconv.Itoa(c.Min)
	case c.Min == Open:
		return about + "up to " + strconv.Itoa(c.Max)
	}
	return fmt.Sprintf("%s%d to %d", about, c.Min, c.Max)
}
