// Package fault names the kinds of error that callers tell apart, and wraps an
// error with the call that met it.
package fault

import (
	"errors"
	"fmt"
)

// Kind is what sort of trouble an error is; commands map it to an exit status
// and a web page to a status code.
type Kind string

// The kinds of error.
const (
	NotFound    Kind = "not found"   // what was asked for is not there
	Invalid     Kind = "invalid"     // the caller's input is wrong
	Unreadable  Kind = "unreadable"  // a document cannot be read
	TooLarge    Kind = "too large"   // a document is beyond a stated bound
	Unsupported Kind = "unsupported" // a format that is not read
	Conflict    Kind = "conflict"    // what is stored contradicts what was given
	Corrupt     Kind = "corrupt"     // what is stored is not what was stored
	Unknown     Kind = "unknown"     // nobody knows who asks
	Forbidden   Kind = "forbidden"   // who asks may not
	Limited     Kind = "limited"     // it was asked for too often; later it may be
	Slow        Kind = "slow"        // it took longer than it may, and was stopped
)

// Error is an error with a kind.
type Error struct {
	Kind Kind
	Op   string // what was attempted, lower case: "read pdf: page 3"
	Err  error
}

// Error is "op: cause".
func (e *Error) Error() string {
	if e.Err == nil {
		return e.Op
	}
	if e.Op == "" {
		return e.Err.Error()
	}
	return e.Op + ": " + e.Err.Error()
}

// Unwrap is the cause.
func (e *Error) Unwrap() error { return e.Err }

// New makes an error of a kind with a formatted message.
func New(k Kind, format string, args ...any) error {
	return &Error{Kind: k, Err: fmt.Errorf(format, args...)}
}

// Wrap puts op before err and keeps its kind. A nil err stays nil.
func Wrap(op string, err error) error {
	if err == nil {
		return nil
	}
	return &Error{Kind: Of(err), Op: op, Err: err}
}

// Of is the kind of err, or "" when it has none.
func Of(err error) Kind {
	var e *Error
	if errors.As(err, &e) {
		return e.Kind
	}
	return ""
}
