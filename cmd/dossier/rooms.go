package main

import (
	"context"
	"errors"

	"dossier/schema"
)

// File is a document that is already in memory, under the path it is known by.
type File struct {
	Path  string
	Bytes []byte
}

// Rooms is what lies behind the front: documents in, records out.
type Rooms struct {
	// Read reads files, folders and standard input ("-") and folds what they
	// tell. A document that fails is told to report and the others go on.
	Read func(ctx context.Context, paths []string, report func(path string, err error)) (schema.Output, error)
	// ReadFiles does the same with documents in memory.
	ReadFiles func(ctx context.Context, files []File, report func(path string, err error)) (schema.Output, error)
	// Text is the text of one document that its offsets count in.
	Text func(ctx context.Context, path string) (string, error)
}

// openRooms wires the rooms of the program.
func openRooms() Rooms {
	err := errors.New("this build has no readers")
	return Rooms{
		Read: func(context.Context, []string, func(string, error)) (schema.Output, error) {
			return schema.Output{}, err
		},
		ReadFiles: func(context.Context, []File, func(string, error)) (schema.Output, error) {
			return schema.Output{}, err
		},
		Text: func(context.Context, string) (string, error) { return "", err },
	}
}
