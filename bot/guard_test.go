package bot_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"casebell"
	"casebell/bot"
	"casebell/language"
	"casebell/store/bolt"
)

// A screen records what a platform was asked to show.
type screen struct {
	mu     sync.Mutex
	shown  []bot.Reply
	err    error
	delete bool
}

func (s *screen) Deliver(_ context.Context, r bot.Reply) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.err == nil {
		s.shown = append(s.shown, r)
	}
	return s.err
}

func (s *screen) Withdraw(context.Context) bool { return s.delete }

func (s *screen) texts() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []string
	for _, r := range s.shown {
		out = append(out, r.Text.String())
	}
	return out
}

func sentences(t *testing.T) *language.Catalogue {
	t.Helper()
	c, err := language.Load()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func open(t *testing.T, path string) *bolt.Store {
	t.Helper()
	s, err := bolt.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func message(id, text string) bot.Message {
	return bot.Message{ID: id, Chat: casebell.Chat{Platform: "test", ID: "c"}, From: bot.Sender{Person: casebell.Person{Platform: "test", ID: "p"}}, Direct: true, Text: text}
}

var echo = bot.HandlerFunc(func(_ context.Context, m bot.Message) (bot.Reply, error) {
	return bot.Reply{Text: bot.Say(m.Text)}, nil
})

func TestRedeliveryAfterACrash(t *testing.T) {
	path := filepath.Join(t.TempDir(), "casebell.db")
	first := open(t, path)
	shown := &screen{}
	if err := bot.NewGuard(echo, first, sentences(t), bot.GuardOptions{}).Receive(t.Context(), message("m1", "hello"), shown); err != nil {
		t.Fatal(err)
	}
	first.Close() // the acknowledgement was lost, and the program starts again
	guard := bot.NewGuard(echo, open(t, path), sentences(t), bot.GuardOptions{})
	if err := guard.Receive(t.Context(), message("m1", "hello"), shown); err != nil {
		t.Errorf("a redelivered message is not acknowledged: %v", err)
	}
	if err := guard.Receive(t.Context(), message("m2", "hello"), shown); err != nil {
		t.Fatal(err)
	}
	if got := len(shown.shown); got != 2 {
		t.Errorf("%d replies, want one for each of two messages", got)
	}
}

// records fail on demand, as on a full disk.
type records struct {
	casebell.Records
	fail bool
}

var errDisk = errors.New("no space left on device")

func (r *records) Update(ctx context.Context, fn func(casebell.Tx) error) error {
	if r.fail {
		return errDisk
	}
	return r.Records.Update(ctx, fn)
}

func TestCrashBetweenReplyAndMarkRepeatsTheReply(t *testing.T) {
	store := &records{Records: open(t, filepath.Join(t.TempDir(), "casebell.db")), fail: true}
	shown := &screen{}
	guard := bot.NewGuard(echo, store, sentences(t), bot.GuardOptions{})
	for range 2 {
		if err := guard.Receive(t.Context(), message("m1", "hello"), shown); err != nil {
			t.Errorf("with a full disk a message is not acknowledged, so that it would come for ever: %v", err)
		}
	}
	if len(shown.shown) != 2 {
		t.Errorf("%d replies, want 2: better twice than not at all", len(shown.shown))
	}
}

func TestFailedDelivery(t *testing.T) {
	for _, c := range []struct {
		verdict bot.Verdict
		again   bool
	}{{bot.Later, true}, {bot.Unsure, true}, {bot.Gone, false}, {bot.Refused, false}} {
		t.Run(c.verdict.String(), func(t *testing.T) {
			shown := &screen{err: &bot.SendError{Verdict: c.verdict, Err: errors.New("x")}}
			guard := bot.NewGuard(echo, open(t, filepath.Join(t.TempDir(), "casebell.db")), sentences(t), bot.GuardOptions{})
			err := guard.Receive(t.Context(), message("m1", "hello"), shown)
			if (err != nil) != c.again {
				t.Errorf("Receive: %v", err)
			}
			shown.err = nil
			if err := guard.Receive(t.Context(), message("m1", "hello"), shown); err != nil {
				t.Fatal(err)
			}
			if got := len(shown.shown) == 1; got != c.again {
				t.Errorf("answered when it came again: %t, want %t", got, c.again)
			}
		})
	}
}

func TestOrder(t *testing.T) {
	var mu sync.Mutex
	var order []string
	slow := bot.HandlerFunc(func(_ context.Context, m bot.Message) (bot.Reply, error) {
		if m.Text == "0" {
			time.Sleep(20 * time.Millisecond) // the others are long there by then
		}
		mu.Lock()
		defer mu.Unlock()
		order = append(order, m.Text)
		return bot.Reply{}, nil
	})
	guard := bot.NewGuard(slow, open(t, filepath.Join(t.TempDir(), "casebell.db")), sentences(t), bot.GuardOptions{})
	var results []<-chan error
	for i := range 20 {
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		if i == 7 {
			cancel() // who stops waiting must not break the order of the others
		}
		results = append(results, guard.Enter(ctx, message(fmt.Sprint("m", i), fmt.Sprint(i)), &screen{}))
	}
	for _, r := range results {
		<-r
	}
	want := []string{"0", "1", "2", "3", "4", "5", "6", "8", "9", "10", "11", "12", "13", "14", "15", "16", "17", "18", "19"}
	if !slices.Equal(order, want) {
		t.Errorf("order %v", order)
	}
}

func TestChatsDoNotWaitForEachOther(t *testing.T) {
	block := make(chan struct{})
	handler := bot.HandlerFunc(func(_ context.Context, m bot.Message) (bot.Reply, error) {
		if m.Text == "wait" {
			<-block
		}
		return bot.Reply{}, nil
	})
	guard := bot.NewGuard(handler, open(t, filepath.Join(t.TempDir(), "casebell.db")), sentences(t), bot.GuardOptions{})
	waiting := guard.Enter(t.Context(), message("m1", "wait"), &screen{})
	other := message("m2", "go")
	other.Chat.ID = "another"
	if err := guard.Receive(t.Context(), other, &screen{}); err != nil {
		t.Error(err)
	}
	close(block)
	<-waiting
}

func TestDeadline(t *testing.T) {
	store := open(t, filepath.Join(t.TempDir(), "casebell.db"))
	say := sentences(t)
	synctest.Test(t, func(t *testing.T) {
		hang := bot.HandlerFunc(func(ctx context.Context, _ bot.Message) (bot.Reply, error) {
			<-ctx.Done()
			return bot.Reply{}, ctx.Err()
		})
		shown := &screen{}
		began := time.Now()
		guard := bot.NewGuard(hang, inMemory{store}, say, bot.GuardOptions{Timeout: time.Minute})
		if err := guard.Receive(t.Context(), message("m1", "hello"), shown); err != nil {
			t.Error(err)
		}
		if time.Since(began) != time.Minute || !strings.Contains(shown.texts()[0], "Something went wrong") {
			t.Errorf("after %v: %q", time.Since(began), shown.texts())
		}
	})
}

// inMemory keeps nothing: a file's lock would hold a bubble of synctest open.
type inMemory struct{ casebell.Records }

func (inMemory) View(context.Context, func(casebell.Tx) error) error   { return nil }
func (inMemory) Update(context.Context, func(casebell.Tx) error) error { return nil }

func TestPrivate(t *testing.T) {
	private := bot.HandlerFunc(func(context.Context, bot.Message) (bot.Reply, error) {
		return bot.Reply{Private: true, Text: bot.Say("your number ends in 4417"), Buttons: []bot.Button{{Label: "Show 4417", Action: "show"}}}, nil
	})
	guard := bot.NewGuard(private, open(t, filepath.Join(t.TempDir(), "casebell.db")), sentences(t), bot.GuardOptions{})
	for i, c := range []struct{ direct, aside, shown bool }{{true, false, true}, {false, true, true}, {false, false, false}} {
		m := message(fmt.Sprint("m", i), "my number")
		m.Direct, m.Aside = c.direct, c.aside
		s := &screen{}
		if err := guard.Receive(t.Context(), m, s); err != nil {
			t.Fatal(err)
		}
		if got := strings.Contains(fmt.Sprint(s.shown), "4417"); got != c.shown {
			t.Errorf("direct %t, aside %t: shown %t, want %t: %v", c.direct, c.aside, got, c.shown, s.shown)
		}
	}
}

func TestWithdraw(t *testing.T) {
	handler := bot.HandlerFunc(func(context.Context, bot.Message) (bot.Reply, error) {
		return bot.Reply{Withdraw: true, Text: bot.Say("first", "last")}, nil
	})
	guard := bot.NewGuard(handler, open(t, filepath.Join(t.TempDir(), "casebell.db")), sentences(t), bot.GuardOptions{})
	for i, can := range []bool{true, false} {
		s := &screen{delete: can}
		if err := guard.Receive(t.Context(), message(fmt.Sprint("m", i), "secret"), s); err != nil {
			t.Fatal(err)
		}
		want := map[bool]string{true: "I deleted your message here", false: "Please delete your message."}[can]
		if got := s.shown[0].Text; len(got) != 3 || !strings.HasPrefix(got[1].String(), want) {
			t.Errorf("can delete %t: %q", can, got)
		}
	}
}

func TestCleaning(t *testing.T) {
	s := &screen{}
	guard := bot.NewGuard(echo, open(t, filepath.Join(t.TempDir(), "casebell.db")), sentences(t), bot.GuardOptions{})
	for in, want := range map[string]string{
		"  a\x00b\x1b[2J\n": "ab[2J", "a\xffb": "ab", strings.Repeat("ж", 40000): strings.Repeat("ж", bot.MaxText), "a\tb\nc": "a\tb\nc", "": "",
	} {
		s.shown = nil
		if err := guard.Receive(t.Context(), message("m"+in, in), s); err != nil {
			t.Fatal(err)
		}
		if got := s.texts()[0]; got != want {
			t.Errorf("%.20q was handled as %.20q, want %.20q", in, got, want)
		}
	}
}

func TestOwnLanguageWins(t *testing.T) {
	store := open(t, filepath.Join(t.TempDir(), "casebell.db"))
	lang := bot.HandlerFunc(func(_ context.Context, m bot.Message) (bot.Reply, error) {
		return bot.Reply{Text: bot.Say(m.Lang)}, nil
	})
	guard := bot.NewGuard(lang, store, sentences(t), bot.GuardOptions{})
	s := &screen{}
	m := message("m1", "x")
	m.Lang = "fr"
	if err := guard.Receive(t.Context(), m, s); err != nil {
		t.Fatal(err)
	}
	if err := store.Update(t.Context(), func(tx casebell.Tx) error { return tx.SetLanguage(m.From.Person, "es") }); err != nil {
		t.Fatal(err)
	}
	m.ID = "m2"
	if err := guard.Receive(t.Context(), m, s); err != nil {
		t.Fatal(err)
	}
	if got := s.texts(); !slices.Equal(got, []string{"fr", "es"}) {
		t.Errorf("answered in %v, want what the platform claims, then what the person chose", got)
	}
}

// What a person wrote does not reach the log, whatever goes wrong with it.
func TestLogHoldsNoWords(t *testing.T) {
	const planted = "Planted-Secret-1234"
	var log bytes.Buffer
	store := &records{Records: open(t, filepath.Join(t.TempDir(), "casebell.db")), fail: true}
	for _, handler := range []bot.HandlerFunc{
		func(_ context.Context, m bot.Message) (bot.Reply, error) { panic(m.Text) },
		func(_ context.Context, m bot.Message) (bot.Reply, error) { return bot.Reply{}, errors.New("inner") },
	} {
		guard := bot.NewGuard(handler, store, sentences(t), bot.GuardOptions{Log: slog.New(slog.NewTextHandler(&log, nil))})
		m := message(planted, planted)
		m.Chat.ID, m.From = planted, bot.Sender{Name: planted, Handle: planted, Person: casebell.Person{ID: planted}}
		shown := &screen{err: &bot.SendError{Verdict: bot.Gone, Err: errors.New("gone")}}
		if err := guard.Receive(t.Context(), m, shown); err != nil {
			t.Fatal(err)
		}
	}
	if strings.Contains(log.String(), planted) || !strings.Contains(log.String(), "reference") {
		t.Errorf("the log:\n%s", log.String())
	}
}
