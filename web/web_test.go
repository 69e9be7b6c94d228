package web

import (
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

func newSite(t *testing.T, secure bool) *Site {
	t.Helper()
	s, err := NewSite("Harbor <Street> & Sons", secure)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// pages has a page, or what stands for one, for each status.
func pages(s *Site) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /page", func(w http.ResponseWriter, _ *http.Request) { s.Show(w, http.StatusOK, Page{Title: "A page"}) })
	mux.HandleFunc("GET /gone", func(w http.ResponseWriter, _ *http.Request) { s.Show(w, http.StatusGone, Page{Title: "A page"}) })
	mux.HandleFunc("POST /form", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/page", http.StatusSeeOther) })
	mux.HandleFunc("GET /form", func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, "form") })
	mux.HandleFunc("GET /none", func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(http.StatusNoContent) })
	mux.HandleFunc("GET /broken", func(w http.ResponseWriter, r *http.Request) {
		http.Error(w, "broken", http.StatusInternalServerError)
	})
	mux.HandleFunc("GET /slow", func(w http.ResponseWriter, r *http.Request) { http.Error(w, "slow", http.StatusTooManyRequests) })
	return s.Protect(mux)
}

func request(h http.Handler, method, path string, headers map[string]string) *http.Response {
	r := httptest.NewRequest(method, "https://chat.example.org"+path, nil)
	for name, value := range headers {
		r.Header.Set(name, value)
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w.Result()
}

func TestHeadersOnEveryStatus(t *testing.T) {
	t.Parallel()
	foreign := map[string]string{"Sec-Fetch-Site": "cross-site"}
	for _, secure := range []bool{false, true} {
		h := pages(newSite(t, secure))
		for _, c := range []struct {
			method, path string
			headers      map[string]string
			want         int
		}{
			{"GET", "/page", nil, 200}, {"HEAD", "/page", nil, 200}, {"GET", "/none", nil, 204}, {"POST", "/form", nil, 303}, {"POST", "/form", foreign, 403},
			{"GET", "/nowhere", nil, 404}, {"DELETE", "/page", nil, 405}, {"GET", "/gone", nil, 410}, {"GET", "/slow", nil, 429}, {"GET", "/broken", nil, 500},
		} {
			resp := request(h, c.method, c.path, c.headers)
			if resp.StatusCode != c.want {
				t.Errorf("%s %s: %d, want %d", c.method, c.path, resp.StatusCode, c.want)
			}
			transport := ""
			if secure {
				transport = "max-age=31536000"
			}
			for name, want := range map[string]string{
				"X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin", "Cross-Origin-Opener-Policy": "same-origin",
				"Cross-Origin-Resource-Policy": "same-origin", "Strict-Transport-Security": transport,
			} {
				if got := resp.Header.Get(name); got != want {
					t.Errorf("%d, secure %t: %s is %q, want %q", c.want, secure, name, got, want)
				}
			}
			policy := resp.Header.Values("Content-Security-Policy")
			if len(policy) != 1 || strings.Contains(policy[0], "unsafe") || strings.Contains(policy[0], "*") {
				t.Errorf("%d: the policy is %q", c.want, policy)
			}
			for _, rule := range []string{"default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'", "connect-src 'self'"} {
				if !slices.Contains(strings.Split(strings.Join(policy, ""), "; "), rule) {
					t.Errorf("%d: the policy does not say %q: %q", c.want, rule, policy)
				}
			}
		}
	}
}

var styleOf = regexp.MustCompile(`(?s)<style>(.*)</style>`)

// The only style that the policy allows is the one in the page, and what comes from outside is text.
func TestShow(t *testing.T) {
	t.Parallel()
	s := newSite(t, false)
	h := s.Protect(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		s.Show(w, http.StatusTeapot, Page{Title: "</title><script>1</script>", Lang: `en" onload="x`, Notice: "<i>", Script: "/static/a.js", Class: "wide", Body: template.HTML("<main>body</main>")})
	}))
	resp := request(h, "GET", "/", nil)
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	page := string(data)
	if resp.StatusCode != http.StatusTeapot || resp.Header.Get("Content-Type") != "text/html; charset=utf-8" || resp.Header.Get("Cache-Control") != "no-store" {
		t.Errorf("%s, %v", resp.Status, resp.Header)
	}
	style := styleOf.FindStringSubmatch(page)
	if style == nil {
		t.Fatalf("there is no style in\n%s", page)
	}
	if policy := resp.Header.Get("Content-Security-Policy"); !strings.Contains(policy, "style-src '"+digest(style[1])+"';") {
		t.Errorf("the policy does not allow the style of the page: %s", policy)
	}
	for _, want := range []string{"Harbor &lt;Street&gt; &amp; Sons", "&lt;/title&gt;&lt;script&gt;", "&lt;i&gt;", "<main>body</main>", `src="/static/a.js"`, `<body class="wide">`} {
		if !strings.Contains(page, want) {
			t.Errorf("the page does not hold %q", want)
		}
	}
	if strings.Contains(page, `onload="x"`) || strings.Contains(page, "<script>") || strings.Contains(page, "style=") {
		t.Errorf("the page holds what it must not:\n%s", page)
	}
	w := httptest.NewRecorder()
	s.Show(w, http.StatusOK, Page{})
	if strings.Contains(w.Body.String(), "<script") {
		t.Error("a page without a script has one")
	}
}

