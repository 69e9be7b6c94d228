package faq

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/fstest"
	"time"
)

// versioned is a book of three articles that carry a version word in their titles and texts.
func versioned(version string) folder {
	f := folder{}
	for _, id := range []string{"parcel", "letter", "stamp"} {
		f["en/"+id+".md"] = fmt.Sprintf("---\nid: %[1]s\ntopic: %[1]s\ntitle: %[2]s %[1]s\nquestions: [where is my %[1]s]\nas_of: 2026-01-02\n---\nThe %[1]s of the %[2]s book.\n\n- More %[2]s\n", id, version)
	}
	return f
}

// versionOf is the word that all parts of a choice carry, and an error where they do not carry the same.
func versionOf(c Choice) (string, error) {
	version := ""
	for _, candidate := range c.Candidates {
		for _, part := range []string{candidate.Article.Title, candidate.Article.Lead(), candidate.Article.Rest()} {
			for _, v := range []string{"old", "new"} {
				if !strings.Contains(part, v) {
					continue
				}
				if version != "" && version != v {
					return "", fmt.Errorf("parts of both books in %v", c)
				}
				version = v
			}
		}
	}
	if version == "" {
		return "", fmt.Errorf("no candidate in %v", c)
	}
	return version, nil
}

// A changingFolder is a folder that becomes another one at once.
type changingFolder struct{ now atomic.Pointer[fstest.MapFS] }

func (c *changingFolder) become(f folder) {
	m := f.fs()
	c.now.Store(&m)
}

func (c *changingFolder) Open(name string) (fs.File, error) { return c.now.Load().Open(name) }

// openFolder opens a library on a folder in memory that can change.
func openFolder(t *testing.T, f folder) (*Library, *changingFolder) {
	t.Helper()
	changing := &changingFolder{}
	changing.become(f)
	l, err := Open(t.Context(), changing, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := l.Close(); err != nil {
			t.Error(err)
		}
	})
	return l, changing
}

// ask asks and returns the version of the answer.
func ask(t *testing.T, l *Library) string {
	t.Helper()
	c, err := l.Ask(t.Context(), "where is my parcel", "en")
	if err != nil {
		t.Fatal(err)
	}
	version, err := versionOf(c)
	if err != nil {
		t.Fatal(err)
	}
	return version
}

func TestReloadWhileAsked(t *testing.T) {
	t.Parallel()
	l, changing := openFolder(t, versioned("old"))
	const askers, reloads = 8, 25
	var done atomic.Bool
	var asked [askers]atomic.Int64
	seen := make([]map[string]int, askers)
	var wg sync.WaitGroup
	for i := range askers {
		seen[i] = map[string]int{}
		wg.Go(func() {
			for !done.Load() {
				c, err := l.Ask(context.Background(), "where is my parcel or letter", "en")
				if err != nil {
					t.Errorf("ask: %v", err)
					return
				}
				if len(c.Candidates) != nearCount {
					t.Errorf("%d candidates, want %d", len(c.Candidates), nearCount)
				}
				version, err := versionOf(c)
				if err != nil {
					t.Error(err)
				}
				seen[i][version]++
				if a := l.Article("stamp", "en"); a == nil || !strings.HasPrefix(a.Title, "old") && !strings.HasPrefix(a.Title, "new") {
					t.Errorf("article %v", a)
				}
				asked[i].Add(1)
			}
		})
	}
	// Between two reloads everybody asks at least once, so that neither side starves the other.
	everybodyAsks := func() {
		var before [askers]int64
		for i := range asked {
			before[i] = asked[i].Load()
		}
		eventually(t, "everybody asks", func() bool {
			for i := range asked {
				if asked[i].Load() == before[i] {
					return false
				}
			}
			return true
		})
	}
	for n := range reloads {
		version := []string{"new", "old"}[n%2]
		changing.become(versioned(version))
		if err := l.Reload(t.Context()); err != nil {
			t.Error(err)
		}
		if got := ask(t, l); got != version {
			t.Errorf("after the reload the %s book answers, want the %s one", got, version)
		}
		everybodyAsks()
	}
	done.Store(true)
	wg.Wait()
	for i := range seen {
		if seen[i]["old"] == 0 || seen[i]["new"] == 0 {
			t.Errorf("asker %d saw %v, want both books", i, seen[i])
		}
	}
}

// eventually waits until something is so. It gives up after a time that no machine needs.
func eventually(t *testing.T, what string, so func() bool) {
	t.Helper()
	often := time.NewTicker(2 * time.Millisecond)
	defer often.Stop()
	deadline := time.After(20 * time.Second)
	for !so() {
		select {
		case <-often.C:
		case <-deadline:
			t.Fatalf("never: %s", what)
		}
	}
}

// An article that somebody holds stays good when its book is gone.
func TestReloadKeepsArticles(t *testing.T) {
	t.Parallel()
	l, changing := openFolder(t, versioned("old"))
	held := l.Article("parcel", "en")
	text := held.Text()
	changing.become(versioned("new"))
	if err := l.Reload(t.Context()); err != nil {
		t.Fatal(err)
	}
	if held.Title != "old parcel" || held.Text() != text {
		t.Errorf("the article that was held is now %q, %q", held.Title, held.Text())
	}
	if a := l.Article("parcel", "en"); a.Title != "new parcel" {
		t.Errorf("the article is %q, want that of the new book", a.Title)
	}
}

