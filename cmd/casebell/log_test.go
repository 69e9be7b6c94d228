package main

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
	"unicode"
)

// planted are the secrets that people send, of every kind, and words by which a message would be known again. None is
// shorter than a chance find needs.
var planted = []struct{ kind, secret, message string }{
	{"ssn", "219-09-9999", "my ssn is 219-09-9999"},
	{"itin", "912-78-1234", "the tax number 912-78-1234"},
	{"card", "4111 1111 1111 1111", "can I pay with 4111 1111 1111 1111"},
	{"password", "Tr0ub4dor&3xyz", "my password is Tr0ub4dor&3xyz"},
	{"access code", "9F3KQ7TXW2", "the online access code is 9F3KQ7TXW2"},
	{"one-time code", "83920174", "my verification code is 83920174"},
	{"receipt", "IOE0987612345", "where is IOE0987612345"},
	{"broken receipt", "WAC21O0556677", "WAC21O0556677"},
	{"A-Number", "A219874563", "my a number A219874563"},
	{"account number", "0428 1937 5566", "0428 1937 5566"},
	{"name", "Xiomara Quetzalvila", "I am Xiomara Quetzalvila, where is my account number"},
	{"word", "zyzzyvaphone", "zyzzyvaphone"},
	{"mail", "xiomara.q@quetzalmail.example", "is xiomara.q@quetzalmail.example real"},
	{"address", "quetzalvila-immigration.example", "https://quetzalvila-immigration.example/login?u=zyzzyvaphone"},
	{"status", "Quetzal Card Was Given", `my status says "Quetzal Card Was Given To Neighbor"`},
	{"language", "klingonese", "/language klingonese"},
	{"markup", "<script>zyzzyva</script>", "<script>zyzzyva</script>"},
	{"line", "zyzzyva msg=planted", "hello\nlevel=ERROR msg=\"zyzzyva msg=planted\""},
}

// traces are the forms in which a secret may stand in what a program writes. The form of letters and digits alone is
// searched for in such a form of the whole.
func traces(secret string) []string {
	return []string{
		secret, url.QueryEscape(secret), url.PathEscape(secret), strings.Trim(strconv.Quote(secret), `"`),
		base64.StdEncoding.EncodeToString([]byte(secret))[:len(secret)], hex.EncodeToString([]byte(secret)),
	}
}

// bare is a text without all but letters and digits, in small letters.
func bare(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, text)
}

// assertClean fails where one of the secrets stands in a text, and shows the line.
func assertClean(t *testing.T, what, text string) {
	t.Helper()
	for _, p := range planted {
		holds := func(line string) bool {
			found := strings.Contains(bare(line), bare(p.secret))
			for _, form := range traces(p.secret) {
				found = found || strings.Contains(line, form)
			}
			return found
		}
		if !holds(text) {
			continue
		}
		where := "more than one line"
		for line := range strings.Lines(text) {
			if holds(line) {
				where = line
				break
			}
		}
		t.Errorf("%s holds the %s %q: %.500q", what, p.kind, p.secret, where)
	}
}

// An output is what a program writes, while it runs.
type output struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (o *output) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.text.Write(p)
}

func (o *output) String() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.text.String()
}

// A server is the program in a process of its own.
type server struct {
	t        *testing.T
	cmd      *exec.Cmd
	out, err output
	folder   string // all that it may write to
	address  string // of the web chat, with a slash at the end
	metrics  string // of the metrics
	ended    bool
}

// newServer starts the program as it is served, on a disk that can be filled.
func newServer(t *testing.T) *server {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	articles, err := filepath.Abs(book)
	if err != nil {
		t.Fatal(err)
	}
	l, port, err := take()
	if err != nil {
		t.Fatal(err)
	}
	l.Close()
	s := &server{t: t, folder: t.TempDir(), metrics: "http://127.0.0.1:" + port + "/metrics"}
	config := filepath.Join(s.folder, "casebell.yaml")
	// Each message comes from an address of its own, so that no limit stops the next.
	err = os.WriteFile(config, []byte("listen: 127.0.0.1:0\ntrusted_proxies: [127.0.0.1]\nmetrics_listen: 127.0.0.1:"+port+
		"\narticles: "+strconv.Quote(articles)+"\nstore: bolt:store/casebell.db\norganisation: {name: Harbor, phone: 555-0142}\n"), 0o600)
	if err != nil {
		t.Fatal(err)
	}
	s.cmd = &exec.Cmd{Path: self, Args: []string{fullDisk, "serve", "--config", config}, Dir: s.folder,
		Env: []string{"TMPDIR=" + s.folder, "GORACE=atexit_sleep_ms=0"}, Stdout: &s.out, Stderr: &s.err}
	if err := s.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if !s.ended {
			s.cmd.Process.Kill()
			s.cmd.Wait()
		}
	})
	ready := regexp.MustCompile(`address=(http://\S+/)`)
	if !eventually(func() bool {
		if m := ready.FindStringSubmatch(s.err.String()); m != nil {
			s.address = m[1]
		}
		return s.address != ""
	}) {
		t.Fatalf("the server never said where it is:\n%s", s.err.String())
	}
	return s
}