// digest is how a policy names a text.
func digest(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
}

func TestCrossOrigin(t *testing.T) {
	t.Parallel()
	h := pages(newSite(t, true))
	for _, c := range []struct {
		what    string
		method  string
		headers map[string]string
		want    int
	}{
		{"our own form", "POST", map[string]string{"Sec-Fetch-Site": "same-origin", "Origin": "https://chat.example.org"}, 303},
		{"typed by the person", "POST", map[string]string{"Sec-Fetch-Site": "none"}, 303},
		{"no browser", "POST", nil, 303},
		{"an old browser", "POST", map[string]string{"Origin": "https://chat.example.org"}, 303},
		{"another site", "POST", map[string]string{"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"}, 403},
		{"another site that lies about its name", "POST", map[string]string{"Sec-Fetch-Site": "cross-site", "Origin": "https://chat.example.org"}, 403},
		{"another host of the domain", "POST", map[string]string{"Sec-Fetch-Site": "same-site", "Origin": "https://www.example.org"}, 403},
		{"another site, old browser", "POST", map[string]string{"Origin": "https://evil.example"}, 403},
		{"another port, old browser", "POST", map[string]string{"Origin": "https://chat.example.org:8443"}, 403},
		{"nobody, old browser", "POST", map[string]string{"Origin": "null"}, 403},
		{"another site, PUT", "PUT", map[string]string{"Sec-Fetch-Site": "cross-site"}, 403},
		{"another site, DELETE", "DELETE", map[string]string{"Sec-Fetch-Site": "cross-site"}, 403},
		{"a link on another site", "GET", map[string]string{"Sec-Fetch-Site": "cross-site"}, 200},
	} {
		if got := request(h, c.method, "/form", c.headers).StatusCode; got != c.want {
			t.Errorf("%s: %d, want %d", c.what, got, c.want)
		}
	}
}

func TestCookie(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		secure, lasting bool
		name            string
		age             int
	}{
		{false, false, "chat", 0}, {false, true, "chat", 400 * 86400}, {true, false, "__Host-chat", 0}, {true, true, "__Host-chat", 400 * 86400},
	} {
		s := newSite(t, c.secure)
		w := httptest.NewRecorder()
		http.SetCookie(w, s.Cookie("chat", "value", c.lasting))
		got := w.Result().Cookies()[0]
		if got.Name != c.name || s.CookieName("chat") != c.name || got.Value != "value" || got.MaxAge != c.age {
			t.Errorf("%+v: %s", c, got.Raw)
		}
		// What __Host- asks for besides the name: Secure, the whole site, and no domain.
		if got.Secure != c.secure || got.Path != "/" || got.Domain != "" || !got.HttpOnly || got.SameSite != http.SameSiteLaxMode {
			t.Errorf("%+v: %s", c, got.Raw)
		}
	}
}

func TestStatic(t *testing.T) {
	t.Parallel()
	load := func(script string) *Static {
		s, err := NewStatic(fstest.MapFS{"js/chat.js": {Data: []byte(script)}, "sheet.css": {Data: []byte("p {}")}}, "js/chat.js", "sheet.css")
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	one, same, other := load("1"), load("1"), load("2")
	address := one.Address("js/chat.js")
	if !regexp.MustCompile(`^/static/chat-[0-9a-f]{12}\.js$`).MatchString(address) {
		t.Errorf("the address is %q", address)
	}
	if address != same.Address("js/chat.js") || address == other.Address("js/chat.js") || one.Address("sheet.css") != other.Address("sheet.css") {
		t.Error("an address does not change with the content, or changes without")
	}
	resp := request(one, "GET", address, nil)
	body, _ := io.ReadAll(resp.Body)
	if string(body) != "1" || !strings.HasPrefix(resp.Header.Get("Content-Type"), "text/javascript") || resp.Header.Get("Cache-Control") != "public, max-age=31536000, immutable" {
		t.Errorf("%s: %q, %v", address, body, resp.Header)
	}
	for _, path := range []string{other.Address("js/chat.js"), "/static/", "/static/chat.js", "/static/../web.go", address + "/", "/js/chat.js"} {
		resp := request(one, "GET", path, nil)
		if resp.StatusCode != http.StatusNotFound || resp.Header.Get("Cache-Control") != "" { // a miss must not be kept for a year
			t.Errorf("%s: %s, %v", path, resp.Status, resp.Header)
		}
	}
	if one.Address("nobody.js") != "" {
		t.Error("a file that was not named has an address")
	}
	if _, err := NewStatic(fstest.MapFS{}, "nobody.js"); err == nil {
		t.Error("a file that is not there is no error")
	}
}

// A clock is set by hand.
type clock struct{ at time.Time }

func (c *clock) now() time.Time { return c.at }

func newClock() *clock { return &clock{time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)} }

