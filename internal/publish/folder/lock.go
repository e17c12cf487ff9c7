package folder

import (
	"errors"
	"io/fs"
	"os"

	"dossier/internal/fault"
)

// lock takes the folder for this run alone. It is the system's lock on the journal:
// whatever ends a run, a crash or a power cut too, frees it, and the file that is left
// behind hinders nobody. On a file system that has no locks there is none.
func (f *Folder) lock() error {
	for {
		j, err := f.root.OpenFile(journalName, os.O_CREATE|os.O_RDWR|os.O_APPEND, 0o644)
		if err != nil {
			return fault.Wrap("publish to "+f.dir, err)
		}
		free, err := tryLock(j)
		if err != nil || !free {
			j.Close()
			if err == nil {
				err = fault.New(fault.Conflict, "another run is publishing there now; try again when it has ended")
			}
			return fault.Wrap("publish to "+f.dir, err)
		}
		if f.stands(j) {
			f.journal = j
			return nil
		}
		j.Close() // of a run that ended in between
	}
}

// stands reports whether a journal is the one that others find.
func (f *Folder) stands(j *os.File) bool {
	mine, err := j.Stat()
	there, e := f.root.Stat(journalName)
	return err == nil && e == nil && os.SameFile(mine, there)
}

// unlock removes the journal of a run that is whole, and lets go of the folder. The
// file goes while it is still locked, so that nobody waits on one that is gone;
// where a system removes no open file, it goes after.
func (f *Folder) unlock() error {
	err := f.root.Remove(journalName)
	err2 := f.letGo()
	if err != nil {
		if err = f.root.Remove(journalName); errors.Is(err, fs.ErrNotExist) {
			err = nil
		}
	}
	return errors.Join(err, err2)
}

// letGo lets go of the folder and leaves the journal where it is.
func (f *Folder) letGo() error {
	j := f.journal
	if f.journal = nil; j == nil {
		return nil
	}
	return j.Close()
}
