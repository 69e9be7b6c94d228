package store_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"casebell"
	"casebell/store"
)

func TestValid(t *testing.T) {
	for address, file := range map[string]string{
		"bolt:casebell.db": "casebell.db", "bolt:data/casebell.db": "data/casebell.db", "bolt:/var/lib/casebell.db": "/var/lib/casebell.db",
		"bolt:a b:c.db": "a b:c.db", "bolt://x.db": "//x.db",
	} {
		if err := store.Valid(address); err != nil {
			t.Error(err)
		}
		if got := store.File(address); got != file {
			t.Errorf("the file of %q is %q, want %q", address, got, file)
		}
	}
	for _, address := range []string{"", "bolt", "bolt:", ":", ":casebell.db", "casebell.db", "data/casebell.db", "BOLT:casebell.db", " bolt:casebell.db",
		"postgres://localhost/casebell", "mysql:x", "file:casebell.db"} {
		err := store.Valid(address)
		if !errors.Is(err, casebell.ErrInvalid) {
			t.Errorf("Valid(%q) is %v", address, err)
		} else if !strings.Contains(err.Error(), "bolt:") { // what to write in its place
			t.Errorf("Valid(%q) does not say what to write: %v", address, err)
		}
		t.Chdir(t.TempDir())
		if s, err := store.Open(address); !errors.Is(err, casebell.ErrInvalid) || s != nil {
			t.Errorf("Open(%q) is %v, %v", address, s, err)
		}
		if entries, _ := os.ReadDir("."); len(entries) > 0 {
			t.Errorf("Open(%q) made %v", address, entries)
		}
	}
}

func TestOpen(t *testing.T) {
	t.Parallel()
	top := t.TempDir()
	file := filepath.Join(top, "one", "two", "casebell.db")
	person := casebell.Person{Platform: "p", ID: "1"}
	open := func() store.Store {
		t.Helper()
		s, err := store.Open("bolt:" + file)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	s := open()
	if err := s.Update(context.Background(), func(tx casebell.Tx) error { return tx.SetLanguage(person, "es") }); err != nil {
		t.Fatal(err)
	}

	// What it holds is nobody else's to read, down from the first folder that was made.
	for name, want := range map[string]os.FileMode{"one": 0o700, "one/two": 0o700, "one/two/casebell.db": 0o600} {
		info, err := os.Stat(filepath.Join(top, filepath.FromSlash(name)))
		if err != nil {
			t.Fatal(err)
		}
		if got := info.Mode().Perm(); got != want {
			t.Errorf("%s has %o, want %o", name, got, want)
		}
	}

	// One at a time, and the second is not kept waiting for ever.
	began := time.Now()
	if _, err := store.Open("bolt:" + file); !errors.Is(err, casebell.ErrConflict) {
		t.Errorf("a second opening: %v", err)
	} else if !strings.Contains(err.Error(), file+" is in use") || time.Since(began) > 10*time.Second {
		t.Errorf("after %s: %v", time.Since(began), err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}

	// What was written is there in the next run; a folder that is there keeps its permissions.
	if err := os.Chmod(filepath.Dir(file), 0o750); err != nil {
		t.Fatal(err)
	}
	s = open()
	defer s.Close()
	var lang string
	err := s.View(context.Background(), func(tx casebell.Tx) (err error) {
		lang, err = tx.Language(person)
		return err
	})
	if err != nil || lang != "es" {
		t.Errorf("the next run reads %q, %v", lang, err)
	}
	if info, err := os.Stat(filepath.Dir(file)); err != nil || info.Mode().Perm() != 0o750 {
		t.Errorf("the folder: %v, %v", info.Mode(), err)
	}
}

// What cannot be opened is named, and is left as it is.
func TestOpenFails(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	letter := filepath.Join(folder, "letter.txt")
	text := strings.Repeat("This is a letter and no storage.\n", 1000)
	if err := os.WriteFile(letter, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	for what, file := range map[string]string{
		"a file that is something else": letter, "a folder": folder, "a folder that is a file": filepath.Join(letter, "casebell.db"),
		"a folder below a file": filepath.Join(letter, "below", "casebell.db"),
	} {
		s, err := store.Open("bolt:" + file)
		if err == nil {
			s.Close()
			t.Errorf("%s opens", what)
			continue
		}
		if !strings.HasPrefix(err.Error(), "store: ") || !strings.Contains(err.Error(), letter) && !strings.Contains(err.Error(), folder) {
			t.Errorf("%s: %v", what, err)
		}
	}
	if data, err := os.ReadFile(letter); err != nil || string(data) != text {
		t.Errorf("the letter was changed: %v", err)
	}
}

func TestNoStoreWithAnError(t *testing.T) {
	s, err := store.Open("bolt:" + t.TempDir())
	if err == nil || s != nil {
		t.Errorf("Open gives %T, %v", s, err)
	}
}
