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
	if v.Value, err = dynamic(p.Value); err != nil {
		return fmt.Errorf("value of slot %q: %w", v.Slot, err)
	}
	return nil
}

// UnmarshalJSON reads a trait with the dynamic type that [Trait] states.
func (t *Trait) UnmarshalJSON(b []byte) error {
	type plain Trait
	var p struct {
		plain
		Value json.RawMessage `json:"value"`
	}
	if err := json.Unmarshal(b, &p); err != nil {
		return err
	}
	*t = Trait(p.plain)
	var err error
	if t.Value, err = dynamic(p.Value); err != nil {
		return fmt.Errorf("value of a trait: %w", err)
	}
	return nil
}

// dynamic reads a string, an int, a [Range] or a pair of coordinates.
func dynamic(b json.RawMessage) (any, error) {
	switch {
	case len(b) == 0 || string(b) == "null":
		return nil, nil
	case b[0] == '"':
		return into[string](b)
	case b[0] == '{':
		return into[Range](b)
	case b[0] == '[':
		return into[[2]float64](b)
	}
	return into[int](b)
}

func into[T any](b []byte) (T, error) {
	var t T
	err := json.Unmarshal(b, &t)
	return t, err
}
