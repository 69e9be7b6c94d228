// Package store opens storage by an address: "bolt:FILE".
package store

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"casebell"
	"casebell/store/bolt"
)

// A Store is records that must be closed.
type Store interface {
	casebell.Records
	io.Closer
}

// Valid says whether an address names a storage that Open knows. It opens nothing.
func Valid(address string) error {
	kind, file, _ := strings.Cut(address, ":")
	if kind != "bolt" || file == "" {
		return fmt.Errorf("store: %q is no address of a store: write bolt: and the name of a file: %w", address, casebell.ErrInvalid)
	}
	return nil
}

// Open opens the storage at an address, and makes it, and the folder it is in, where there is none.
func Open(address string) (Store, error) {
	if err := Valid(address); err != nil {
		return nil, err
	}
	file := File(address)
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		return nil, fmt.Errorf("store: %w", err)
	}
	s, err := bolt.Open(file)
	if err != nil {
		return nil, err // not s: a nil *bolt.Store is not a nil Store
	}
	return s, nil
}

// File is the file that an address names.
func File(address string) string {
	_, file, _ := strings.Cut(address, ":")
	return file
}
