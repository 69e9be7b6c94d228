package faq

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"time"

	"casebell/knowledge"
)

// A Library is the book in use. It answers from one book at a time, also while the folder behind it changes: a question
// sees the old book or the new one, whole.
type Library struct {
	folder  fs.FS
	log     *slog.Logger
	weights weights
	seen    []string // the folder's fingerprint when it was opened

	mu    sync.RWMutex // held for reading during each question, so that no index is closed under one
	shelf shelf
}

// A shelf is a book with its index.
type shelf struct {
	book   *Book
	set    *knowledge.Set
	ranker *ranker
}

// Open reads a folder of articles and indexes it. Faults that let no book stand come back as the error.
func Open(ctx context.Context, folder fs.FS, log *slog.Logger) (*Library, error) {
	seen := fingerprint(folder) // before it is read: what changes meanwhile is a change
	s, err := build(ctx, folder)
	if err != nil {
		return nil, err
	}
	w, err := loadWeights()
	if err != nil {
		return nil, errors.Join(err, s.set.Close())
	}
	return &Library{folder: folder, log: log, weights: w, seen: seen, shelf: s}, nil
}

// Faults is an error that names what is wrong with a folder of articles.
type Faults []Fault

func (f Faults) Error() string {
	lines := make([]string, len(f))
	for i := range f {
		lines[i] = f[i].String()
	}
	return "the book of answers cannot be used:\n" + strings.Join(lines, "\n")
}

func build(ctx context.Context, folder fs.FS) (shelf, error) {
	book, faults := Read(folder)
	if book == nil {
		return shelf{}, Faults(faults)
	}
	set, err := knowledge.New(ctx, fields, documents(book))
	if err != nil {
		return shelf{}, fmt.Errorf("faq: %w", err)
	}
	return shelf{book: book, set: set, ranker: newRanker(book, set)}, nil
}

// Close frees the index.
func (l *Library) Close() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.shelf.set.Close()
}

// Article finds an article in a language, or in English where that language has none. It is nil where there is neither.
// The article stays good when the book changes.
func (l *Library) Article(id, lang string) *Article {
	l.mu.RLock()
	defer l.mu.RUnlock()
	if a := l.shelf.book.Article(id, lang); a != nil {
		return a
	}
	return l.shelf.book.Article(id, "en")
}

// Reload reads the folder again. On an error the old book stays.
func (l *Library) Reload(ctx context.Context) error {
	next, err := build(ctx, l.folder)
	if err != nil {
		return err
	}
	l.mu.Lock()
	old := l.shelf
	l.shelf = next
	l.mu.Unlock()
	return old.set.Close() // nobody searches it any more: a question holds the lock until it is done
}

// Watch reloads the book when files change, until ctx ends. It looks every so often: that works on every kind of file
// system, and an editor does not mind a second. A change is taken up when the folder has been quiet for one look, so that
// a copy under way is not read in halves.
func (l *Library) Watch(ctx context.Context, every time.Duration) {
	ticker := time.NewTicker(every)
	defer ticker.Stop()
	used := l.seen
	last := fingerprint(l.folder)
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
		now := fingerprint(l.folder)
		quiet := slices.Equal(now, last)
		last = now
		if !quiet || slices.Equal(now, used) {
			continue
		}
		used = now
		if err := l.Reload(ctx); err != nil {
			l.log.Error("the old book stays", "err", err)
			continue
		}
		l.log.Info("book reloaded", "articles", len(now))
	}
}

// fingerprint names every file of a folder with its size and time.
func fingerprint(folder fs.FS) []string {
	var out []string
	// The walk itself never fails: what cannot be read shows when the book is read.
	_ = fs.WalkDir(folder, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return nil
		}
		if info, err := d.Info(); err == nil {
			out = append(out, fmt.Sprint(path, info.Size(), info.ModTime().UnixNano()))
		}
		return nil
	})
	return out
}
