package intent_test

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"log/slog"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"casebell"
	"casebell/bot"
	"casebell/faq"
	"casebell/intent"
	"casebell/language"
	"casebell/status"
	"casebell/store"
)

var update = flag.Bool("update", false, "write what is answered into testdata/conversations")

// A conversation is a txtar file: what was said, and what is answered. Its sections, in the order of the talk:
//
//	setting    conditions, one a line: "no organisation", "messages cannot be deleted"
//	said       typed in a direct chat
//	elsewhere  typed in a group where others read along
//	aside      typed in such a group on a platform that can answer the sender alone
//	pressed    the label of a button of the last reply, pressed where that reply stands
//	action     what a button of an older message carries, pressed there
//	answered   the reply as text, its buttons as lines "[Label]"; a button to a page as "[Label](address)"
//
// In an answer "…" stands for any text. Articles are written as the first sentence, "…" and the two buttons for the vote,
// so that their authors may edit what follows. With -update an answer that still holds stays as it was written, and an
// apology for an error is never written.
func TestConversations(t *testing.T) {
	files, err := filepath.Glob("testdata/conversations/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no conversations: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			t.Parallel()
			play(t, file)
		})
	}
}

func play(t *testing.T, file string) {
	talk, err := readArchive(file)
	if err != nil {
		t.Fatal(err)
	}
	var d *deskUnderTest
	var shown *bot.Reply // since the last "answered"
	var last bot.Message // whose chat the next button is pressed in
	var buttons []bot.Button
	ask := func(m bot.Message) {
		if d == nil {
			d = newDesk(t, "")
		}
		if shown != nil {
			t.Fatalf("%s: a reply that nobody compares:\n%s", file, render(*shown))
		}
		last = m
		r := d.receive(m)
		shown, buttons = &r, r.Buttons
	}
	changed := false
	for i, section := range talk.sections {
		data := strings.TrimSpace(section.text)
		switch section.name {
		case "setting":
			d = newDesk(t, data)
		case "said":
			ask(bot.Message{Direct: true, Text: data})
		case "elsewhere":
			ask(bot.Message{Text: data})
		case "aside":
			ask(bot.Message{Aside: true, Text: data})
		case "action":
			ask(bot.Message{Direct: true, Action: data})
		case "pressed":
			at := slices.IndexFunc(buttons, func(b bot.Button) bool { return b.Label == data })
			if at < 0 {
				t.Fatalf("%s: the last reply has no button %q, but %q", file, data, buttons)
			}
			ask(bot.Message{Direct: last.Direct, Aside: last.Aside, Action: buttons[at].Action})
		case "answered":
			if shown == nil {
				t.Fatalf("%s: nothing was said before section %d", file, i)
			}
			switch got := render(*shown); {
			case fits(got, data):
			case *update && !t.Failed():
				talk.sections[i].text, changed = abridge(*shown)+"\n", true
			default:
				t.Errorf("%s: answer %d is\n%s\n\nwant\n%s", file, i, got, data)
			}
			shown = nil
		default:
			t.Fatalf("%s: a section named %q", file, section.name)
		}
	}
	if shown != nil {
		t.Fatalf("%s: a reply that nobody compares:\n%s", file, render(*shown))
	}
	if changed {
		if err := talk.write(file); err != nil {
			t.Fatal(err)
		}
	}
}

