// Package bolt keeps the records in one file: the default storage, for one process.
//
// It knows bbolt and the stored forms, and nothing of why anything is stored.
package bolt

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"time"

	"go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"

	"casebell"
)

// schema is the number of the stored form. A file of another number is refused rather than misread.
const schema = 1

// The buckets, and what their keys and values are. "digest" is SHA-256 over the parts named, each with its length.
var (
	bucketMeta      = []byte("meta")         // "schema" → number, 8 bytes big-endian
	bucketSeen      = []byte("seen")         // digest(platform, chat, message) → time
	bucketSeenTimes = []byte("seen by time") // time + digest → nothing
	bucketLanguage  = []byte("language")     // digest(platform, person) → BCP 47 tag
	bucketVotes     = []byte("votes")        // digest(platform, person, article) → 1 helped, 0 not
	bucketTally     = []byte("tally")        // article → helped and not helped, 8 bytes each
)

var schemaKey = []byte("schema")

// openTimeout is how long to wait for another process to let go of the file. bbolt's own default waits for ever.
const openTimeout = time.Second

// batchDelay is how long a write waits for others to share its flush to the disk: little beside the flush, yet a crowd
// of chats becomes one.
const batchDelay = time.Millisecond

// Store is a file of records.
type Store struct{ db *bbolt.DB }

// Open opens a file, and makes it where there is none.
func Open(path string) (*Store, error) {
	db, err := bbolt.Open(path, 0o600, &bbolt.Options{Timeout: openTimeout})
	if errors.Is(err, bolterrors.ErrTimeout) {
		return nil, fmt.Errorf("store: %s is in use by another process: %w", path, casebell.ErrConflict)
	}
	if err != nil {
		return nil, fmt.Errorf("store: open %s: %w", path, err)
	}
	db.MaxBatchDelay = batchDelay
	if err := db.Update(prepare); err != nil {
		return nil, errors.Join(fmt.Errorf("store: open %s: %w", path, err), db.Close())
	}
	return &Store{db: db}, nil
}

// prepare makes the buckets and checks the schema.
func prepare(btx *bbolt.Tx) error {
	for _, name := range [][]byte{bucketMeta, bucketSeen, bucketSeenTimes, bucketLanguage, bucketVotes, bucketTally} {
		if _, err := btx.CreateBucketIfNotExists(name); err != nil {
			return err
		}
	}
	meta := btx.Bucket(bucketMeta)
	stored := meta.Get(schemaKey)
	if stored == nil {
		return meta.Put(schemaKey, binary.BigEndian.AppendUint64(nil, schema))
	}
	if n := binary.BigEndian.Uint64(stored); n != schema {
		return fmt.Errorf("the file has schema %d and this program knows %d: use the program that wrote it", n, schema)
	}
	return nil
}

// Close lets go of the file.
func (s *Store) Close() error { return s.db.Close() }

// View gives fn a reading transaction.
func (s *Store) View(ctx context.Context, fn func(casebell.Tx) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	return s.db.View(func(btx *bbolt.Tx) error { return fn(tx{btx}) })
}

// Update gives fn a writing transaction. Several calls at once share one flush to the disk; where one of them fails it
// is run again by itself.
func (s *Store) Update(ctx context.Context, fn func(casebell.Tx) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	return s.db.Batch(func(btx *bbolt.Tx) error { return fn(tx{btx}) })
}
