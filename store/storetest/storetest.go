// Package storetest is the suite that every storage passes. There are no opt-outs.
package storetest

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"casebell"
	"casebell/store"
)

// Open opens the storage under test. Opening the same place again after Close finds what was written.
type Open func(t *testing.T, place string) store.Store

var (
	chat   = casebell.Chat{Platform: "web", ID: "chat 1"}
	other  = casebell.Chat{Platform: "web", ID: "chat 2"}
	person = casebell.Person{Platform: "web", ID: "person 1"}
	start  = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
)

// Run runs the whole suite, once as it is and once with each Update called twice.
func Run(t *testing.T, open Open) {
	for _, mode := range []struct {
		name string
		wrap func(store.Store) casebell.Records
	}{
		{"once", func(s store.Store) casebell.Records { return s }},
		{"twice", func(s store.Store) casebell.Records { return twice{s} }},
	} {
		t.Run(mode.name, func(t *testing.T) {
			for name, test := range map[string]func(*testing.T, casebell.Records){
				"seen": testSeen, "forget": testForget, "language": testLanguage, "votes": testVotes,
				"rollback": testRollback, "view writes nothing": testView, "race": testRace, "cancelled": testCancelled,
			} {
				t.Run(name, func(t *testing.T) {
					s := open(t, t.TempDir())
					t.Cleanup(func() { s.Close() })
					test(t, mode.wrap(s))
				})
			}
		})
	}
	t.Run("reopen", func(t *testing.T) { testReopen(t, open) })
}

// twice calls each function given to Update twice, as storage is free to: first in a transaction that comes to nothing.
type twice struct{ casebell.Records }

var errAgain = errors.New("again")

func (r twice) Update(ctx context.Context, fn func(casebell.Tx) error) error {
	err := r.Records.Update(ctx, func(tx casebell.Tx) error {
		if err := fn(tx); err != nil {
			return err
		}
		return errAgain
	})
	if !errors.Is(err, errAgain) {
		return err
	}
	return r.Records.Update(ctx, fn)
}

func update(t *testing.T, r casebell.Records, fn func(casebell.Tx) error) {
	t.Helper()
	if err := r.Update(t.Context(), fn); err != nil {
		t.Fatal(err)
	}
}

