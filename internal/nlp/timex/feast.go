package timex

var feasts = map[string]int{"christmas":1}

func (r *reader) feast(i int) (point, int) { return point{}, 0 }
