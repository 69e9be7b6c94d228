package main

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"casebell/bot"
	"casebell/bot/webchat"
	"casebell/language"
	"casebell/store"
	"casebell/web"
)

// The load on the web chat: so many conversations at once, each with so many questions.
const (
	conversations = 64
	questionsEach = 40
)

// benchWebChat measures answers a second through the web chat, beside an echo through the same web chat, in turn.
func benchWebChat(folder string, router bot.Handler, questions []string) error {
	fmt.Printf("\nthrough the web chat, %d conversations at once   per second        p50        p99\n", conversations)
	echo := bot.HandlerFunc(func(_ context.Context, m bot.Message) (bot.Reply, error) {
		return bot.Reply{Text: bot.Say(m.Text)}, nil
	})
	type result struct {
		took []time.Duration
		rate float64
	}
	results := map[string]result{}
	for round := range 2 { // the first warms up
		for name, handler := range map[string]bot.Handler{"answers": router, "floor: echo": echo} {
			took, all, err := converse(folder, fmt.Sprint(name, round), handler, questions)
			if err != nil {
				return err
			}
			results[name] = result{took, float64(len(took)) / all.Seconds()}
		}
	}
	for _, name := range []string{"answers", "floor: echo"} {
		r := results[name]
		fmt.Printf("  %-42s %12.0f %7.1f ms %7.1f ms\n", name, r.rate, micros(quantile(r.took, .5))/1e3, micros(quantile(r.took, .99))/1e3)
	}
	return nil
}

// converse holds all conversations and says how long each answer took, and all of them.
func converse(folder, name string, h bot.Handler, questions []string) ([]time.Duration, time.Duration, error) {
	sentences, err := language.Load()
	if err != nil {
		return nil, 0, err
	}
	records, err := store.Open("bolt:" + filepath.Join(folder, strings.ReplaceAll(name, " ", "-")+".db"))
	if err != nil {
		return nil, 0, err
	}
	defer records.Close()
	site, err := web.NewSite("the bench", false)
	if err != nil {
		return nil, 0, err
	}
	chat, err := webchat.New(webchat.Options{
		Guard: bot.NewGuard(h, records, sentences, bot.GuardOptions{}), Site: site, Sentences: sentences, Welcome: h,
		Limits: webchat.Limits{PerConversation: -1, PerAddress: -1},
	})
	if err != nil {
		return nil, 0, err
	}
	server := httptest.NewServer(chat)
	defer server.Close()
	var all sync.WaitGroup
	var mu sync.Mutex
	var took []time.Duration
	var failed error
	began := time.Now()
	for c := range conversations {
		all.Go(func() {
			mine, err := talk(server.URL, c, questions)
			mu.Lock()
			defer mu.Unlock()
			took = append(took, mine...)
			if err != nil {
				failed = err
			}
		})
	}
	all.Wait()
	return took, time.Since(began), failed
}

// talk is one conversation: each question waits for the answer to the one before.
func talk(address string, c int, questions []string) ([]time.Duration, error) {
	jar, err := cookiejar.New(nil)
	if err != nil {
		return nil, err
	}
	client := &http.Client{Jar: jar, Transport: &http.Transport{MaxIdleConnsPerHost: 1}}
	defer client.CloseIdleConnections()
	var took []time.Duration
	for i := range questionsEach {
		t, err := timed(func() error {
			return say(client, address, fmt.Sprint(i), questions[(c*questionsEach+i)%len(questions)])
		})
		if err != nil {
			return nil, err
		}
		took = append(took, t)
	}
	return took, nil
}

// say sends a question as the page's script does, and returns when it is answered.
func say(client *http.Client, address, id, text string) error {
	req, err := http.NewRequest(http.MethodPost, address+"/say", strings.NewReader(url.Values{"id": {id}, "text": {text}}.Encode()))
	if err != nil {
		return err
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	req.Header.Set("Accept", "application/json")
	resp, err := client.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if _, err := io.Copy(io.Discard, resp.Body); err != nil {
		return err
	}
	if resp.StatusCode != http.StatusNoContent {
		return fmt.Errorf("the web chat says %s", resp.Status)
	}
	return nil
}