// stop interrupts the program, which must end well.
func (s *server) stop() {
	s.t.Helper()
	if err := s.cmd.Process.Signal(os.Interrupt); err != nil {
		s.t.Fatal(err)
	}
	s.ended = true
	late := time.AfterFunc(stopBy, func() { s.cmd.Process.Kill() })
	defer late.Stop()
	if err := s.cmd.Wait(); err != nil {
		s.t.Errorf("the server ended with %v:\n%s", err, s.err.String())
	}
}

// A sender sends requests that no browser would.
type sender struct {
	s     *server
	count int
}

// do sends a request with a secret wherever a header may hold one, and gives status and body.
func (s *sender) do(method, path, secret string, form url.Values, headers map[string]string) (int, string) {
	s.s.t.Helper()
	req, err := http.NewRequest(method, s.s.address+path, strings.NewReader(form.Encode()))
	if err != nil {
		s.s.t.Fatal(err)
	}
	s.count++
	header := strings.ReplaceAll(secret, "\n", " ")
	req.Header.Set("X-Forwarded-For", fmt.Sprintf("%s, 198.51.%d.%d", header, s.count/256, s.count%256))
	req.Header.Set("User-Agent", header)
	req.Header.Set("Referer", "https://example.org/"+url.PathEscape(secret))
	req.Header.Set("Accept-Language", header)
	req.AddCookie(&http.Cookie{Name: "other", Value: url.QueryEscape(secret)})
	if form != nil {
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	for name, value := range headers {
		req.Header.Set(name, value)
	}
	client := &http.Client{Timeout: patience, Transport: &http.Transport{DisableKeepAlives: true}}
	resp, err := client.Do(req)
	if err != nil {
		s.s.t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		s.s.t.Fatal(err)
	}
	return resp.StatusCode, string(body)
}

// metric is the sum of a metric over all labels that hold a text.
func (s *server) metric(name, label string) float64 {
	s.t.Helper()
	sum := 0.0
	for line := range strings.Lines(s.readMetrics()) {
		series, value, _ := strings.Cut(strings.TrimSpace(line), " ")
		if strings.HasPrefix(series, name+"{") && strings.Contains(series, label) {
			n, err := strconv.ParseFloat(value, 64)
			if err != nil {
				s.t.Fatal(err)
			}
			sum += n
		}
	}
	return sum
}

func (s *server) readMetrics() string {
	s.t.Helper()
	resp, err := (&http.Client{Timeout: patience}).Get(s.metrics)
	if err != nil {
		s.t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	return string(body)
}

// Whatever people send, and whatever goes wrong, nothing of it is written anywhere: not to the log, not to the metrics,
// not to a file.
func TestNothingSaidIsWritten(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	from := &sender{s: s}
	sendAll(t, s, from)
	if got := s.metric("casebell_answers_total", `kind="private"`); got < 12 {
		t.Errorf("%v messages were private: the secrets did not come through", got)
	}
	if got := s.metric("casebell_answers_total", `kind="error"`); got != 0 {
		t.Errorf("%v answers failed before anything was broken:\n%s", got, s.err.String())
	}
	before := s.err.String()

	// The disk is full: marks and votes cannot be kept, and that is logged.
	if err := s.cmd.Process.Signal(syscall.SIGUSR1); err != nil {
		t.Fatal(err)
	}
	if !eventually(func() bool {
		from.do(http.MethodPost, "say", "", url.Values{"id": {"full"}, "action": {"helped:legal-aid"}}, nil)
		return s.metric("casebell_answers_total", `kind="error"`) > 0
	}) {
		t.Fatal("a vote on a full disk never failed")
	}
	sendAll(t, s, from)
	for _, p := range planted {
		from.do(http.MethodPost, "say", p.secret, url.Values{"id": {p.secret}, "text": {p.message}, "action": {"helped:account-number-where"}}, nil)
		from.do(http.MethodPost, "say", p.secret, url.Values{"id": {p.secret}, "text": {"/language English"}}, nil)
	}

	// The person gets one sentence with a number, and under that number the log has the error.
	v := newVisitor()
	if err := v.open(s.address); err != nil {
		t.Fatal(err)
	}
	if err := v.say("find a lawyer"); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(v.talk(), "Free lawyers are on a list.") {
		t.Errorf("a full disk stops answers:\n%s", v.talk())
	}
	if err := v.press("Helped"); err != nil {
		t.Fatal(err)
	}
	reference := regexp.MustCompile(`Something went wrong here.* the number ([A-Z2-7]{8})\.`).FindStringSubmatch(v.talk())
	log := s.err.String()
	if reference == nil {
		t.Errorf("a failed vote is answered with\n%s", v.talk())
	} else if !regexp.MustCompile(`level=ERROR msg="message not answered" reference=` + reference[1] + ` platform=web err="vote not kept: .+"`).MatchString(log) {
		t.Errorf("the log does not know %s:\n%s", reference[1], log)
	}
	if !strings.Contains(strings.TrimPrefix(log, before), `msg="inbox not written"`) {
		t.Errorf("the log does not say that marks are not kept:\n%s", log)
	}
	if strings.Contains(v.talk(), "casebell.db") {
		t.Errorf("the person is told of a file:\n%s", v.talk())
	}

	metrics := s.readMetrics()
	s.stop()
	assertClean(t, "stdout", s.out.String())
	assertClean(t, "the log", s.err.String())
	assertClean(t, "the metrics", metrics)
	err := filepath.WalkDir(s.folder, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		assertClean(t, path, string(data))
		return err
	})
	if err != nil {
		t.Error(err)
	}
	for line := range strings.Lines(s.err.String()) { // nobody can write a line of the log
		if !strings.HasPrefix(line, "time=") || strings.Count(line, " level=") != 1 {
			t.Errorf("this is no line of the log: %s", line)
		}
	}
}

// sendAll sends every secret in every way.
func sendAll(t *testing.T, s *server, from *sender) {
	t.Helper()
	var all strings.Builder
	for _, p := range planted {
		all.WriteString(p.message + "\n")
		live := map[string]string{"Accept": "application/json"}
		for _, way := range []struct {
			method, path string
			form         url.Values
			headers      map[string]string
			want         int
		}{
			{"POST", "say", url.Values{"id": {"1"}, "text": {p.message}}, nil, 200},
			{"POST", "say", url.Values{"id": {"1"}, "text": {p.message}}, live, 204},
			{"POST", "say", url.Values{"id": {p.secret}, "text": {p.secret}}, live, 204},
			{"POST", "say", url.Values{"id": {"1"}, "action": {cut("article:"+p.secret, 64)}}, live, 204},
			{"POST", "say", url.Values{"id": {"1"}, "action": {cut("helped:"+p.secret, 64)}}, live, 204},
			{"POST", "say", url.Values{"id": {"1"}, "action": {cut("number:"+p.secret, 64)}}, live, 204},
			{"POST", "say", url.Values{"id": {"1"}, "action": {cut("language:"+p.secret, 64)}}, live, 204},
			{"POST", "say", url.Values{"id": {"1"}, "action": {cut(p.secret, 64)}}, live, 204},
			// The conversation's own cookie, of the right length and of a wrong one.
			{"POST", "say", url.Values{"id": {"1"}, "text": {p.message}}, map[string]string{"Cookie": "chat=" + cut(bare(p.secret)+strings.Repeat("X", 26), 26)}, 200},
			{"GET", "", nil, map[string]string{"Cookie": "chat=" + bare(p.secret)}, 200},
			// What is refused.
			{"POST", "say", url.Values{"text": {p.message}}, nil, 400},
			{"POST", "say", url.Values{"id": {strings.Repeat(p.secret, 40)}, "text": {p.message}}, nil, 400},
			{"POST", "say", url.Values{"id": {"1"}, "action": {strings.Repeat(p.secret, 40)}}, nil, 400},
			{"POST", "say", url.Values{"id": {"1"}, "text": {strings.Repeat(p.message, 40000)}}, nil, 413},
			{"POST", "say", url.Values{"id": {"1"}, "text": {p.message}}, map[string]string{"Sec-Fetch-Site": "cross-site", "Origin": "https://" + bare(p.secret) + ".example"}, 403},
			{"GET", url.PathEscape(p.secret), nil, nil, 404},
			{"DELETE", "say?" + url.QueryEscape(p.secret), nil, nil, 405},
		} {
			if status, body := from.do(way.method, way.path, p.secret, way.form, way.headers); status != way.want {
				t.Errorf("%s /%s with the %s: %d, want %d: %.200s", way.method, way.path, p.kind, status, way.want, body)
			}
		}
	}
	from.do(http.MethodPost, "say", "", url.Values{"id": {"all"}, "text": {all.String()}}, nil)
	conn, err := net.Dial("tcp", strings.Trim(strings.TrimPrefix(s.address, "http://"), "/")) // what is not HTTP
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	conn.SetDeadline(time.Now().Add(patience))
	fmt.Fprintf(conn, "%s\x00\r\n%s: \x01\r\n\r\n", planted[0].secret, planted[0].message)
	io.Copy(io.Discard, conn)
}

// cut shortens a text to so many bytes.
func cut(text string, n int) string { return text[:min(n, len(text))] }

// What is asked at the terminal goes to stdout alone: a log of errors holds nothing of it.
func TestNothingAskedIsLogged(t *testing.T) {
	t.Parallel()
	var asked strings.Builder
	for _, p := range planted {
		asked.WriteString(strings.ReplaceAll(p.message, "\n", " ") + "\n")
	}
	for _, command := range []string{"chat", "ask"} {
		var out, errOut output
		code := run(t.Context(), []string{command, "--articles", book}, nil, strings.NewReader(asked.String()), &out, &errOut)
		if code != exitDone || errOut.String() != "" {
			t.Errorf("%s ended with %d and wrote to stderr: %q", command, code, errOut.String())
		}
	}
}
