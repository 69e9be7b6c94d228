package bot

import (
	"cmp"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"slices"
	"sync"
	"time"

	"casebell"
	"casebell/language"
)

// A Guard stands between the adapters and the handler. Every message passes it, and it keeps the promises that no
// handler or adapter should have to think of:
//
//   - one message at a time in a chat, in the order of their coming, the delivery of the reply included; chats in parallel
//   - silence on a message that was answered before, even by an earlier run of the program
//   - a reply before the mark: a crash repeats an answer rather than losing one
//   - texts cut to a length and cleaned, a deadline, panics turned into errors, errors into one neutral sentence
//   - nothing private where others read along
type Guard struct {
	handler   Handler
	records   casebell.Records
	sentences *language.Catalogue
	log       *slog.Logger
	now       func() time.Time
	timeout   time.Duration

	mu    sync.Mutex
	tails map[casebell.Chat]chan struct{} // closed when the last message that entered a chat is done
}

// answerTimeout is how long an answer may take. Everything is on this machine, so it is only reached when something
// hangs, and Telegram repeats a webhook after about a minute.
const answerTimeout = 20 * time.Second

// GuardOptions are what a guard may be given besides what it must.
type GuardOptions struct {
	Log     *slog.Logger     // nothing is logged without one
	Now     func() time.Time // time.Now without one
	Timeout time.Duration    // of one answer; answerTimeout without one
}

// NewGuard puts a guard before a handler.
func NewGuard(h Handler, records casebell.Records, sentences *language.Catalogue, o GuardOptions) *Guard {
	g := &Guard{handler: h, records: records, sentences: sentences, log: o.Log, now: o.Now, timeout: cmp.Or(o.Timeout, answerTimeout),
		tails: map[casebell.Chat]chan struct{}{}}
	if g.log == nil {
		g.log = slog.New(slog.DiscardHandler)
	}
	if g.now == nil {
		g.now = time.Now
	}
	return g
}

// A Delivery shows the reply to one message. An adapter makes one for each message.
type Delivery interface {
	// Deliver shows the reply. When it returns nil the platform has it. Its error is a *SendError.
	Deliver(ctx context.Context, r Reply) error
	// Withdraw deletes the message that is being answered and says whether it could.
	Withdraw(ctx context.Context) bool
}

// Receive takes a message in its turn, answers and delivers. When it returns nil the adapter acknowledges the message to
// its platform; on an error it does not, so that the message comes again.
func (g *Guard) Receive(ctx context.Context, m Message, d Delivery) error {
	return <-g.Enter(ctx, m, d)
}

// Enter is Receive without waiting: the message has its turn in its chat when Enter returns, and what Receive would
// return comes through the channel. An adapter that must not wait calls it in the order in which messages came.
func (g *Guard) Enter(ctx context.Context, m Message, d Delivery) <-chan error {
	result := make(chan error, 1)
	turn := make(chan struct{})
	g.mu.Lock()
	before := g.tails[m.Chat]
	g.tails[m.Chat] = turn
	g.mu.Unlock()
	go func() {
		if before != nil {
			<-before // never skipped, even if ctx ends: the order of a chat hangs on it
		}
		result <- g.receive(ctx, m, d)
		close(turn)
		g.mu.Lock()
		if g.tails[m.Chat] == turn {
			delete(g.tails, m.Chat)
		}
		g.mu.Unlock()
	}()
	return result
}

func (g *Guard) receive(ctx context.Context, m Message, d Delivery) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	seen, lang := g.recall(ctx, m)
	if seen {
		return nil
	}
	m.Text, m.Lang = clean(m.Text), cmp.Or(lang, m.Lang, language.Default)
	reply, err := g.answer(ctx, m)
	if err != nil {
		reply = g.apologise(m, err)
	}
	reply.Key = cmp.Or(reply.Key, m.ID)
	if err := g.deliver(ctx, m, reply, d); err != nil {
		return err
	}
	g.mark(ctx, m)
	return nil
}

// recall looks up whether the message was answered before, and which language the person chose. When storage fails the
// message counts as new: better said twice than not at all.
func (g *Guard) recall(ctx context.Context, m Message) (seen bool, lang string) {
	err := g.records.View(ctx, func(tx casebell.Tx) (err error) {
		if seen, err = tx.Seen(m.Chat, m.ID); err != nil {
			return err
		}
		lang, err = tx.Language(m.From.Person)
		if errors.Is(err, casebell.ErrNotFound) {
			return nil
		}
		return err
	})
	if err != nil {
		g.log.Error("inbox not read", "platform", m.Chat.Platform, "err", err)
		return false, ""
	}
	return seen, lang
}

// mark remembers the message. When that fails the message is acknowledged all the same: with a full disk a person would
// otherwise get the same answer for ever.
func (g *Guard) mark(ctx context.Context, m Message) {
	err := g.records.Update(context.WithoutCancel(ctx), func(tx casebell.Tx) error { return tx.MarkSeen(m.Chat, m.ID, g.now()) })
	if err != nil {
		g.log.Error("inbox not written", "platform", m.Chat.Platform, "err", err)
	}
}

// answer asks the handler, within the deadline and whatever happens in there.
func (g *Guard) answer(ctx context.Context, m Message) (r Reply, err error) {
	ctx, cancel := context.WithTimeout(ctx, g.timeout)
	defer cancel()
	defer func() {
		if p := recover(); p != nil {
			// What was panicked with may hold a person's words; where it happened does not.
			err = fmt.Errorf("panic (%T) at %s", p, debug.Stack())
		}
	}()
	return g.handler.Handle(ctx, m)
}

// apologise makes the one sentence for everything that nobody foresaw, with a number under which the log has the error.
func (g *Guard) apologise(m Message, err error) Reply {
	reference := rand.Text()[:8]
	g.log.Error("message not answered", "reference", reference, "platform", m.Chat.Platform, "err", err)
	return Reply{Text: Say(g.sentences.In(m.Lang).Say("error.neutral", language.Args{"Reference": reference}))}
}

// deliver keeps what is private, withdraws what must go, and hands the reply to the platform.
func (g *Guard) deliver(ctx context.Context, m Message, r Reply, d Delivery) error {
	say := g.sentences.In(m.Lang)
	if r.Private && !m.Direct && !m.Aside {
		r = Reply{Key: r.Key, Withdraw: r.Withdraw, Text: Say(say.Say("private.elsewhere"))}
	}
	if r.Withdraw {
		words := "withdraw.failed"
		if d.Withdraw(ctx) {
			words = "withdraw.done"
		}
		// Right behind the first paragraph, which says what was wrong with the message.
		r.Text = slices.Insert(slices.Clone(r.Text), min(1, len(r.Text)), Say(say.Say(words))...)
	}
	err := d.Deliver(ctx, r)
	var failed *SendError
	if errors.As(err, &failed) && (failed.Verdict == Gone || failed.Verdict == Refused) {
		g.log.Warn("reply not taken", "platform", m.Chat.Platform, "verdict", failed.Verdict, "err", failed.Err)
		return nil // it would fail for ever
	}
	return err
}
