package main

import (
	"context"
	"errors"
	"io/fs"
	"log/slog"
	"os"
	"time"

	"casebell"
	"casebell/bot"
	"casebell/bot/webchat"
	"casebell/faq"
	"casebell/intent"
	"casebell/language"
	"casebell/status"
	"casebell/web"
)

// app is everything that answers, wired together.
type app struct {
	sentences *language.Catalogue
	book      *faq.Library
	router    *intent.Router
	guard     *bot.Guard
}

// newApp wires the program: the one place where the rooms meet.
func newApp(ctx context.Context, c config, records casebell.Records, log *slog.Logger, m *metrics) (*app, error) {
	sentences, err := language.Load()
	if err != nil {
		return nil, err
	}
	glossary, err := status.Load()
	if err != nil {
		return nil, err
	}
	book, err := faq.Open(ctx, bookFolder(c.Articles), log)
	if err != nil {
		return nil, err
	}
	router := intent.NewRouter(intent.Options{
		Book: book, Glossary: glossary, Sentences: sentences, Records: records,
		Organisation: c.Organisation, Hotlines: c.hotlines(),
	})
	guard := bot.NewGuard(m.count(router), records, sentences, bot.GuardOptions{Log: log})
	return &app{sentences: sentences, book: book, router: router, guard: guard}, nil
}

// newWebChat puts the web chat before the guard.
func (a *app) newWebChat(c config, limits webchat.Limits, log *slog.Logger) (*webchat.Platform, error) {
	site, err := web.NewSite(c.Organisation.Name, c.secure())
	if err != nil {
		return nil, err
	}
	return webchat.New(webchat.Options{
		Guard: a.guard, Site: site, Sentences: a.sentences, Welcome: a.router, Proxies: c.proxies, Limits: limits, Log: log,
	})
}

// bookFolder is where the articles come from.
func bookFolder(articles string) fs.FS {
	if articles == "" {
		return faq.Embedded()
	}
	return os.DirFS(articles)
}

// How long marks of handled messages are kept. Telegram repeats a message for a day at most; the rest is a margin.
const (
	keepSeen    = 7 * 24 * time.Hour
	forgetEvery = time.Hour
	forgetBatch = 1000
)

// forget drops old marks until ctx ends.
func forget(ctx context.Context, records casebell.Records, log *slog.Logger) {
	ticker := time.NewTicker(forgetEvery)
	defer ticker.Stop()
	for {
		for dropped := forgetBatch; dropped == forgetBatch; {
			err := records.Update(ctx, func(tx casebell.Tx) (err error) {
				dropped, err = tx.ForgetSeen(time.Now().Add(-keepSeen), forgetBatch)
				return err
			})
			if err != nil && !errors.Is(err, context.Canceled) {
				log.Error("old marks not dropped", "err", err)
			}
			if err != nil {
				break
			}
		}
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
	}
}
