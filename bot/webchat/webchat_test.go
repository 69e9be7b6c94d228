package webchat_test

import (
	"bufio"
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
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/net/html"

	"casebell/bot"
	"casebell/bot/bottest"
	"casebell/bot/webchat"
	"casebell/language"
	"casebell/store/bolt"
	"casebell/web"
)

// A server is a program that can be stopped and started again at one address.
type server struct {
	*httptest.Server
	handler atomic.Pointer[http.Handler]
}

func newServer(t *testing.T) *server {
	s := &server{}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if h := s.handler.Load(); h != nil {
			(*h).ServeHTTP(w, r)
			return
		}
		http.Error(w, "stopped", http.StatusServiceUnavailable)
	}))
	t.Cleanup(func() {
		s.CloseClientConnections()
		s.Close()
	})
	return s
}

var welcome = bot.HandlerFunc(func(context.Context, bot.Message) (bot.Reply, error) {
	return bot.Reply{Text: bot.Say("Welcome here"), Buttons: []bot.Button{{Label: "An example", Action: "example:1"}}}, nil
})

func newChat(t *testing.T, guard *bot.Guard, limits webchat.Limits) *webchat.Platform {
	t.Helper()
	sentences, err := language.Load()
	if err != nil {
		t.Fatal(err)
	}
	site, err := web.NewSite("Test Organisation", false)
	if err != nil {
		t.Fatal(err)
	}
	p, err := webchat.New(webchat.Options{Guard: guard, Site: site, Sentences: sentences, Welcome: welcome, Limits: limits})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// A browser does what the page's script does.
type browser struct {
	t      *testing.T
	server *server
	client *http.Client
	stop   func()

	mu         sync.Mutex
	boot, last string
	screen     []item
	unanswered map[string]url.Values
	lastID     string
	lastBody   url.Values
	count      int
}

// An item is one li of the page.
type item struct{ id, re, text string }

func (b *browser) open() {
	resp, err := b.client.Get(b.server.URL + "/")
	if err != nil {
		b.t.Fatal(err)
	}
	defer resp.Body.Close()
	doc, err := html.Parse(resp.Body)
	if err != nil || resp.StatusCode != http.StatusOK {
		b.t.Fatalf("page: %v, %s", err, resp.Status)
	}
	ol := find(doc, func(n *html.Node) bool { return attr(n, "id") == "talk" })
	b.boot, b.last = attr(ol, "data-boot"), attr(ol, "data-last")
}

// listen reads the stream, and connects again when it breaks, until the program stops.
func (b *browser) listen(ctx context.Context) {
	for ctx.Err() == nil {
		b.mu.Lock()
		address := b.server.URL + "/events?after=" + url.QueryEscape(b.last)
		b.mu.Unlock()
		req, _ := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
		resp, err := b.client.Do(req)
		if err != nil {
			continue
		}
		if resp.StatusCode == http.StatusOK {
			b.read(resp.Body)
		}
		resp.Body.Close()
	}
}

func (b *browser) read(r io.Reader) {
	var name, id string
	var data []string
	lines := bufio.NewScanner(r)
	for lines.Scan() {
		switch field, value, _ := strings.Cut(lines.Text(), ": "); field {
		case "event":
			name = value
		case "id":
			id = value
		case "data":
			data = append(data, value)
		case "":
			if name != "" {
				b.event(name, id, strings.Join(data, "\n"))
			}
			name, id, data = "", "", nil
		}
	}
}

func (b *browser) event(name, id, data string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch name {
	case "hello":
		if data != b.boot {
			b.boot = data
			for _, body := range b.unanswered {
				go b.post(body)
			}
		}
	case "entry":
		b.last = id
		b.add(data)
	}
}

func (b *browser) add(fragment string) {
	doc, err := html.Parse(strings.NewReader(fragment))
	if err != nil {
		b.t.Error(err)
		return
	}
	li := find(doc, func(n *html.Node) bool { return n.Data == "li" })
	it := item{id: attr(li, "data-id"), re: attr(li, "data-re"), text: text(li)}
	delete(b.unanswered, it.re)
	for i := range b.screen {
		if it.id != "" && b.screen[i].id == it.id {
			b.screen[i] = it
			return
		}
	}
	b.screen = append(b.screen, it)
}

func (b *browser) post(body url.Values) {
	for range 100 {
		req, _ := http.NewRequest(http.MethodPost, b.server.URL+"/say", strings.NewReader(body.Encode()))
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		req.Header.Set("Accept", "application/json")
		resp, err := b.client.Do(req)
		if err != nil {
			return
		}
		resp.Body.Close()
		if resp.StatusCode < 500 && resp.StatusCode != http.StatusTooManyRequests {
			return
		}
		time.Sleep(5 * time.Millisecond)
	}
}

func (b *browser) send(body url.Values) {
	b.mu.Lock()
	b.count++
	id := fmt.Sprint("m", b.count)
	body.Set("id", id)
	b.unanswered[id], b.lastBody, b.lastID = body, body, id
	b.mu.Unlock()
	b.post(body)
}

func (b *browser) Say(text string) { b.send(url.Values{"text": {text}}) }

func (b *browser) Press(label string) {
	actions := map[string]string{"First one": "one:1", "Second one": "two:2"}
	if !strings.Contains(b.Shown(), label) {
		b.t.Fatalf("no button %q", label)
	}
	b.send(url.Values{"action": {actions[label]}})
}

func (b *browser) Shown() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	var out []string
	for _, it := range b.screen {
		if it.id == "" {
			out = append(out, it.text)
		}
	}
	return strings.Join(out, "\n")
}

