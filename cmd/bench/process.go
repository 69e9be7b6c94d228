package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/cookiejar"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// starts is how often the program is started for the time to its first answer.
const starts = 5

// benchProcess starts the real program and measures it from outside: the time from start to first answer, and the memory.
func benchProcess(ctx context.Context, folder string, questions []string) error {
	program := filepath.Join(folder, "casebell")
	if out, err := exec.CommandContext(ctx, "go", "build", "-trimpath", "-ldflags", "-s -w", "-o", program, "./cmd/casebell").CombinedOutput(); err != nil {
		return fmt.Errorf("build: %w\n%s", err, out)
	}
	config := filepath.Join(folder, "casebell.yaml")
	if err := os.WriteFile(config, []byte("trusted_proxies: [127.0.0.1]\n"), 0o600); err != nil {
		return err
	}
	info, err := os.Stat(program)
	if err != nil {
		return err
	}
	var first []time.Duration
	var peak int
	for i := range starts {
		took, memory, err := oneRun(ctx, program, config, questions, i == starts-1)
		if err != nil {
			return err
		}
		first, peak = append(first, took), max(peak, memory)
	}
	fmt.Printf("\nthe program as a whole (%d starts)\n", starts)
	fmt.Printf("  start to first answer: median %.0f ms, longest %.0f ms\n", micros(quantile(first, .5))/1e3, micros(quantile(first, 1))/1e3)
	fmt.Printf("  peak memory after %d questions in %d conversations: %.0f MB\n", len(questions), memoryConversations, float64(peak)/1024)
	fmt.Printf("  size of the program: %.1f MB\n", float64(info.Size())/1e6)
	return nil
}

// memoryConversations is over how many conversations the questions are spread; each keeps its screen in memory.
const memoryConversations = 100

// oneRun starts the program, asks, and stops it. The memory is its peak resident size in KiB.
func oneRun(ctx context.Context, program, config string, questions []string, loaded bool) (first time.Duration, peak int, err error) {
	began := time.Now()
	cmd := exec.CommandContext(ctx, program, "serve")
	cmd.Env = append(os.Environ(), "CASEBELL_LISTEN=127.0.0.1:0", "CASEBELL_STORE=bolt:"+program+".db", "CASEBELL_CONFIG="+config)
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	out, err := cmd.StderrPipe()
	if err != nil {
		return 0, 0, err
	}
	if err := cmd.Start(); err != nil {
		return 0, 0, err
	}
	defer func() { err = errors.Join(err, stop(cmd)) }()
	address := ""
	lines := bufio.NewScanner(out)
	for address == "" && lines.Scan() {
		if at := strings.Index(lines.Text(), "http://"); at >= 0 {
			address = strings.TrimSuffix(lines.Text()[at:], "/")
		}
	}
	if address == "" {
		return 0, 0, errors.New("the program did not say where it listens")
	}
	if err := say(http.DefaultClient, address, "first", "where is my account number"); err != nil {
		return 0, 0, err
	}
	first = time.Since(began)
	if loaded {
		if err := load(address, questions); err != nil {
			return 0, 0, err
		}
	}
	peak, err = peakOf(cmd.Process.Pid)
	return first, peak, err
}

func stop(cmd *exec.Cmd) error {
	if err := cmd.Process.Signal(os.Interrupt); err != nil {
		return err
	}
	return cmd.Wait()
}

// load asks all questions, each conversation from an address of its own, as a proxy would tell it.
func load(address string, questions []string) error {
	for c := range memoryConversations {
		jar, err := cookiejar.New(nil)
		if err != nil {
			return err
		}
		client := &http.Client{Jar: jar, Transport: from(fmt.Sprintf("192.0.2.%d", c))}
		for i := c; i < len(questions); i += memoryConversations {
			err := say(client, address, strconv.Itoa(i), questions[i])
			for err != nil && strings.Contains(err.Error(), "429") { // the limit of one conversation
				time.Sleep(20 * time.Millisecond)
				err = say(client, address, strconv.Itoa(i), questions[i])
			}
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// from sends requests as a proxy does for somebody at an address.
type from string

func (f from) RoundTrip(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	r.Header.Set("X-Forwarded-For", string(f))
	return http.DefaultTransport.RoundTrip(r)
}

// peakOf reads the peak resident size of a process in KiB, as Linux counts it.
func peakOf(pid int) (int, error) {
	data, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0, err
	}
	for line := range strings.Lines(string(data)) {
		if value, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			return strconv.Atoi(strings.Fields(value)[0])
		}
	}
	return 0, errors.New("no peak in the status of the process")
}
