// Package settings changes configurations of the workshop by "Key=value".
package settings

import (
	"encoding/json"
	"fmt"
	"strings"

	"dossier/internal/fault"
)

// Change sets fields of the struct that cfg points to. Each change is
// "Key=value", the name of a field and its value in JSON; a struct keeps the
// fields that its value does not name.
func Change(cfg any, changes []string) error {
	for _, c := range changes {
		k, v, ok := strings.Cut(c, "=")
		if !ok {
			return fault.New(fault.Invalid, "%q is no change of a setting: Key=value", c)
		}
		d := json.NewDecoder(strings.NewReader(fmt.Sprintf("{%q: %s}", k, v)))
		d.DisallowUnknownFields()
		if err := d.Decode(cfg); err != nil {
			return fault.Wrap("read the change "+c, err)
		}
	}
	return nil
}
