// Package bottest is the suite that every platform passes: what a person sees is the same everywhere, by each platform's
// own customs.
package bottest

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"casebell"
	"casebell/bot"
	"casebell/language"
	"casebell/store/bolt"
)

// A View is a platform as one person sees it, in a direct chat.
type View interface {
	// Say types a text and sends it. It returns when the platform has taken it, not when it is answered.
	Say(text string)
	// Press presses the newest button with a label.
	Press(label string)
	// Shown is what stands on the screen below what the person typed: texts and labels of buttons, each on a line, in order.
	Shown() string
	// Stop ends the program at once, and waits until it has ended.
	Stop()
}

// A Redeliverer is a View of a platform that delivers messages again until they are acknowledged.
type Redeliverer interface {
	View
	// Redeliver delivers the last message again, as after an acknowledgement that was lost.
	Redeliver()
}

// A Withdrawer is a View of a platform that lets the program delete what the person wrote.
type Withdrawer interface {
	View
	// Visible reports whether a text that the person sent still stands on the screen.
	Visible(text string) bool
}

// Start runs the platform under test before a guard. After a crash it is called with the view from before, whose screen
// and platform go on; else before is nil.
type Start func(t *testing.T, guard *bot.Guard, before View) View

// patience is how long a platform may take to show something.
const patience = 10 * time.Second

// Run runs the suite.
func Run(t *testing.T, start Start) {
	for name, test := range map[string]func(*rig){
		"text": testText, "order": testOrder, "buttons": testButtons, "old button": testOldButton, "long text in": testLongIn,
		"long text out": testLongOut, "markup": testMarkup, "panic": testPanic, "error": testError, "private": testPrivate,
		"withdraw": testWithdraw, "redelivery": testRedelivery, "redelivery after a crash": testCrash, "stop": testStop,
	} {
		t.Run(name, func(t *testing.T) { test(newRig(t, start)) })
	}
}

// A rig is a platform with a handler that the test can steer, and a store that outlives the platform.
type rig struct {
	*testing.T
	start   Start
	view    View
	records casebell.Records
	guard   *bot.Guard

	mu      sync.Mutex
	handled []bot.Message
}

func newRig(t *testing.T, start Start) *rig {
	store, err := bolt.Open(filepath.Join(t.TempDir(), "casebell.db"))
	if err != nil {
		t.Fatal(err)
	}
	r := &rig{T: t, start: start, records: store}
	t.Cleanup(func() {
		r.view.Stop()
		store.Close()
	})
	r.run(nil)
	return r
}

// run starts the platform, as after a start of the program.
func (r *rig) run(before View) {
	sentences, err := language.Load()
	if err != nil {
		r.Fatal(err)
	}
	r.guard = bot.NewGuard(bot.HandlerFunc(r.handle), r.records, sentences, bot.GuardOptions{})
	r.view = r.start(r.T, r.guard, before)
}

// handle answers by what was said. It is the same for every platform.
func (r *rig) handle(_ context.Context, m bot.Message) (bot.Reply, error) {
	r.mu.Lock()
	r.handled = append(r.handled, m)
	r.mu.Unlock()
	switch {
	case m.Action != "":
		return bot.Reply{Text: bot.Say("pressed " + m.Action)}, nil
	case m.Text == "buttons":
		return bot.Reply{Text: bot.Say("choose"), Buttons: []bot.Button{{Label: "First one", Action: "one:1"}, {Label: "Second one", Action: "two:2"}}}, nil
	case m.Text == "long":
		return bot.Reply{Text: longText()}, nil
	case m.Text == "markup":
		return bot.Reply{Text: bot.Text{{{Text: hostile}}, {{Text: hostile, Style: bot.Bold}}}, Buttons: []bot.Button{{Label: hostile, Action: "hostile"}}}, nil
	case m.Text == "panic":
		panic("a bug")
	case m.Text == "error":
		return bot.Reply{}, errors.New("the inner reason")
	case m.Text == "private":
		return bot.Reply{Private: true, Text: bot.Say("for you alone")}, nil
	case strings.HasPrefix(m.Text, "secret"):
		return bot.Reply{Withdraw: true, Text: bot.Say("that must not be here")}, nil
	}
	return bot.Reply{Text: bot.Say("you said: " + m.Text)}, nil
}

// hostile is everything that some platform might take for markup.
const hostile = `<b>b</b> *s* _u_ [l](https://example.com) & "q" 'a' ~~x~~ @everyone`

// longText has paragraphs numbered so that a missing or doubled one shows.
func longText() bot.Text {
	var t bot.Text
	for i := range 60 {
		t = append(t, bot.Say(fmt.Sprintf("part %d of the long text, with enough words to need more than one message on some platforms", i))...)
	}
	return t
}