// allowed counts how many of so many tries are allowed.
func allowed(l *Limiter, who string, tries int) int {
	n := 0
	for range tries {
		if l.Allow(who) {
			n++
		}
	}
	return n
}

func TestLimiter(t *testing.T) {
	t.Parallel()
	c := newClock()
	l := NewLimiter(2, 5, c.now)
	step := func(what string, after time.Duration, who string, want int) {
		t.Helper()
		c.at = c.at.Add(after)
		if got := allowed(l, who, 100); got != want {
			t.Errorf("%s: %d allowed, want %d", what, got, want)
		}
	}
	step("the burst", 0, "a", 5)
	step("at once again", 0, "a", 0)
	step("somebody else", 0, "b", 5)
	step("before one is due", 499*time.Millisecond, "a", 0)
	step("when one is due", time.Millisecond, "a", 1)
	step("a second later", time.Second, "a", 2)
	step("an hour later, no more than the burst", time.Hour, "a", 5)
	step("the clock goes back", -time.Hour, "a", 0)
	step("and on", time.Hour+time.Second, "a", 2)

	free := NewLimiter(0, 0, c.now)
	if got := allowed(free, "a", 1000); got != 1000 || len(free.known) != 0 {
		t.Errorf("without a limit: %d of 1000, %d remembered", got, len(free.known))
	}
}

func TestLimiterForgets(t *testing.T) {
	t.Parallel()
	c := newClock()
	l := NewLimiter(1, 2, c.now)
	for i := range 5 * maxShares { // everybody at once: nothing has filled up again
		if !l.Allow(fmt.Sprint(i)) {
			t.Fatalf("%d was never here and is refused", i)
		}
		if len(l.known) > maxShares {
			t.Fatalf("%d are remembered", len(l.known))
		}
	}

	// Who used up a share stays refused while others come and go whose shares have filled up again.
	l = NewLimiter(1, 2, c.now)
	for i := range maxShares - 1 {
		l.Allow(fmt.Sprint("earlier ", i))
	}
	c.at = c.at.Add(2*time.Second + 1)
	if got := allowed(l, "greedy", 10); got != 2 || len(l.known) != maxShares {
		t.Fatalf("%d allowed, %d remembered", got, len(l.known))
	}
	if !l.Allow("one more") || l.Allow("greedy") || len(l.known) != 2 {
		t.Errorf("making room forgot who is at the limit, or nobody: %d remembered", len(l.known))
	}
}

