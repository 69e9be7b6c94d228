package terminal_test

import (
	"bytes"
	"context"
	"io"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"casebell"
	"casebell/bot"
	"casebell/bot/bottest"
	"casebell/bot/terminal"
)

// A screen is a terminal with a person before it.
type screen struct {
	t    *testing.T
	keys *io.PipeWriter
	stop func()

	mu  sync.Mutex
	out bytes.Buffer
}

func (s *screen) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.out.Write(p)
}

func (s *screen) Say(text string) {
	if _, err := io.WriteString(s.keys, text+"\n"); err != nil {
		s.t.Error(err)
	}
}

func (s *screen) Press(label string) {
	var number string
	for line := range strings.Lines(s.Shown()) {
		if fields := strings.Fields(line); len(fields) > 1 && strings.Join(fields[1:], " ") == label {
			number = fields[0]
		}
	}
	if _, err := strconv.Atoi(number); err != nil {
		s.t.Fatalf("no button %q", label)
	}
	s.Say(number)
}

func (s *screen) Shown() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.out.String()
}

func (s *screen) Stop() { s.stop() }

func TestSuite(t *testing.T) {
	bottest.Run(t, func(t *testing.T, guard *bot.Guard, _ bottest.View) bottest.View {
		in, keys := io.Pipe()
		ctx, cancel := context.WithCancel(context.Background())
		s := &screen{t: t, keys: keys}
		done := make(chan struct{})
		go func() {
			defer close(done)
			if err := terminal.New(guard, in, s, time.Now).Run(ctx); err != nil {
				t.Error(err)
			}
		}()
		s.stop = func() {
			cancel()
			<-done
			keys.Close()
		}
		return s
	})
}

func TestControlCharactersDoNotSteerTheTerminal(t *testing.T) {
	var out bytes.Buffer
	p := terminal.New(nil, nil, &out, time.Now)
	if err := p.Send(t.Context(), terminalChat, bot.Reply{Text: bot.Say("a\x1b[2Jb\u009bc")}); err != nil {
		t.Fatal(err)
	}
	if got := strings.TrimSpace(out.String()); got != "a[2Jbc" {
		t.Errorf("written %q", got)
	}
}

var terminalChat = casebell.Chat{Platform: terminal.Name, ID: "here"}