// await waits until the screen shows a text.
func (r *rig) await(text string) {
	r.Helper()
	for deadline := time.Now().Add(patience); time.Now().Before(deadline); time.Sleep(2 * time.Millisecond) {
		if strings.Contains(r.view.Shown(), text) {
			return
		}
	}
	r.Fatalf("never shown: %q\non the screen:\n%s", text, r.view.Shown())
}

func (r *rig) count() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return len(r.handled)
}

func testText(r *rig) {
	r.view.Say("hello there")
	r.await("you said: hello there")
	m := r.handled[0]
	if !m.Direct || m.ID == "" || m.Chat.ID == "" || m.Chat.Platform == "" || m.From.Person.ID == "" || m.At.IsZero() {
		r.Errorf("a message with something missing: %+v", m)
	}
}

func testOrder(r *rig) {
	for i := range 10 {
		r.view.Say(fmt.Sprintf("message %d.", i))
	}
	r.await("you said: message 9.")
	shown, at := r.view.Shown(), 0
	for i := range 10 {
		next := strings.Index(shown, fmt.Sprintf("you said: message %d.", i))
		if next < at {
			r.Fatalf("answer %d stands out of order:\n%s", i, shown)
		}
		at = next
	}
}

func testButtons(r *rig) {
	r.view.Say("buttons")
	r.await("Second one")
	r.view.Press("Second one")
	r.await("pressed two:2")
}

func testOldButton(r *rig) {
	r.view.Say("buttons")
	r.await("First one")
	r.view.Say("something else")
	r.await("you said: something else")
	if strings.Contains(r.view.Shown(), "First one") { // platforms that keep old buttons answer them
		r.view.Press("First one")
		r.await("one:1")
	}
}

func testLongIn(r *rig) {
	r.view.Say("long in " + strings.Repeat("word ", 3000))
	r.await("you said: long in word")
	if n := len([]rune(r.handled[0].Text)); n > bot.MaxText {
		r.Errorf("the handler got %d characters", n)
	}
}

func testLongOut(r *rig) {
	r.view.Say("long")
	r.await("part 59")
	shown := strings.Join(strings.Fields(r.view.Shown()), " ")
	for i := range 60 {
		if n := strings.Count(shown, fmt.Sprintf("part %d of the long text, with enough words", i)); n != 1 {
			r.Errorf("part %d is shown %d times", i, n)
		}
	}
}

// Nothing from outside is ever markup: what stands on the screen is what was written.
func testMarkup(r *rig) {
	r.view.Say("markup")
	r.await(`"q"`)
	shown := strings.Join(strings.Fields(r.view.Shown()), " ")
	if n := strings.Count(shown, hostile); n != 3 {
		r.Errorf("the text is shown as written %d times, want 3:\n%s", n, shown)
	}
}

func testPanic(r *rig) {
	r.view.Say("panic")
	r.await("Something went wrong")
	r.view.Say("still there?")
	r.await("you said: still there?")
	if strings.Contains(r.view.Shown(), "a bug") {
		r.Error("the person sees the panic")
	}
}

func testError(r *rig) {
	r.view.Say("error")
	r.await("Something went wrong")
	if strings.Contains(r.view.Shown(), "inner reason") {
		r.Error("the person sees the error")
	}
}

func testPrivate(r *rig) {
	r.view.Say("private")
	r.await("for you alone")
}

func testWithdraw(r *rig) {
	r.view.Say("secret 123")
	r.await("that must not be here")
	if w, ok := r.view.(Withdrawer); ok {
		r.await("I deleted your message")
		if w.Visible("secret 123") {
			r.Error("the message still stands there")
		}
		return
	}
	r.await("Please delete your message")
}

func testRedelivery(r *rig) {
	v, ok := r.view.(Redeliverer)
	if !ok {
		return // this platform delivers once
	}
	v.Say("once please")
	r.await("you said: once please")
	v.Redeliver()
	v.Say("after")
	r.await("you said: after")
	if n := strings.Count(v.Shown(), "you said: once please"); n != 1 || r.count() != 2 {
		r.Errorf("shown %d times, handled %d messages; want 1 and 2", n, r.count())
	}
}

// What was answered before a crash is not answered again after it.
func testCrash(r *rig) {
	if _, ok := r.view.(Redeliverer); !ok {
		return
	}
	r.view.Say("before the crash")
	r.await("you said: before the crash")
	r.view.Stop()
	r.run(r.view)
	r.view.(Redeliverer).Redeliver()
	r.view.Say("after the crash")
	r.await("you said: after the crash")
	if n := strings.Count(r.view.Shown(), "you said: before the crash"); n != 1 {
		r.Errorf("shown %d times, want once:\n%s", n, r.view.Shown())
	}
}

func testStop(r *rig) {
	r.view.Say("hello")
	r.await("you said: hello")
	stopped := make(chan struct{})
	go func() {
		r.view.Stop()
		close(stopped)
	}()
	select {
	case <-stopped:
	case <-time.After(patience):
		r.Fatal("the platform does not stop")
	}
}
