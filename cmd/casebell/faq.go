package main

import (
	"context"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"time"

	"casebell/faq"
)

type faqCommand struct {
	Check faqCheck `cmd:"" help:"Name every fault of the book, with file, line and mend."`
	Fit   faqFit   `cmd:"" help:"Learn from labelled questions how to choose, and print how well that does."`
}

// articlesFlag chooses the book.
type articlesFlag struct {
	Articles string `placeholder:"DIR" help:"Folder of articles in place of the book in the program." type:"existingdir"`
}

func (f articlesFlag) folder() fs.FS {
	if f.Articles == "" {
		return faq.Embedded()
	}
	return os.DirFS(f.Articles)
}

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
