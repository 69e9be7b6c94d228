// Package store opens storage by an address: "bolt:FILE".
package store

import (
	"fmt"
	"io"
	"strings"

	"casebell"
	"casebell/store/bolt"
)

// A Store is records that must be closed.
type Store interface {
	casebell.Records
	io.Closer
}

// Open opens the storage at an address. The only kind so far is bolt:FILE.
func Open(address string) (Store, error) {
	kind, rest, found := strings.Cut(address, ":")
	if !found || rest == "" {
		return nil, fmt.Errorf("store: %q is no address of a store: write bolt: and the name of a file: %w", address, casebell.ErrInvalid)
	}
	switch kind {
	case "bolt":
		return bolt.Open(rest)
	default:
		return nil, fmt.Errorf("store: there is no kind of store %q: write bolt: and the name of a file: %w", kind, casebell.ErrInvalid)
	}
}