func TestAddress(t *testing.T) {
	t.Parallel()
	none := Proxies(nil)
	inner := Proxies{netip.MustParsePrefix("10.0.0.0/8"), netip.MustParsePrefix("2001:db8:1::/48")}
	for _, c := range []struct {
		what      string
		proxies   Proxies
		remote    string
		forwarded []string
		want      string
	}{
		{"no proxy", none, "192.0.2.7:1234", nil, "192.0.2.7"},
		{"no proxy, and a claim", none, "192.0.2.7:1234", []string{"198.51.100.1"}, "192.0.2.7"},
		{"spoofed by an untrusted sender", inner, "192.0.2.7:1234", []string{"198.51.100.1"}, "192.0.2.7"},
		{"spoofed as a proxy by an untrusted sender", inner, "192.0.2.7:1234", []string{"198.51.100.1, 10.0.0.1"}, "192.0.2.7"},
		{"a trusted proxy", inner, "10.0.0.1:1234", []string{"198.51.100.1"}, "198.51.100.1"},
		{"a trusted proxy that says nothing", inner, "10.0.0.1:1234", nil, "10.0.0.1"},
		{"a trusted proxy that says an empty thing", inner, "10.0.0.1:1234", []string{""}, "10.0.0.1"},
		{"spoofed before a trusted proxy", inner, "10.0.0.1:1234", []string{"203.0.113.9, 198.51.100.1"}, "198.51.100.1"},
		{"spoofed as a proxy before a trusted proxy", inner, "10.0.0.1:1234", []string{"203.0.113.9, 10.9.9.9, 198.51.100.1"}, "198.51.100.1"},
		{"a chain of proxies", inner, "10.0.0.1:1234", []string{"198.51.100.1, 10.0.0.3, 10.0.0.2"}, "198.51.100.1"},
		{"a chain in two headers", inner, "10.0.0.1:1234", []string{"203.0.113.9, 198.51.100.1", "10.0.0.2"}, "198.51.100.1"},
		{"a chain without spaces", inner, "10.0.0.1:1234", []string{"203.0.113.9,198.51.100.1,10.0.0.2"}, "198.51.100.1"},
		{"nobody but proxies", inner, "10.0.0.1:1234", []string{"10.0.0.3, 10.0.0.2"}, "10.0.0.3"},
		{"a proxy over IPv6", inner, "[2001:db8:1::9]:1234", []string{"198.51.100.1"}, "198.51.100.1"},
		{"a proxy as IPv4 in IPv6", inner, "[::ffff:10.0.0.1]:1234", []string{"198.51.100.1"}, "198.51.100.1"},

		{"IPv6 is the network of a subscriber", none, "[2001:db8:2:3:4:5:6:7]:1234", nil, "2001:db8:2:3::/64"},
		{"its neighbour in it", none, "[2001:db8:2:3::1]:1234", nil, "2001:db8:2:3::/64"},
		{"the next subscriber", none, "[2001:db8:2:4::1]:1234", nil, "2001:db8:2:4::/64"},
		{"IPv6 behind a proxy", inner, "10.0.0.1:1234", []string{"2001:db8:2:3::1"}, "2001:db8:2:3::/64"},
		{"IPv4 in IPv6", none, "[::ffff:192.0.2.7]:1234", nil, "192.0.2.7"},
		{"IPv4 in IPv6 behind a proxy", inner, "10.0.0.1:1234", []string{"::ffff:192.0.2.7"}, "192.0.2.7"},
		{"IPv6 with a zone", none, "[fe80::1%eth0]:1234", nil, "fe80::/64"},

		{"garbage from a trusted proxy", inner, "10.0.0.1:1234", []string{"unknown"}, "10.0.0.1"},
		{"garbage before an address", inner, "10.0.0.1:1234", []string{"' OR 1=1, 198.51.100.1"}, "198.51.100.1"},
		{"garbage behind an address", inner, "10.0.0.1:1234", []string{"198.51.100.1, ???"}, "10.0.0.1"},
		{"garbage between proxies", inner, "10.0.0.1:1234", []string{"198.51.100.1, ???, 10.0.0.2"}, "10.0.0.2"},
		{"only commas", inner, "10.0.0.1:1234", []string{",,,"}, "10.0.0.1"},
		{"no port", none, "192.0.2.7", nil, "192.0.2.7"},
		{"a socket of the machine", none, "@", []string{"198.51.100.1"}, "invalid IP"},
		{"nothing", inner, "", []string{"198.51.100.1"}, "invalid IP"},
	} {
		r := httptest.NewRequest("GET", "/", nil)
		r.RemoteAddr = c.remote
		r.Header["X-Forwarded-For"] = c.forwarded
		if got := c.proxies.Address(r); got != c.want {
			t.Errorf("%s: %s, want %s", c.what, got, c.want)
		}
	}
}

func FuzzAddress(f *testing.F) {
	f.Add("10.0.0.1:1", "198.51.100.1, 10.0.0.2")
	f.Add("[::1%x]:1", "::ffff:1.2.3.4,%,")
	f.Fuzz(func(t *testing.T, remote, forwarded string) {
		r := httptest.NewRequest("GET", "/", nil)
		r.RemoteAddr, r.Header = remote, http.Header{"X-Forwarded-For": {forwarded}}
		trusted := Proxies{netip.MustParsePrefix("10.0.0.0/8")}.Address(r)
		r.Header = nil
		alone := Proxies(nil).Address(r)
		if addr, err := netip.ParseAddr(alone); trusted != alone && (err != nil || !netip.MustParsePrefix("10.0.0.0/8").Contains(addr)) {
			t.Errorf("%q is no proxy, and is believed that it is %q", alone, trusted)
		}
		if len(trusted) > len("2001:0db8:0002:0003::/64") { // a key of a limiter, never what somebody wrote
			t.Errorf("the address is %q", trusted)
		}
	})
}
