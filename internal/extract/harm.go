package extract

// IsInjury reports whether a lemma names what a body suffers: "burn", "fracture",
// "smoke inhalation".
func IsInjury(lemma string) bool {
	switch lemma {
	case "wound", "injury", "fracture", "burn", "laceration", "bruise", "concussion", "inhalation", "shock", "cut":
		return true
	}
	return false
}

// IsBodyPart reports whether a lemma names a part of the body that can be hurt.
func IsBodyPart(lemma string) bool {
	switch lemma {
	case "head", "chest", "back", "leg", "arm", "neck", "shoulder", "torso", "stomach", "abdomen", "face", "foot", "hand", "hip", "thigh", "knee",
		"buttock", "side", "throat", "eye", "jaw", "wrist", "ankle", "finger", "body", "heart", "groin", "calf", "forearm", "nose", "rib", "thumb", "toe",
		"limb", "skull", "collarbone", "elbow":
		return true
	}
	return false
}

// Breaks reports whether a verb with a part of the body for object tells that its
// subject was hurt: "broke his wrist", "lost two fingers".
func Breaks(verb string) bool {
	switch verb {
	case "break", "lose", "fracture", "dislocate", "sprain", "shatter":
		return true
	}
	return false
}
