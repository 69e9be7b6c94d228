// Package casebell holds the nouns of the house and their rules, and says what storage must do.
//
// It knows nothing of any platform, page, file or wire, and imports the standard library only: every other package may
// speak its words.
package casebell

import "errors"

// A Person is somebody on a platform. The id is opaque: only the platform's adapter makes or reads it.
type Person struct{ Platform, ID string }

// A Chat is a place on a platform where messages are exchanged. The id is opaque: only the platform's adapter makes or
// reads it.
type Chat struct{ Platform, ID string }

// What went wrong, for those who must act on it. They come wrapped; the edge turns them into sentences.
var (
	// ErrNotFound says that what was asked for is not there.
	ErrNotFound = errors.New("not found")
	// ErrInvalid says that what was given cannot be right, so that trying again is useless.
	ErrInvalid = errors.New("invalid")
	// ErrConflict says that somebody else holds or has changed the thing.
	ErrConflict = errors.New("conflict")
)