func (b *browser) Visible(text string) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, it := range b.screen {
		if strings.Contains(it.text, text) {
			return true
		}
	}
	return false
}

// Redeliver sends the last message again. The script does so only while it has not seen the answer, or within one run.
func (b *browser) Redeliver() {
	b.mu.Lock()
	_, waiting := b.unanswered[b.lastID]
	body, sameRun := b.lastBody, strings.HasPrefix(b.last, b.boot)
	b.mu.Unlock()
	if waiting || sameRun {
		b.post(body)
	}
}

func (b *browser) Stop() { b.stop() }

func TestSuite(t *testing.T) {
	bottest.Run(t, func(t *testing.T, guard *bot.Guard, before bottest.View) bottest.View {
		p := newChat(t, guard, webchat.Limits{PerConversation: -1, PerAddress: -1})
		ctx, cancel := context.WithCancel(context.Background())
		var running sync.WaitGroup
		running.Go(func() {
			if err := p.Run(ctx); err != nil {
				t.Error(err)
			}
		})
		b, again := before.(*browser)
		if !again {
			jar, _ := cookiejar.New(nil)
			b = &browser{t: t, server: newServer(t), client: &http.Client{Jar: jar}, unanswered: map[string]url.Values{}}
			t.Cleanup(func() { b.stop() }) // before the server closes, which waits for streams
		}
		handler := http.Handler(p)
		b.server.handler.Store(&handler)
		if !again {
			b.open()
		}
		running.Go(func() { b.listen(ctx) })
		var once sync.Once
		b.stop = func() {
			once.Do(func() {
				b.server.handler.Store(nil)
				cancel()
				running.Wait()
			})
		}
		if again { // the script has noticed the new run when it hears from it
			for deadline := time.Now().Add(5 * time.Second); time.Now().Before(deadline); time.Sleep(time.Millisecond) {
				b.mu.Lock()
				heard := !strings.HasPrefix(b.last, b.boot)
				b.mu.Unlock()
				if heard {
					break
				}
			}
		}
		return b
	})
}