func seen(t *testing.T, r casebell.Records, c casebell.Chat, message string) (seen bool) {
	t.Helper()
	err := r.View(t.Context(), func(tx casebell.Tx) (err error) {
		seen, err = tx.Seen(c, message)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return seen
}

func testSeen(t *testing.T, r casebell.Records) {
	update(t, r, func(tx casebell.Tx) error { return tx.MarkSeen(chat, "m1", start) })
	for _, c := range []struct {
		chat    casebell.Chat
		message string
		want    bool
	}{
		{chat, "m1", true}, {chat, "m2", false}, {other, "m1", false},
		{casebell.Chat{Platform: "webchat 1", ID: ""}, "m1", false}, // the parts must not run together
		{casebell.Chat{Platform: "telegram", ID: chat.ID}, "m1", false},
	} {
		if got := seen(t, r, c.chat, c.message); got != c.want {
			t.Errorf("Seen(%v, %s) = %t, want %t", c.chat, c.message, got, c.want)
		}
	}
	update(t, r, func(tx casebell.Tx) error { return tx.MarkSeen(chat, "m1", start.Add(time.Hour)) })
	if !seen(t, r, chat, "m1") {
		t.Error("a message marked twice is not seen")
	}
}

func testForget(t *testing.T, r casebell.Records) {
	update(t, r, func(tx casebell.Tx) error {
		for i := range 10 {
			if err := tx.MarkSeen(chat, fmt.Sprint("m", i), start.Add(time.Duration(i)*time.Minute)); err != nil {
				return err
			}
		}
		return tx.MarkSeen(chat, "m0", start.Add(time.Hour)) // marked again later: it is young now
	})
	forget := func(before time.Time, max int) (n int) {
		update(t, r, func(tx casebell.Tx) (err error) {
			n, err = tx.ForgetSeen(before, max)
			return err
		})
		return n
	}
	if n := forget(start.Add(5*time.Minute), 3); n != 3 {
		t.Errorf("forgot %d, want 3: no more than max", n)
	}
	if n := forget(start.Add(5*time.Minute), 100); n != 1 {
		t.Errorf("forgot %d, want 1: m4 is the last before the fifth minute", n)
	}
	for message, want := range map[string]bool{"m0": true, "m1": false, "m4": false, "m5": true, "m9": true} {
		if got := seen(t, r, chat, message); got != want {
			t.Errorf("after forgetting, Seen(%s) = %t, want %t", message, got, want)
		}
	}
}

func testLanguage(t *testing.T, r casebell.Records) {
	read := func(p casebell.Person) (lang string, err error) {
		err = r.View(t.Context(), func(tx casebell.Tx) (err error) {
			lang, err = tx.Language(p)
			return err
		})
		return lang, err
	}
	if _, err := read(person); !errors.Is(err, casebell.ErrNotFound) {
		t.Errorf("language before it was chosen: error %v, want ErrNotFound", err)
	}
	for _, lang := range []string{"es", "en"} {
		update(t, r, func(tx casebell.Tx) error { return tx.SetLanguage(person, lang) })
		if got, err := read(person); got != lang || err != nil {
			t.Errorf("language = %q, %v, want %q", got, err, lang)
		}
	}
	if _, err := read(casebell.Person{Platform: "telegram", ID: person.ID}); !errors.Is(err, casebell.ErrNotFound) {
		t.Errorf("the same id on another platform has a language: %v", err)
	}
}

func testVotes(t *testing.T, r casebell.Records) {
	vote := func(p casebell.Person, article string, helped bool) {
		update(t, r, func(tx casebell.Tx) error { return tx.Vote(p, article, helped) })
	}
	vote(person, "a", true)
	vote(person, "a", true) // pressed twice
	vote(casebell.Person{Platform: "web", ID: "person 2"}, "a", true)
	vote(person, "b", true)
	vote(person, "b", false) // thought again
	want := map[string]casebell.Tally{"a": {Helped: 2}, "b": {NotHelped: 1}}
	err := r.View(t.Context(), func(tx casebell.Tx) error {
		got, err := tx.Tally()
		if err == nil && fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("tally %v, want %v", got, want)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func testRollback(t *testing.T, r casebell.Records) {
	stop := errors.New("stop")
	err := r.Update(t.Context(), func(tx casebell.Tx) error {
		if err := errors.Join(tx.MarkSeen(chat, "m1", start), tx.Vote(person, "a", true)); err != nil {
			return err
		}
		return stop
	})
	if !errors.Is(err, stop) {
		t.Errorf("Update returned %v, want the function's own error", err)
	}
	if seen(t, r, chat, "m1") {
		t.Error("a change survived the error of its transaction")
	}
}

func testView(t *testing.T, r casebell.Records) {
	err := r.View(t.Context(), func(tx casebell.Tx) error { return tx.MarkSeen(chat, "m1", start) })
	if err == nil {
		t.Error("writing in a View is no error")
	}
	if seen(t, r, chat, "m1") {
		t.Error("a View wrote")
	}
}

func testRace(t *testing.T, r casebell.Records) {
	const people = 40
	var all sync.WaitGroup
	for i := range people {
		all.Go(func() {
			p := casebell.Person{Platform: "web", ID: fmt.Sprint(i)}
			if err := r.Update(context.Background(), func(tx casebell.Tx) error { return tx.Vote(p, "a", i%2 == 0) }); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	err := r.View(t.Context(), func(tx casebell.Tx) error {
		got, err := tx.Tally()
		if want := (casebell.Tally{Helped: people / 2, NotHelped: people / 2}); got["a"] != want {
			t.Errorf("tally %v, want %v", got["a"], want)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func testCancelled(t *testing.T, r casebell.Records) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := r.Update(ctx, func(casebell.Tx) error { return nil }); !errors.Is(err, context.Canceled) {
		t.Errorf("Update with an ended context: %v", err)
	}
}

func testReopen(t *testing.T, open Open) {
	place := t.TempDir()
	first := open(t, place)
	update(t, first, func(tx casebell.Tx) error {
		return errors.Join(tx.MarkSeen(chat, "m1", start), tx.SetLanguage(person, "es"), tx.Vote(person, "a", true))
	})
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	second := open(t, place)
	defer second.Close()
	if !seen(t, second, chat, "m1") {
		t.Error("a mark did not survive closing")
	}
	err := second.View(t.Context(), func(tx casebell.Tx) error {
		lang, err := tx.Language(person)
		if lang != "es" {
			t.Errorf("language %q did not survive closing", lang)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
