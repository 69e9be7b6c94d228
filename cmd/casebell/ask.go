package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"time"

	"casebell"
	"casebell/bot"
	"casebell/bot/terminal"
	"casebell/intent"
	"casebell/store"
)

// answerFlags are what every command that answers needs.
type answerFlags struct {
	articlesFlag
	Config string `placeholder:"FILE" help:"Configuration file (also CASEBELL_CONFIG)."`
}

// load reads the configuration. A folder given as a flag wins.
func (f answerFlags) load(s streams) (config, error) {
	c, err := loadConfig(f.Config, s.env)
	c.Articles = cmp.Or(f.Articles, c.Articles)
	return c, err
}

// open makes an app on a storage.
func (f answerFlags) open(ctx context.Context, s streams, records casebell.Records) (*app, error) {
	c, err := f.load(s)
	if err != nil {
		return nil, err
	}
	return newApp(ctx, c, records, slog.New(slog.NewTextHandler(s.err, &slog.HandlerOptions{Level: slog.LevelWarn})), newMetrics())
}

type askCommand struct {
	answerFlags
	Text    []string `arg:"" optional:"" help:"The question; without one, or with -, it is read from the input."`
	JSON    bool     `name:"json" help:"Print one JSON object."`
	Explain bool     `help:"Say which intent took the question, and why each candidate scored as it did."`
	Lang    string   `help:"Language to answer in." default:"en"`
}

// answer is the object that --json prints.
type answer struct {
	Kind       intent.Kind `json:"kind"`
	Topic      string      `json:"topic"`
	Article    string      `json:"article"`
	Lang       string      `json:"lang"`
	Confidence float64     `json:"confidence"`
	Near       []near      `json:"near"`
	Text       string      `json:"text"`
}

type near struct {
	Topic      string  `json:"topic"`
	Article    string  `json:"article"`
	Confidence float64 `json:"confidence"`
}

func (cmd askCommand) Run(ctx context.Context, s streams) error {
	text := strings.Join(cmd.Text, " ")
	if text == "" || text == "-" {
		var err error
		if text, err = readQuestion(ctx, s.in); err != nil {
			return err
		}
	}
	a, err := cmd.open(ctx, s, noRecords{})
	if err != nil {
		return err
	}
	defer a.book.Close()
	chat := casebell.Chat{Platform: terminal.Name, ID: "ask"}
	m := bot.Message{ID: "ask", Chat: chat, From: bot.Sender{Person: casebell.Person{Platform: terminal.Name, ID: "me"}}, Direct: true, Lang: cmd.Lang, Text: text, At: time.Now()}

	// Through the guard, as on every platform: it cleans the text and adds what belongs to the reply.
	got := &capture{route: a.router}
	if err := bot.NewGuard(got, noRecords{}, a.sentences, bot.GuardOptions{}).Receive(ctx, m, got); err != nil {
		return err
	}
	f, r := got.found, got.reply
	if cmd.JSON {
		out := answer{Kind: f.Kind, Topic: f.Topic, Article: f.Article, Lang: f.Lang, Confidence: f.Confidence, Near: []near{}, Text: r.Text.String()}
		for _, n := range f.Near {
			out.Near = append(out.Near, near{n.Topic, n.Article, n.Confidence})
		}
		e := json.NewEncoder(s.out)
		e.SetEscapeHTML(false)
		return e.Encode(out)
	}
	if cmd.Explain {
		fmt.Fprintf(s.out, "intent: %s   kind: %s   confidence: %.2f\n", f.Intent, f.Kind, f.Confidence)
		for _, why := range f.Why {
			fmt.Fprintln(s.out, "  "+why)
		}
		fmt.Fprintln(s.out)
	}
	return terminal.New(nil, nil, s.out, time.Now).Print(r)
}

// readQuestion reads the input to its end, or until ctx ends: a read cannot be cut short, but it can be left alone.
func readQuestion(ctx context.Context, in io.Reader) (string, error) {
	type result struct {
		text string
		err  error
	}
	read := make(chan result, 1)
	go func() {
		data, err := io.ReadAll(io.LimitReader(in, 4*bot.MaxText))
		read <- result{string(data), err}
	}()
	select {
	case r := <-read:
		return r.text, r.err
	case <-ctx.Done():
		return "", errors.New("stopped before there was a question")
	}
}

// capture routes a message and keeps what was found and what is to be said.
type capture struct {
	route *intent.Router
	found intent.Finding
	reply bot.Reply
}

func (c *capture) Handle(ctx context.Context, m bot.Message) (bot.Reply, error) {
	c.found = c.route.Route(ctx, m)
	return c.found.Handle(ctx, m)
}

func (c *capture) Deliver(_ context.Context, r bot.Reply) error {
	c.reply = r
	return nil
}

func (c *capture) Withdraw(context.Context) bool { return false }

// noRecords is storage for one question: it knows nothing and keeps nothing.
type noRecords struct{}

func (noRecords) View(context.Context, func(casebell.Tx) error) error   { return nil }
func (noRecords) Update(context.Context, func(casebell.Tx) error) error { return nil }

type chatCommand struct{ answerFlags }

// Run talks with a storage that goes away in the end: what is said here is kept nowhere.
func (cmd chatCommand) Run(ctx context.Context, s streams) error {
	folder, err := os.MkdirTemp("", "casebell-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	records, err := store.Open("bolt:" + filepath.Join(folder, "casebell.db"))
	if err != nil {
		return err
	}
	defer records.Close()
	a, err := cmd.open(ctx, s, records)
	if err != nil {
		return err
	}
	defer a.book.Close()
	welcome, err := a.router.Handle(ctx, bot.Message{Text: "/start", Direct: true})
	if err != nil {
		return err
	}
	t := terminal.New(a.guard, s.in, s.out, time.Now)
	if err := t.Print(welcome); err != nil {
		return err
	}
	fmt.Fprintln(s.out, "(Type a question, or the number of a choice. End with Ctrl-D. Nothing is kept.)")
	return t.Run(ctx)
}