func newGuard(t *testing.T, h bot.Handler) *bot.Guard {
	t.Helper()
	sentences, err := language.Load()
	if err != nil {
		t.Fatal(err)
	}
	store, err := bolt.Open(filepath.Join(t.TempDir(), "casebell.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	return bot.NewGuard(h, store, sentences, bot.GuardOptions{})
}

var echo = bot.HandlerFunc(func(_ context.Context, m bot.Message) (bot.Reply, error) {
	return bot.Reply{Text: bot.Say("you said: " + m.Text + m.Action), Buttons: []bot.Button{{Label: "A label", Action: "label:1"}}}, nil
})

// Without a script the page works by plain forms.
func TestWithoutScript(t *testing.T) {
	s := httptest.NewServer(newChat(t, newGuard(t, echo), webchat.Limits{}))
	defer s.Close()
	jar, _ := cookiejar.New(nil)
	client := &http.Client{Jar: jar}
	page := func() string { return body(t)(client.Get(s.URL)) }
	if got := page(); !strings.Contains(got, "Welcome here") || strings.Contains(got, "you said") {
		t.Errorf("first page:\n%s", got)
	}
	got := body(t)(client.PostForm(s.URL+"/say", url.Values{"id": {"1"}, "text": {"<b>hello</b>"}}))
	if !strings.Contains(got, "you said: &lt;b&gt;hello&lt;/b&gt;") {
		t.Errorf("after a question:\n%s", got)
	}
	got = body(t)(client.PostForm(s.URL+"/say", url.Values{"id": {"1"}, "action": {"label:1"}}))
	if !strings.Contains(got, "you said: label:1") || !strings.Contains(got, `data-id="1.label:1">A label</li>`) {
		t.Errorf("after a button:\n%s", got)
	}
	got = body(t)(client.PostForm(s.URL+"/forget", nil))
	if strings.Contains(got, "you said") || !strings.Contains(got, "Welcome here") {
		t.Errorf("after forgetting:\n%s", got)
	}
}

func body(t *testing.T) func(*http.Response, error) string {
	return func(resp *http.Response, err error) string {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		defer resp.Body.Close()
		data, err := io.ReadAll(resp.Body)
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
}

func TestTwoPeopleDoNotSeeEachOther(t *testing.T) {
	s := httptest.NewServer(newChat(t, newGuard(t, echo), webchat.Limits{}))
	defer s.Close()
	for _, name := range []string{"anna", "boris"} {
		jar, _ := cookiejar.New(nil)
		client := &http.Client{Jar: jar}
		got := body(t)(client.PostForm(s.URL+"/say", url.Values{"id": {"1"}, "text": {"I am " + name}}))
		if !strings.Contains(got, "you said: I am "+name) || strings.Count(got, "you said") != 1 {
			t.Errorf("%s sees:\n%s", name, got)
		}
	}
}

func TestRefusals(t *testing.T) {
	s := httptest.NewServer(newChat(t, newGuard(t, echo), webchat.Limits{}))
	defer s.Close()
	post := func(header http.Header, fields url.Values) *http.Response {
		req, _ := http.NewRequest(http.MethodPost, s.URL+"/say", strings.NewReader(fields.Encode()))
		req.Header = header
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		resp, err := http.DefaultTransport.RoundTrip(req)
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		return resp
	}
	for _, c := range []struct {
		name   string
		header http.Header
		fields url.Values
		want   int
	}{
		{"another site", http.Header{"Origin": {"https://evil.example"}}, url.Values{"id": {"1"}, "text": {"x"}}, http.StatusForbidden},
		{"another site by Sec-Fetch-Site", http.Header{"Sec-Fetch-Site": {"cross-site"}}, url.Values{"id": {"1"}, "text": {"x"}}, http.StatusForbidden},
		{"no id", http.Header{}, url.Values{"text": {"x"}}, http.StatusBadRequest},
		{"a long id", http.Header{}, url.Values{"id": {strings.Repeat("x", 200)}, "text": {"x"}}, http.StatusBadRequest},
		{"a long action", http.Header{}, url.Values{"id": {"1"}, "action": {strings.Repeat("x", 65)}}, http.StatusBadRequest},
		{"a huge body", http.Header{}, url.Values{"id": {"1"}, "text": {strings.Repeat("x", 1<<20)}}, http.StatusRequestEntityTooLarge},
		{"nothing said", http.Header{"Accept": {"application/json"}}, url.Values{"id": {"1"}, "text": {"  "}}, http.StatusNoContent},
		{"said", http.Header{"Accept": {"application/json"}}, url.Values{"id": {"1"}, "text": {"hello"}}, http.StatusNoContent},
	} {
		if got := post(c.header, c.fields).StatusCode; got != c.want {
			t.Errorf("%s: %d, want %d", c.name, got, c.want)
		}
	}
}

func TestLimits(t *testing.T) {
	p := newChat(t, newGuard(t, echo), webchat.Limits{PerConversation: 0.001})
	s := httptest.NewServer(p)
	defer s.Close()
	jar, _ := cookiejar.New(nil)
	client := &http.Client{Jar: jar}
	refused := 0
	for i := range 15 {
		resp, err := client.PostForm(s.URL+"/say", url.Values{"id": {fmt.Sprint(i)}, "text": {"x"}})
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		if resp.StatusCode == http.StatusTooManyRequests {
			refused++
			if resp.Header.Get("Retry-After") == "" {
				t.Error("nobody says when to try again")
			}
		}
	}
	if refused != 5 {
		t.Errorf("%d of 15 at once were refused, want 5", refused)
	}
}

func TestHeaders(t *testing.T) {
	s := httptest.NewServer(newChat(t, newGuard(t, echo), webchat.Limits{}))
	defer s.Close()
	resp, err := http.Get(s.URL)
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	csp := resp.Header.Get("Content-Security-Policy")
	for _, want := range []string{"default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "style-src 'sha256-"} {
		if !strings.Contains(csp, want) {
			t.Errorf("the policy lacks %q: %s", want, csp)
		}
	}
	if strings.Contains(csp, "unsafe") || resp.Header.Get("X-Content-Type-Options") != "nosniff" || resp.Header.Get("Cache-Control") != "no-store" {
		t.Errorf("headers %v", resp.Header)
	}
	for _, c := range resp.Cookies() {
		if !c.HttpOnly || c.SameSite != http.SameSiteLaxMode {
			t.Errorf("cookie %v", c)
		}
	}
}

func find(n *html.Node, match func(*html.Node) bool) *html.Node {
	if n == nil || n.Type == html.ElementNode && match(n) {
		return n
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if found := find(c, match); found != nil {
			return found
		}
	}
	return nil
}

func attr(n *html.Node, key string) string {
	if n == nil {
		return ""
	}
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// text is what a person reads of an element, each paragraph and button on a line.
func text(n *html.Node) string {
	var b strings.Builder
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
		if n.Type == html.ElementNode && (n.Data == "p" || n.Data == "button" || n.Data == "a") {
			b.WriteString("\n")
		}
	}
	walk(n)
	return b.String()
}
