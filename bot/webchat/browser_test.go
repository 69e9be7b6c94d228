package webchat_test

import (
	"bytes"
	"context"
	"fmt"
	"image/png"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"casebell/bot"
	"casebell/bot/webchat"
)

// newTab opens a real browser. Where there is none the test is skipped with a sentence; in CI that is a failure.
func newTab(t *testing.T, width, height int64) context.Context {
	t.Helper()
	path, err := exec.LookPath("chromium")
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("Chromium is not installed: apt-get install chromium")
		}
		t.Skip("Chromium is not installed: apt-get install chromium")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-quic", true))
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewExecAllocator(ctx, options...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	do(t, ctx, chromedp.EmulateViewport(width, height))
	return ctx
}

func do(t *testing.T, ctx context.Context, steps ...chromedp.Action[chromedp.Void]) {
	t.Helper()
	if err := chromedp.Do(ctx, steps...); err != nil {
		t.Fatal(err)
	}
}

func eval[T any](t *testing.T, ctx context.Context, expression string) T {
	t.Helper()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression))
	if err != nil {
		t.Fatalf("%s: %v", expression, err)
	}
	return v
}

// awaitPage waits until the page shows a text.
func awaitPage(t *testing.T, ctx context.Context, text string) {
	t.Helper()
	for deadline := time.Now().Add(15 * time.Second); time.Now().Before(deadline); time.Sleep(10 * time.Millisecond) {
		shown, err := chromedp.Run(ctx, chromedp.Evaluate[string](`document.getElementById("talk").innerText`))
		if err == nil && strings.Contains(shown, text) { // between two pages there is nothing to ask
			return
		}
	}
	t.Fatalf("never shown: %q on\n%s", text, eval[string](t, ctx, `document.body.innerText`))
}

func TestInBrowser(t *testing.T) {
	for _, width := range []int64{360, 1280} {
		t.Run(fmt.Sprint(width), func(t *testing.T) { testInBrowser(t, width) })
	}
}

func testInBrowser(t *testing.T, width int64) {
	guard := newGuard(t, bot.HandlerFunc(func(_ context.Context, m bot.Message) (bot.Reply, error) {
		if strings.Contains(m.Text, "secret") {
			return bot.Reply{Withdraw: true, Text: bot.Say("that must not be here")}, nil
		}
		return bot.Reply{Text: bot.Say("you said: "+m.Text+m.Action, strings.Repeat("averylongwordwithoutanyspace", 8)), Buttons: []bot.Button{{Label: "A label", Action: "label:1"}}}, nil
	}))
	var current atomic.Pointer[http.Handler]
	set := func(h http.Handler) { current.Store(&h) }
	set(newChat(t, guard, webchat.Limits{}))
	var down atomic.Bool
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if down.Load() {
			http.Error(w, "down", http.StatusServiceUnavailable)
			return
		}
		(*current.Load()).ServeHTTP(w, r)
	}))
	t.Cleanup(func() {
		s.CloseClientConnections() // the streams
		s.Close()
	})
	ctx := newTab(t, width, 740)
	do(t, ctx, chromedp.Navigate(s.URL), chromedp.WaitVisible("#text"))
	awaitPage(t, ctx, "Welcome here")

	// The keyboard alone: type, Enter, and the answer is announced in the log.
	do(t, ctx, chromedp.SendKeys("#text", "hello <b>there</b>\r"))
	awaitPage(t, ctx, "you said: hello <b>there</b>")
	do(t, ctx, chromedp.Click(`li:last-child .choices button`))
	awaitPage(t, ctx, "you said: label:1")
	if got := eval[string](t, ctx, `[...document.querySelectorAll(".me")].map(e => e.textContent).join("|")`); got != "hello <b>there</b>|A label" {
		t.Errorf("the person's side reads %q", got)
	}
	do(t, ctx, chromedp.SendKeys("#text", "my secret\r"))
	awaitPage(t, ctx, "I deleted your message")
	if strings.Contains(eval[string](t, ctx, `document.body.innerText`), "my secret") {
		t.Error("the secret still stands on the page")
	}

	// Nothing is wider than the screen, and everything to press is large enough for a thumb.
	if wide := eval[int](t, ctx, `Math.max(document.documentElement.scrollWidth, document.getElementById("middle").scrollWidth)`); int64(wide) > width {
		t.Errorf("the page is %d wide on a screen of %d", wide, width)
	}
	if small := eval[string](t, ctx, `[...document.querySelectorAll(".choices button, .send")].filter(e => e.getBoundingClientRect().height < 44).map(e => e.textContent).join("|")`); small != "" {
		t.Errorf("too small to press: %s", small)
	}
	if shot, err := chromedp.Run(ctx, chromedp.CaptureScreenshot()); err != nil {
		t.Error(err)
	} else if img, err := png.Decode(bytes.NewReader(shot)); err != nil || int64(img.Bounds().Dx()) != width {
		t.Errorf("screenshot: %v", err)
	}

	// The program ends while a message is on its way, and another run answers it.
	down.Store(true)
	s.CloseClientConnections()
	do(t, ctx, chromedp.SendKeys("#text", "are you there\r"))
	set(newChat(t, guard, webchat.Limits{}))
	down.Store(false)
	awaitPage(t, ctx, "you said: are you there")
	if n := eval[int](t, ctx, `[...document.querySelectorAll(".it")].filter(e => e.textContent.includes("you said: are you there")).length`); n != 1 {
		t.Errorf("answered %d times", n)
	}

	// Load the page again: the conversation of this run is still there. Then forget it.
	do(t, ctx, chromedp.Navigate(s.URL), chromedp.WaitVisible("#text"))
	awaitPage(t, ctx, "you said: are you there")
	eval[bool](t, ctx, `document.querySelector(".below button").click(), true`)
	for strings.Contains(eval[string](t, ctx, `document.body ? document.body.innerText : "you said"`), "you said") {
		time.Sleep(10 * time.Millisecond) // ends with ctx
	}
	awaitPage(t, ctx, "Welcome here")
	if strings.Contains(eval[string](t, ctx, `document.body.innerText`), "you said") {
		t.Error("the conversation was not forgotten")
	}
}
