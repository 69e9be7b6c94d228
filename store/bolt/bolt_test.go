package bolt_test

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"go.etcd.io/bbolt"

	"casebell"
	"casebell/store"
	"casebell/store/bolt"
	"casebell/store/storetest"
)

func TestSuite(t *testing.T) {
	storetest.Run(t, func(t *testing.T, place string) store.Store {
		s, err := bolt.Open(filepath.Join(place, "casebell.db"))
		if err != nil {
			t.Fatal(err)
		}
		return s
	})
}

func TestOpenTwice(t *testing.T) {
	path := filepath.Join(t.TempDir(), "casebell.db")
	s, err := bolt.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if _, err := bolt.Open(path); !errors.Is(err, casebell.ErrConflict) || !strings.Contains(err.Error(), "in use by another process") {
		t.Errorf("a second opening: %v", err)
	}
}

func TestOtherSchema(t *testing.T) {
	path := filepath.Join(t.TempDir(), "casebell.db")
	db, err := bbolt.Open(path, 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	err = db.Update(func(tx *bbolt.Tx) error {
		meta, err := tx.CreateBucket([]byte("meta"))
		if err != nil {
			return err
		}
		return meta.Put([]byte("schema"), []byte{0, 0, 0, 0, 0, 0, 0, 99})
	})
	if err := errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
	if _, err := bolt.Open(path); err == nil || !strings.Contains(err.Error(), "schema 99") {
		t.Errorf("a file of another schema: %v", err)
	}
}
