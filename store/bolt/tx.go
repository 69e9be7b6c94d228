package bolt

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"time"

	"go.etcd.io/bbolt"

	"casebell"
)

// tx is one transaction in the words of the house.
type tx struct{ b *bbolt.Tx }

// digest names a thing without keeping its parts. Each part goes in with its length, so that no two lists of parts can
// be confused.
func digest(parts ...string) []byte {
	h := sha256.New()
	for _, p := range parts {
		h.Write(binary.BigEndian.AppendUint32(nil, uint32(len(p))))
		h.Write([]byte(p))
	}
	return h.Sum(nil)
}

// timeSize is the length of a time in bytes.
const timeSize = 8

// timeKey is a time such that keys sort by it. Times before 1970 do not occur.
func timeKey(t time.Time) []byte { return binary.BigEndian.AppendUint64(nil, uint64(t.UnixMilli())) }

func (t tx) Seen(chat casebell.Chat, message string) (bool, error) {
	return t.b.Bucket(bucketSeen).Get(digest(chat.Platform, chat.ID, message)) != nil, nil
}

func (t tx) MarkSeen(chat casebell.Chat, message string, at time.Time) error {
	name := digest(chat.Platform, chat.ID, message)
	seen, times := t.b.Bucket(bucketSeen), t.b.Bucket(bucketSeenTimes)
	if old := seen.Get(name); old != nil {
		if err := times.Delete(append(bytes.Clone(old), name...)); err != nil {
			return err
		}
	}
	if err := seen.Put(name, timeKey(at)); err != nil {
		return err
	}
	return times.Put(append(timeKey(at), name...), nil)
}

func (t tx) ForgetSeen(before time.Time, max int) (int, error) {
	seen, times := t.b.Bucket(bucketSeen), t.b.Bucket(bucketSeenTimes)
	limit := timeKey(before)
	var due [][]byte // collected first: a cursor does not survive deletions
	cursor := times.Cursor()
	for k, _ := cursor.First(); k != nil && len(due) < max && bytes.Compare(k[:timeSize], limit) < 0; k, _ = cursor.Next() {
		due = append(due, bytes.Clone(k))
	}
	for _, k := range due {
		if err := times.Delete(k); err != nil {
			return 0, err
		}
		if err := seen.Delete(k[timeSize:]); err != nil {
			return 0, err
		}
	}
	return len(due), nil
}

func (t tx) Language(p casebell.Person) (string, error) {
	tag := t.b.Bucket(bucketLanguage).Get(digest(p.Platform, p.ID))
	if tag == nil {
		return "", casebell.ErrNotFound
	}
	return string(tag), nil
}

func (t tx) SetLanguage(p casebell.Person, lang string) error {
	return t.b.Bucket(bucketLanguage).Put(digest(p.Platform, p.ID), []byte(lang))
}

func (t tx) Vote(p casebell.Person, article string, helped bool) error {
	votes, name := t.b.Bucket(bucketVotes), digest(p.Platform, p.ID, article)
	var tally storedTally
	tally.decode(t.b.Bucket(bucketTally).Get([]byte(article)))
	if old := votes.Get(name); old != nil {
		tally.add(old[0] == 1, -1)
	}
	tally.add(helped, +1)
	vote := []byte{0}
	if helped {
		vote[0] = 1
	}
	if err := votes.Put(name, vote); err != nil {
		return err
	}
	return t.b.Bucket(bucketTally).Put([]byte(article), tally.encode())
}

func (t tx) Tally() (map[string]casebell.Tally, error) {
	out := map[string]casebell.Tally{}
	err := t.b.Bucket(bucketTally).ForEach(func(article, value []byte) error {
		var tally storedTally
		tally.decode(value)
		out[string(article)] = casebell.Tally{Helped: int(tally.helped), NotHelped: int(tally.notHelped)}
		return nil
	})
	return out, err
}

// storedTally is the stored form of casebell.Tally.
type storedTally struct{ helped, notHelped uint64 }

func (s *storedTally) add(helped bool, n int) {
	if helped {
		s.helped += uint64(n)
	} else {
		s.notHelped += uint64(n)
	}
}

func (s *storedTally) encode() []byte {
	return binary.BigEndian.AppendUint64(binary.BigEndian.AppendUint64(nil, s.helped), s.notHelped)
}

func (s *storedTally) decode(value []byte) {
	if len(value) == 16 {
		s.helped, s.notHelped = binary.BigEndian.Uint64(value), binary.BigEndian.Uint64(value[8:])
	}
}