func TestReloadBroken(t *testing.T) {
	t.Parallel()
	l, changing := openFolder(t, versioned("old"))
	for _, c := range []struct {
		name, want string
		spoil      func(folder)
	}{
		{"broken text", "en/letter.md:10: the text holds a heading", func(f folder) { f["en/letter.md"] = strings.Replace(f["en/letter.md"], "- More", "# More", 1) }},
		{"broken head", "en/letter.md:3: ", func(f folder) { f["en/letter.md"] = strings.Replace(f["en/letter.md"], "topic:", "topik:", 1) }},
		{"broken topics", "topics.json:1: ", func(f folder) { f["topics.json"] = "{" }},
		{"nothing", ".:1: no article is here", func(f folder) { clear(f) }},
	} {
		f := versioned("new")
		c.spoil(f)
		changing.become(f)
		err := l.Reload(t.Context())
		var faults Faults
		if !errors.As(err, &faults) || len(faults) != 1 || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: error %v, want one fault %q", c.name, err, c.want)
		}
		if got := ask(t, l); got != "old" {
			t.Errorf("%s: the %s book answers, want the old one", c.name, got)
		}
		if l, err := Open(t.Context(), changing, nil); err == nil || l != nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: a library opens with %v, want %q", c.name, err, c.want)
		}
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	changing.become(versioned("new"))
	if err := l.Reload(ended); !errors.Is(err, context.Canceled) {
		t.Errorf("reload after the end: %v", err)
	}
	if got := ask(t, l); got != "old" {
		t.Errorf("after the end the %s book answers, want the old one", got)
	}
	if err := l.Reload(t.Context()); err != nil {
		t.Error(err)
	}
	if got := ask(t, l); got != "new" {
		t.Errorf("once mended the %s book answers, want the new one", got)
	}
}

func TestReloadRemoved(t *testing.T) {
	t.Parallel()
	l, changing := openFolder(t, versioned("old"))
	f := versioned("new")
	delete(f, "en/parcel.md")
	f["en/crate.md"] = strings.ReplaceAll(f["en/stamp.md"], "stamp", "crate")
	changing.become(f)
	if err := l.Reload(t.Context()); err != nil {
		t.Fatal(err)
	}
	if a := l.Article("parcel", "en"); a != nil {
		t.Errorf("the article that was taken out is still here: %q", a.Title)
	}
	if l.Article("crate", "en") == nil {
		t.Error("the article that was added is not here")
	}
	c, err := l.Ask(t.Context(), "where is my parcel", "en")
	if err != nil {
		t.Fatal(err)
	}
	for _, candidate := range c.Candidates {
		if candidate.Article.ID == "parcel" {
			t.Errorf("the article that was taken out answers: %v", c)
		}
	}
}

func TestArticle(t *testing.T) {
	t.Parallel()
	l, _ := openFolder(t, smallBook())
	for _, c := range []struct{ id, lang, want string }{
		{"alpha", "en", "en/alpha.md"},
		{"alpha", "es", "es/alpha.md"},
		{"beta", "es", "en/beta.md"}, // English where there is no translation
		{"beta", "fr", "en/beta.md"},
		{"beta", "", "en/beta.md"},
		{"gamma", "es", "es/gamma.md"},
		{"gamma", "en", ""},
		{"delta", "en", ""},
		{"", "", ""},
		{"../en/alpha", "es", ""},
	} {
		got := ""
		if a := l.Article(c.id, c.lang); a != nil {
			got = a.file
		}
		if got != c.want {
			t.Errorf("article %q in %q is %q, want %q", c.id, c.lang, got, c.want)
		}
	}
}

// ownFirst is the least share of the questions of the book for which their own topic is first: measured (3,147 of 3,151,
// on 2026-11-22) less half a percent. The design wants all of them.
const ownFirst = 0.9937

func TestQuestionsFindTheirArticles(t *testing.T) {
	t.Parallel()
	l := shipped(t)
	type job struct {
		article  *Article
		question string
	}
	jobs := make(chan job)
	var all, topicFirst, articleFirst atomic.Int64
	var wg sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for j := range jobs {
				c, err := l.Ask(context.Background(), j.question, j.article.Lang)
				if err != nil {
					t.Error(err)
				}
				all.Add(1)
				var got []string
				for _, candidate := range c.Candidates {
					got = append(got, candidate.Article.ID)
				}
				switch {
				case len(got) == 0 || c.Candidates[0].Article.Topic != j.article.Topic:
					t.Logf("another topic is first: %q of %s finds %s", j.question, j.article.ID, strings.Join(got, ", "))
				case c.Candidates[0].Article != j.article:
					topicFirst.Add(1)
					t.Logf("another article of the topic is first: %q of %s finds %s", j.question, j.article.ID, strings.Join(got, ", "))
				default:
					topicFirst.Add(1)
					articleFirst.Add(1)
				}
			}
		})
	}
	for _, a := range l.shelf.book.articles {
		for i, q := range a.Questions {
			if raceOn && i%5 > 0 {
				continue // all of them are asked without the race detector
			}
			jobs <- job{a, q}
		}
	}
	close(jobs)
	wg.Wait()
	share := float64(topicFirst.Load()) / float64(all.Load())
	t.Logf("own topic first for %d of %d questions (%.2f %%), own article for %d", topicFirst.Load(), all.Load(), 100*share, articleFirst.Load())
	if share < ownFirst {
		t.Errorf("own topic first for %.2f %%, want %.2f %%", 100*share, 100*ownFirst)
	}
}