// render writes a reply as a person sees it.
func render(r bot.Reply) string {
	lines := []string{r.Text.String()}
	for _, b := range r.Buttons {
		line := "[" + b.Label + "]"
		if b.URL != "" {
			line += "(" + b.URL + ")"
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

// abridge is render without what may be edited in an article.
func abridge(r bot.Reply) string {
	if len(r.Buttons) < 2 || r.Buttons[len(r.Buttons)-2].Label != "Helped" {
		return render(r)
	}
	sentence, _, _ := strings.Cut(r.Text[0].String(), ". ")
	return strings.TrimSuffix(sentence, ".") + ".…\n[Helped]\n[Did not help]"
}

// fits reports whether a text is what was wanted, "…" standing for any text.
func fits(got, want string) bool {
	pieces := strings.Split(want, "…")
	if len(pieces) == 1 {
		return got == want
	}
	got, begins := strings.CutPrefix(got, pieces[0])
	for _, piece := range pieces[1 : len(pieces)-1] {
		_, rest, found := strings.Cut(got, piece)
		begins, got = begins && found, rest
	}
	return begins && strings.HasSuffix(got, pieces[len(pieces)-1])
}

func TestFits(t *testing.T) {
	for _, c := range []struct {
		got, want string
		fits      bool
	}{
		{"a b c", "a b c", true}, {"a b c", "a b", false}, {"a b c", "a…", true}, {"a b c", "…c", true}, {"a b c", "a…c", true},
		{"a b c", "a…b…c", true}, {"a b c", "a…x…c", false}, {"a b c", "b…c", false}, {"a", "a…", true}, {"a", "a…a", false}, {"", "…", true},
	} {
		if got := fits(c.got, c.want); got != c.fits {
			t.Errorf("fits(%q, %q) = %v", c.got, c.want, got)
		}
	}
}

// The real book, glossary and sentences are opened once for all tests: these only read them.
var openBook = sync.OnceValues(func() (*faq.Library, error) {
	return faq.Open(context.Background(), faq.Embedded(), slog.New(slog.DiscardHandler))
})

var (
	loadGlossary  = sync.OnceValues(status.Load)
	loadSentences = sync.OnceValues(language.Load)
)

// options are the real book, glossary and sentences, and an organisation that can be reached.
func options(t testing.TB) intent.Options {
	t.Helper()
	book, err := openBook()
	if err != nil {
		t.Fatal(err)
	}
	glossary, err := loadGlossary()
	if err != nil {
		t.Fatal(err)
	}
	sentences, err := loadSentences()
	if err != nil {
		t.Fatal(err)
	}
	return intent.Options{Book: book, Glossary: glossary, Sentences: sentences, Hotlines: intent.DefaultHotlines(),
		Organisation: intent.Organisation{Name: "Harbor Legal Aid", Phone: "202-555-0143", Email: "help@harbor.example", URL: "https://harbor.example/contact",
			Hours: "Monday to Friday, 9 to 17", Emergency: "202-555-0199"}}
}

// A deskUnderTest is the router behind the real guard, with a real store.
type deskUnderTest struct {
	t      testing.TB
	guard  *bot.Guard
	store  store.Store
	file   string // of the store
	log    *bytes.Buffer
	screen *paper
	count  int
}

// newDesk sets a desk up. The setting is as in a conversation.
func newDesk(t testing.TB, setting string) *deskUnderTest {
	t.Helper()
	o := options(t)
	d := &deskUnderTest{t: t, file: filepath.Join(t.TempDir(), "casebell.db"), log: &bytes.Buffer{}, screen: &paper{deletes: true}}
	for condition := range strings.Lines(setting) {
		switch strings.TrimSpace(condition) {
		case "no organisation":
			o.Organisation = intent.Organisation{Name: "Harbor Legal Aid"}
		case "messages cannot be deleted":
			d.screen.deletes = false
		default:
			t.Fatalf("no setting is called %q", condition)
		}
	}
	var err error
	if d.store, err = store.Open("bolt:" + d.file); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.store.Close() })
	o.Records = d.store
	log := slog.New(slog.NewTextHandler(d.log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	d.guard = bot.NewGuard(intent.NewRouter(o), d.store, o.Sentences, bot.GuardOptions{Log: log})
	return d
}

// receive lets a message pass the guard, and returns what the person is shown. That a message was not answered is a
// failure: every question of these tests has an answer.
func (d *deskUnderTest) receive(m bot.Message) bot.Reply {
	d.t.Helper()
	d.count++
	m.ID, m.Chat = fmt.Sprint("m", d.count), casebell.Chat{Platform: "test", ID: "chat"}
	m.From = bot.Sender{Person: casebell.Person{Platform: "test", ID: "person"}, Name: "Maria", Handle: "@maria"}
	d.screen.shown, d.screen.withdrawn = nil, false
	if err := d.guard.Receive(context.Background(), m, d.screen); err != nil {
		d.t.Fatalf("message %d was not answered: %v", d.count, err)
	}
	if len(d.screen.shown) != 1 {
		d.t.Fatalf("message %d has %d replies", d.count, len(d.screen.shown))
	}
	if d.log.Len() > 0 {
		d.t.Errorf("message %d was logged: %s", d.count, d.log)
		d.log.Reset()
	}
	return d.screen.shown[0]
}

// A paper is a platform that shows replies to one person.
type paper struct {
	deletes   bool // it can delete messages
	shown     []bot.Reply
	withdrawn bool // the last message was deleted
}

func (p *paper) Deliver(_ context.Context, r bot.Reply) error {
	p.shown = append(p.shown, r)
	return nil
}

func (p *paper) Withdraw(context.Context) bool {
	p.withdrawn = p.deletes
	return p.deletes
}
