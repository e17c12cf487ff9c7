package schema

import (
	"encoding/json"
	"fmt"
)

// UnmarshalJSON reads a value with the dynamic type that [Value] states: a
// string, an int, a [Range] or a pair of coordinates.
func (v *Value) UnmarshalJSON(b []byte) error {
	type plain Value
	var p struct {
		plain
		Value json.RawMessage `json:"value"`
	}
	if err := json.Unmarshal(b, &p); err != nil {
		return err
	}
	*v = Value(p.plain)
	var err error
	switch {
	case len(p.Value) == 0 || string(p.Value) == "null":
		v.Value = nil
	case p.Value[0] == '"':
		v.Value, err = into[string](p.Value)
	case p.Value[0] == '{':
		v.Value, err = into[Range](p.Value)
	case p.Value[0] == '[':
		v.Value, err = into[[2]float64](p.Value)
	default:
		v.Value, err = into[int](p.Value)
	}
	if err != nil {
		return fmt.Errorf("value of slot %q: %w", v.Slot, err)
	}
	return nil
}

func into[T any](b []byte) (T, error) {
	var t T
	err := json.Unmarshal(b, &t)
	return t, err
}
