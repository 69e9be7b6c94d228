// Command bench measures the claims of the README in one run on loopback, each beside a floor: a bare search of the same
// texts by the library itself, and an echo through the same web chat.
package main

import (
	"bufio"
	"context"
	"fmt"
	"log"
	"log/slog"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
	bleveindex "github.com/blevesearch/bleve_index_api"

	"casebell/bot"
	"casebell/faq"
	"casebell/intent"
	"casebell/language"
	"casebell/status"
	"casebell/store"
)

func main() {
	log.SetFlags(0)
	debug.SetGCPercent(400) // as "casebell serve" does
	if err := run(context.Background()); err != nil {
		log.Fatal("bench: ", err)
	}
}

// questionsFile holds the questions that are asked: those of the development set, in and out of scope.
const questionsFile = "faq/testdata/english.jsonl"

func run(ctx context.Context) error {
	questions, err := readQuestions()
	if err != nil {
		return err
	}
	folder, err := os.MkdirTemp("", "casebell-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)

	fmt.Printf("%d questions of %s\n\nin one process, one after the other        p50        p99\n", len(questions), questionsFile)
	router, err := newRouter(ctx, folder)
	if err != nil {
		return err
	}
	bare, err := newBare()
	if err != nil {
		return err
	}
	// In turn, so that both meet the machine in the same mood.
	var answers, searches []time.Duration
	for round := range 3 {
		for _, q := range questions {
			took, err := timed(func() error {
				_, err := router.Handle(ctx, bot.Message{Text: q, Direct: true})
				return err
			})
			if err != nil {
				return err
			}
			search, err := timed(func() error { return bare(q) })
			if err != nil {
				return err
			}
			if round > 0 { // the first round warms both up
				answers, searches = append(answers, took), append(searches, search)
			}
		}
	}
	row("answer: understood, chosen, worded", answers)
	row("floor: bare Bleve search", searches)

	if err := benchWebChat(folder, router, questions); err != nil {
		return err
	}
	return benchProcess(ctx, folder, questions)
}

func row(name string, took []time.Duration) {
	fmt.Printf("  %-36s %7.0f µs %7.0f µs\n", name, micros(quantile(took, .5)), micros(quantile(took, .99)))
}

func timed(fn func() error) (time.Duration, error) {
	began := time.Now()
	err := fn()
	return time.Since(began), err
}

func micros(d time.Duration) float64 { return float64(d) / float64(time.Microsecond) }

func quantile(took []time.Duration, q float64) time.Duration {
	sorted := slices.Sorted(slices.Values(took))
	return sorted[min(len(sorted)-1, int(q*float64(len(sorted))))]
}

func readQuestions() ([]string, error) {
	f, err := os.Open(questionsFile)
	if err != nil {
		return nil, fmt.Errorf("run it from the top folder of the project: %w", err)
	}
	defer f.Close()
	labelled, err := faq.ReadLabelled(bufio.NewReader(f))
	if err != nil {
		return nil, err
	}
	var out []string
	for _, q := range labelled {
		out = append(out, q.Text)
	}
	return out, nil
}

func newRouter(ctx context.Context, folder string) (*intent.Router, error) {
	sentences, err := language.Load()
	if err != nil {
		return nil, err
	}
	glossary, err := status.Load()
	if err != nil {
		return nil, err
	}
	book, err := faq.Open(ctx, faq.Embedded(), slog.New(slog.DiscardHandler))
	if err != nil {
		return nil, err
	}
	records, err := store.Open("bolt:" + filepath.Join(folder, "router.db"))
	if err != nil {
		return nil, err
	}
	return intent.NewRouter(intent.Options{
		Book: book, Glossary: glossary, Sentences: sentences, Records: records,
		Organisation: intent.Organisation{Name: "the bench"}, Hotlines: intent.DefaultHotlines(),
	}), nil
}

// newBare indexes the same texts in the same fields with the library alone.
func newBare() (func(string) error, error) {
	book, faults := faq.Read(faq.Embedded())
	if book == nil {
		return nil, faq.Faults(faults)
	}
	m := bleve.NewIndexMapping()
	m.ScoringModel = bleveindex.BM25Scoring
	m.DefaultAnalyzer = "en"
	index, err := bleve.NewUsing("", m, scorch.Name, scorch.Name, nil)
	if err != nil {
		return nil, err
	}
	batch := index.NewBatch()
	for _, a := range book.Articles("en") {
		err := batch.Index(a.ID, map[string]any{"title": a.Title, "questions": strings.Join(a.Questions, "\n"), "lead": a.Lead(), "body": a.Rest()})
		if err != nil {
			return nil, err
		}
	}
	if err := index.Batch(batch); err != nil {
		return nil, err
	}
	return func(text string) error {
		any := bleve.NewDisjunctionQuery()
		for _, field := range []string{"title", "questions", "lead", "body"} {
			q := bleve.NewMatchQuery(text)
			q.SetField(field)
			any.AddQuery(q)
		}
		_, err := index.Search(bleve.NewSearchRequestOptions(any, 24, 0, false))
		return err
	}, nil
}
