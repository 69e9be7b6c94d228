package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"maps"
	"os"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"casebell"
	"casebell/bot"
	"casebell/faq"
	"casebell/intent"
	"casebell/store"
)

type faqCommand struct {
	Check faqCheck `cmd:"" help:"Name every fault of the book, with file, line and mend."`
	Eval  faqEval  `cmd:"" help:"Ask labelled questions, and count how many are answered rightly."`
	Votes faqVotes `cmd:"" help:"Count the people whom each answer helped, and whom it did not."`
	Fit   faqFit   `cmd:"" help:"Learn from labelled questions how to choose, and print how well that does."`
}

// articlesFlag chooses the book.
type articlesFlag struct {
	Articles string `placeholder:"DIR" help:"Folder of articles in place of the book in the program." type:"existingdir"`
}

func (f articlesFlag) folder() fs.FS { return bookFolder(f.Articles) }

type faqCheck struct {
	articlesFlag
}

func (c faqCheck) Run(s streams) error {
	book, faults := faq.Read(c.folder())
	if book != nil {
		faults = book.Check(time.Now())
	}
	for _, f := range faults {
		fmt.Fprintln(s.out, f)
	}
	if len(faults) > 0 {
		fmt.Fprintf(s.out, "%d faults\n", len(faults))
		return errFailed
	}
	fmt.Fprintf(s.out, "no faults: %d articles, %d topics\n", len(book.Articles("en")), len(book.Topics()))
	return nil
}

type faqFit struct {
	articlesFlag
	File  string `arg:"" help:"Labelled questions, JSON Lines." type:"existingfile"`
	Write string `placeholder:"FILE" help:"Write the weights here (faq/weights.json, then build again)."`
}

func (c faqFit) Run(ctx context.Context, s streams) error {
	questions, err := readLabelled(c.File)
	if err != nil {
		return err
	}
	book, err := faq.Open(ctx, c.folder(), slog.New(slog.DiscardHandler))
	if err != nil {
		return err
	}
	defer book.Close()
	weights, err := book.Fit(ctx, questions, s.out)
	if err != nil || c.Write == "" {
		return err
	}
	return os.WriteFile(c.Write, append(weights, '\n'), 0o644)
}

func readLabelled(path string) ([]faq.Labelled, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	questions, err := faq.ReadLabelled(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return questions, nil
}

type faqEval struct {
	answerFlags
	File   string `arg:"" help:"Labelled questions, JSON Lines." type:"existingfile"`
	JSON   bool   `name:"json" help:"Print one JSON object."`
	Misses bool   `help:"List each question that did not get its answer."`
}

// Run asks everything that a person could ask: the whole router, not the book alone.
func (c faqEval) Run(ctx context.Context, s streams) error {
	questions, err := readLabelled(c.File)
	if err != nil {
		return err
	}
	a, err := c.open(ctx, s, noRecords{})
	if err != nil {
		return err
	}
	defer a.book.Close()
	var score faq.Score
	for _, q := range questions {
		if ctx.Err() != nil { // half a score is none
			return errors.New("stopped before all questions were asked")
		}
		score.Add(q, resultOf(a.router.Route(ctx, bot.Message{Text: q.Text, Lang: q.Lang, Direct: true}), q.InScope))
	}
	if c.JSON {
		return json.NewEncoder(s.out).Encode(score)
	}
	if err := printScore(s.out, score); err != nil {
		return err
	}
	if c.Misses {
		fmt.Fprintln(s.out)
		for _, m := range score.Misses {
			fmt.Fprintf(s.out, "%-8s  %s\n          wanted %s, got %s\n", m.What, m.Question.Text, m.Question.Topic, strings.Join(m.Result.Topics, ", "))
		}
	}
	return nil
}

// resultOf says what a person would have got. An intent that knows forms (a status text, a number, a link) answers with its
// topic. A call for help is no answer from the book, and small talk is none at all.
func resultOf(f intent.Finding, inScope bool) faq.Result {
	r := faq.Result{Outcome: faq.Answer}
	for _, n := range f.Near {
		r.Topics = append(r.Topics, n.Topic)
	}
	if len(r.Topics) == 0 && f.Topic != "" {
		r.Topics = []string{f.Topic}
	}
	switch f.Kind {
	case intent.Near:
		r.Outcome = faq.Near
	case intent.None, intent.SmallTalk:
		r.Outcome = faq.None
	case intent.Alarm, intent.Private:
		if !inScope {
			r.Outcome = faq.None
		}
	}
	return r
}

func printScore(out io.Writer, score faq.Score) error {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "\tin scope\tright first\tamong three\twrong answer\trefused\tout of scope\tanswered\t")
	row := func(name string, s faq.Score) {
		in, out := s.InScope, s.OutOfScope
		fmt.Fprintf(w, "%s\t%d\t%s\t%s\t%s\t%s\t%d\t%s\t\n", name, in.N, share(in.Top1, in.N), share(in.Top3, in.N), share(in.Wrong, in.N), share(in.Refused, in.N), out.N, share(out.Answered, out.N))
	}
	row("all", score)
	for _, lang := range slices.Sorted(maps.Keys(score.ByLang)) {
		row(lang, *score.ByLang[lang])
	}
	return w.Flush()
}

func share(part, whole int) string {
	if whole == 0 {
		return "-"
	}
	return fmt.Sprintf("%d (%.1f%%)", part, 100*float64(part)/float64(whole))
}

type faqVotes struct {
	Config string `placeholder:"FILE" help:"Configuration file (also CASEBELL_CONFIG)."`
	JSON   bool   `name:"json" help:"Print one JSON object."`
}

func (c faqVotes) Run(ctx context.Context, s streams) error {
	conf, err := loadConfig(c.Config, s.env)
	if err != nil {
		return err
	}
	var votes map[string]casebell.Tally
	asked, err := askServer(ctx, conf, "/votes", &votes)
	if err != nil {
		return err
	}
	if !asked {
		if _, err := os.Stat(store.File(conf.Store)); err != nil {
			return fmt.Errorf("there is no storage yet: %w", err)
		}
		records, err := store.Open(conf.Store)
		if err != nil {
			return err
		}
		defer records.Close()
		if votes, err = tally(ctx, records); err != nil {
			return err
		}
	}
	if c.JSON {
		return json.NewEncoder(s.out).Encode(votes)
	}
	if len(votes) == 0 {
		fmt.Fprintln(s.out, "nobody has voted yet")
		return nil
	}
	w := tabwriter.NewWriter(s.out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "article\thelped\tdid not help")
	for _, article := range slices.Sorted(maps.Keys(votes)) {
		fmt.Fprintf(w, "%s\t%d\t%d\n", article, votes[article].Helped, votes[article].NotHelped)
	}
	return w.Flush()
}
