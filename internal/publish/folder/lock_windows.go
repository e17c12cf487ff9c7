package folder

import (
	"errors"
	"os"

	"golang.org/x/sys/windows"
)

// farOff is beyond all that a journal holds: others read the file while it is locked.
const farOff = 1 << 30

// tryLock locks a file for this process alone, and reports whether nobody else has.
func tryLock(f *os.File) (free bool, err error) {
	at := windows.Overlapped{OffsetHigh: farOff}
	err = windows.LockFileEx(windows.Handle(f.Fd()), windows.LOCKFILE_EXCLUSIVE_LOCK|windows.LOCKFILE_FAIL_IMMEDIATELY, 0, 1, 0, &at)
	switch {
	case errors.Is(err, windows.ERROR_LOCK_VIOLATION), errors.Is(err, windows.ERROR_IO_PENDING):
		return false, nil
	case errors.Is(err, errors.ErrUnsupported), errors.Is(err, windows.ERROR_INVALID_FUNCTION):
		return true, nil // the file system has no locks
	}
	return err == nil, err
}
