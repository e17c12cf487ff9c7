package remote

// What the tests of this folder see beside the exported names.

// Control is control.
var Control = control

// Robots is robots.
type Robots = robots

// ParseRobots is parseRobots for this program.
func ParseRobots(s string) *Robots { return parseRobots(s, agentName) }

// Allows is allows.
func (r *Robots) Allows(path string) bool { return r.allows(path) }
