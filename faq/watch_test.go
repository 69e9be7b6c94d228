package faq

import (
	"bytes"
	"context"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// write makes a real folder hold the files of a folder of articles. What else is there stays.
func (f folder) write(t *testing.T, dir string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Join(dir, "en"), 0o755); err != nil {
		t.Fatal(err)
	}
	for file, text := range f {
		if err := os.WriteFile(filepath.Join(dir, file), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// A watchedFolder counts how often its top is opened: that shows that it was looked at.
type watchedFolder struct {
	fs.FS
	dir   string
	looks atomic.Int64
}

func (w *watchedFolder) Open(name string) (fs.File, error) {
	if name == "." {
		w.looks.Add(1)
	}
	return w.FS.Open(name)
}

// A record is a log that can be read while it is written.
type record struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (r *record) Write(p []byte) (int, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.text.Write(p)
}

func (r *record) count(part string) int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return strings.Count(r.text.String(), part)
}

// watch opens a library on a real folder and watches it until the test ends. The function before runs in between.
func watch(t *testing.T, before func(dir string)) (*Library, *watchedFolder, *record) {
	t.Helper()
	dir := t.TempDir()
	versioned("old").write(t, dir)
	log := &record{}
	watched := &watchedFolder{FS: os.DirFS(dir), dir: dir}
	l, err := Open(t.Context(), watched, slog.New(slog.NewTextHandler(log, nil)))
	if err != nil {
		t.Fatal(err)
	}
	before(dir)
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		l.Watch(ctx, time.Millisecond)
	}()
	t.Cleanup(func() {
		cancel()
		select {
		case <-ended:
		case <-time.After(20 * time.Second):
			t.Error("the watch does not end with its context")
		}
		if err := l.Close(); err != nil {
			t.Error(err)
		}
	})
	watched.looked(t, 2)
	return l, watched, log
}

// looked waits until the folder has been looked at n times more. A look opens the top up to twice.
func (w *watchedFolder) looked(t *testing.T, n int64) {
	t.Helper()
	until := w.looks.Load() + 2*n + 1
	eventually(t, "the folder is looked at", func() bool { return w.looks.Load() >= until })
}

func TestWatch(t *testing.T) {
	t.Parallel()
	l, watched, log := watch(t, func(string) {})
	dir := watched.dir
	if got := ask(t, l); got != "old" {
		t.Fatalf("the %s book answers before there is another", got)
	}
	all := func(version string) func() bool { // files are copied one by one, and a look may come between
		return func() bool {
			for _, id := range []string{"parcel", "letter", "stamp"} {
				if l.Article(id, "en").Title != version+" "+id {
					return false
				}
			}
			return ask(t, l) == version
		}
	}
	versioned("new").write(t, dir)
	eventually(t, "the new book answers", all("new"))

	letter := "en/letter.md"
	folder{letter: strings.Replace(versioned("new")[letter], "- More", "# More", 1)}.write(t, dir)
	eventually(t, "the log names the broken file", func() bool { return log.count("en/letter.md:10") > 0 })
	watched.looked(t, 10)
	if n := log.count("en/letter.md:10"); n != 1 {
		t.Errorf("the broken file is logged %d times, want once", n)
	}
	if !all("new")() {
		t.Error("while the folder is broken another book answers than before")
	}
	versioned("old").write(t, dir)
	eventually(t, "the mended book answers", all("old"))

	if err := os.Remove(filepath.Join(dir, "en", "parcel.md")); err != nil {
		t.Fatal(err)
	}
	eventually(t, "the article is gone", func() bool { return l.Article("parcel", "en") == nil })
}

// A program opens the book early and watches it once all else is ready. What changes between must not be lost.
func TestWatchTakesUpEarlierChanges(t *testing.T) {
	t.Parallel()
	l, watched, _ := watch(t, func(dir string) { versioned("new").write(t, dir) })
	watched.looked(t, 10)
	if got := ask(t, l); got != "new" {
		t.Errorf("the folder changed after Open and before Watch, and the %s book still answers", got)
	}
}
