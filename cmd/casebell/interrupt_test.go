package main

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

var book = filepath.Join("testdata", "book")

// An evaluation that is interrupted in the middle gives no score of half the questions.
func TestInterruptedEval(t *testing.T) {
	file := filepath.Join(t.TempDir(), "many.jsonl")
	line := `{"text": "find a lawyer", "lang": "en", "topic": "legal-aid", "in_scope": true}` + "\n"
	if err := os.WriteFile(file, []byte(strings.Repeat(line, 100000)), 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, interrupt := context.WithCancel(t.Context())
	defer interrupt()
	var out, errOut output
	done := make(chan int, 1)
	go func() {
		done <- run(ctx, []string{"faq", "eval", "--articles", book, file}, nil, strings.NewReader(""), &out, &errOut)
	}()
	stacks := make([]byte, 1<<20)
	if !eventually(func() bool { // it asks
		for stack := range strings.SplitSeq(string(stacks[:runtime.Stack(stacks, true)]), "\n\n") {
			if strings.Contains(stack, "faqEval.Run") && strings.Contains(stack, "Router).Route") {
				return true
			}
		}
		return false
	}) {
		t.Fatal("it never asked")
	}
	interrupt()
	if code := <-done; code != exitFailed || out.String() != "" {
		t.Errorf("it ended with %d and said\n%s%s", code, out.String(), errOut.String())
	}
}

// A keyboard that nobody types on says when somebody waits for it.
type keyboard struct {
	waiting chan struct{}
	io.Reader
}

func (k keyboard) Read(p []byte) (int, error) {
	close(k.waiting)
	return k.Reader.Read(p)
}

// Interrupted while it waits for a question, ask ends.
func TestInterruptedAsk(t *testing.T) {
	ctx, interrupt := context.WithCancel(t.Context())
	defer interrupt()
	silence, typing := io.Pipe()
	defer typing.Close()
	in := keyboard{make(chan struct{}), silence}
	done := make(chan int, 1)
	go func() {
		done <- run(ctx, []string{"ask", "--articles", book}, nil, in, io.Discard, io.Discard)
	}()
	<-in.waiting
	interrupt()
	select {
	case code := <-done:
		if code == exitDone {
			t.Error("it ended as if it had answered")
		}
	case <-time.After(stopBy):
		t.Error("it does not end")
	}
}
