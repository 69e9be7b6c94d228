// Package terminal talks with one person over a reader and a writer.
//
// It knows lines, and refuses to know who reads them. It is the smallest platform, and a rig for trying the others' answers.
package terminal

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"casebell"
	"casebell/bot"
)

// Name is the platform's name.
const Name = "terminal"

// width is where lines are broken, in characters.
const width = 78

// maxLine is the longest line that is read, in bytes: far more than a guard lets through.
const maxLine = 1 << 20

// Platform is a conversation at a terminal. Empty lines are not messages, a number presses the button of that number, and
// the end of the input ends it.
type Platform struct {
	guard *bot.Guard
	in    io.Reader
	out   io.Writer
	now   func() time.Time

	mu      sync.Mutex // held while writing
	buttons []bot.Button
	said    int
}

// New makes a platform. Text goes to out, one reply after the other.
func New(guard *bot.Guard, in io.Reader, out io.Writer, now func() time.Time) *Platform {
	return &Platform{guard: guard, in: in, out: out, now: now}
}

// Name is the platform's name.
func (p *Platform) Name() string { return Name }

var (
	chat   = casebell.Chat{Platform: Name, ID: "here"}
	person = casebell.Person{Platform: Name, ID: "me"}
)

// Run reads and answers until the input or the context ends.
func (p *Platform) Run(ctx context.Context) error {
	lines, failed := make(chan string), make(chan error, 1)
	go func() { // a read cannot be cut short, so it has its own goroutine; it ends with the input
		defer close(lines)
		scan := bufio.NewScanner(p.in)
		scan.Buffer(nil, maxLine)
		for scan.Scan() {
			select {
			case lines <- scan.Text():
			case <-ctx.Done():
				return
			}
		}
		failed <- scan.Err()
	}()
	for {
		p.prompt()
		select {
		case <-ctx.Done():
			return nil
		case line, more := <-lines:
			if !more {
				select {
				case err := <-failed:
					return err
				default:
					return nil
				}
			}
			if err := p.answer(ctx, line); err != nil && ctx.Err() == nil {
				return err
			}
		}
	}
}

func (p *Platform) prompt() {
	p.mu.Lock()
	defer p.mu.Unlock()
	fmt.Fprint(p.out, "> ")
}

func (p *Platform) answer(ctx context.Context, line string) error {
	p.said++
	m := bot.Message{
		ID: strconv.FormatInt(p.now().UnixNano(), 36) + "-" + strconv.Itoa(p.said), Chat: chat, From: bot.Sender{Person: person},
		Direct: true, Text: line, At: p.now(),
	}
	switch n, err := strconv.Atoi(strings.TrimSpace(line)); {
	case strings.TrimSpace(line) == "":
		return nil
	case err == nil && n >= 1 && n <= len(p.buttons):
		if b := p.buttons[n-1]; b.Action != "" {
			m.Text, m.Action = "", b.Action
		}
	}
	return p.guard.Receive(ctx, m, delivery{p})
}

// Send says something that nobody asked for just now.
func (p *Platform) Send(_ context.Context, to casebell.Chat, r bot.Reply) error {
	if to != chat {
		return &bot.SendError{Verdict: bot.Gone, Err: errors.New("no such chat at this terminal")}
	}
	return p.Print(r)
}

// A delivery is the answer to one line.
type delivery struct{ p *Platform }

func (d delivery) Deliver(_ context.Context, r bot.Reply) error { return d.p.Print(r) }

// Withdraw cannot delete what stands on a screen.
func (d delivery) Withdraw(context.Context) bool { return false }

// Print writes a reply. A number typed next presses its button.
func (p *Platform) Print(r bot.Reply) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	var b strings.Builder
	b.WriteString("\n" + wrap(printable(r.Text.String())) + "\n\n")
	if len(r.Buttons) > 0 {
		p.buttons = r.Buttons // the last ones stay until there are others
	}
	for i, button := range r.Buttons {
		fmt.Fprintf(&b, "  %d  %s", i+1, printable(button.Label))
		if button.URL != "" {
			b.WriteString(": " + printable(button.URL))
		}
		b.WriteString("\n")
	}
	if len(r.Buttons) > 0 {
		b.WriteString("\n")
	}
	if _, err := io.WriteString(p.out, b.String()); err != nil {
		return &bot.SendError{Verdict: bot.Later, Err: err}
	}
	return nil
}

// printable takes out what would steer the terminal: a text may hold what somebody else typed.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' || r == 0x7f || r >= 0x80 && r < 0xa0 {
			return -1
		}
		return r
	}, s)
}

// wrap breaks lines at spaces.
func wrap(text string) string {
	var b strings.Builder
	for i, line := range strings.Split(text, "\n") {
		if i > 0 {
			b.WriteByte('\n')
		}
		column := 0
		for word := range strings.FieldsSeq(line) {
			size := utf8.RuneCountInString(word)
			switch {
			case column == 0:
			case column+1+size > width:
				b.WriteByte('\n')
				column = 0
			default:
				b.WriteByte(' ')
				column++
			}
			b.WriteString(word)
			column += size
		}
	}
	return b.String()
}
