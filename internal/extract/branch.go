package extract

// Branch reports whether noun w is for a part of an armed group or party that acts and
// speaks for it: "the regional branch of X".
func Branch(w string) bool {
	switch w {
	case "branch", "affiliate", "wing", "arm", "offshoot", "chapter", "franchise", "faction":
		return true
	}
	return false
}
