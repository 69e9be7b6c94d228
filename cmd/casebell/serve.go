package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"sync"
	"time"

	"casebell/bot/webchat"
	"casebell/intent"
	"casebell/store"
)

// Times of the HTTP server. There is no limit on writing: streams stay open, and set their own limit for each write.
const (
	readHeaderWithin = 10 * time.Second
	readWithin       = 30 * time.Second
	idleWithin       = 2 * time.Minute
	stopWithin       = 8 * time.Second // of the ten that a stop may take
	bookEvery        = time.Second     // how often a folder of articles is looked at
)

type serveCommand struct{ answerFlags }

func (cmd serveCommand) Run(ctx context.Context, s streams) error {
	c, err := cmd.load(s)
	if err != nil {
		return err
	}
	log := slog.New(slog.NewTextHandler(s.err, nil))
	return serve(ctx, c, log, func(address string) {
		log.Info("no platform token is set, so the web chat is served alone", "address", address)
	})
}

type demoCommand struct {
	articlesFlag
	Listen string `default:"127.0.0.1:8080" help:"Address and port."`
}

// Run serves everything from a folder of its own that goes away in the end.
func (cmd demoCommand) Run(ctx context.Context, s streams) error {
	folder, err := os.MkdirTemp("", "casebell-demo-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	c := config{
		Listen: cmd.Listen, Store: "bolt:" + filepath.Join(folder, "casebell.db"), Articles: cmd.Articles,
		// 555-01xx numbers and example.org are kept free for examples, by the numbering plan and RFC 2606.
		Organisation: intent.Organisation{
			Name: "Harbor Street Legal Aid (demo)", Phone: "555-0142", Email: "help@example.org", URL: "https://example.org/contact",
			Hours: "Monday to Friday, 9 to 5", Emergency: "555-0143, day and night",
		},
	}
	if wrong := c.complete(nil); len(wrong) > 0 {
		return mistakes(wrong)
	}
	log := slog.New(slog.NewTextHandler(s.err, &slog.HandlerOptions{Level: slog.LevelWarn}))
	return serve(ctx, c, log, func(address string) {
		fmt.Fprintf(s.out, "The demo is ready. Open this address in a browser:\n\n    %s\n\nAsk: where is my account number?   Stop with Ctrl-C. Nothing is kept.\n", address)
	})
}

// gcPercent lets the heap grow to five times what is live before it is collected. Some twenty megabytes are live, and a
// collection under way doubles the time of an answer, so rarer ones are worth the memory ("make bench" shows both).
const gcPercent = 400

// serve runs the server until ctx ends, and tells ready the address when it takes requests.
func serve(ctx context.Context, c config, log *slog.Logger, ready func(address string)) (err error) {
	if os.Getenv("GOGC") == "" {
		defer debug.SetGCPercent(debug.SetGCPercent(gcPercent))
	}
	records, err := store.Open(c.Store)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, records.Close()) }()
	m := newMetrics()
	a, err := newApp(ctx, c, records, log, m)
	if err != nil {
		return err
	}
	defer a.book.Close()
	chat, err := a.newWebChat(c, webchat.Limits{}, log)
	if err != nil {
		return err
	}

	ctx, stop := context.WithCancel(ctx)
	defer stop()
	var running sync.WaitGroup
	defer running.Wait()
	defer stop() // before waiting
	running.Go(func() {
		if err := chat.Run(ctx); err != nil {
			log.Error("the web chat ended", "err", err)
		}
	})
	running.Go(func() { forget(ctx, records, log) })
	if c.Articles != "" {
		running.Go(func() { a.book.Watch(ctx, bookEvery) })
	}
	closeAdmin, err := serveAdmin(c, records, log)
	if err != nil {
		return err
	}
	defer closeAdmin()
	if c.MetricsListen != "" {
		mux := http.NewServeMux()
		mux.Handle("GET /metrics", m.handler())
		closeMetrics, err := serveBeside(c.MetricsListen, mux, log)
		if err != nil {
			return err
		}
		defer closeMetrics()
	}
	return serveHTTP(ctx, c, pages(chat), log, ready)
}

// pages is everything that the server shows.
func pages(chat http.Handler) http.Handler {
	mux := http.NewServeMux()
	mux.Handle("/", chat)
	ok := func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, "ok\n") }
	mux.HandleFunc("GET /healthz", ok) // the program runs
	mux.HandleFunc("GET /readyz", ok)  // and answers: it listens only when the book is read and the storage is open
	return mux
}

// serveHTTP serves until ctx ends, then lets requests under way finish.
func serveHTTP(ctx context.Context, c config, h http.Handler, log *slog.Logger, ready func(string)) error {
	listener, err := net.Listen("tcp", c.Listen)
	if err != nil {
		return fmt.Errorf("cannot listen on %s: %w. Choose another address: listen in the configuration or CASEBELL_LISTEN, for the demo --listen", c.Listen, err)
	}
	server := &http.Server{
		Handler: h, ReadHeaderTimeout: readHeaderWithin, ReadTimeout: readWithin, IdleTimeout: idleWithin,
		ErrorLog:    slog.NewLogLogger(log.Handler(), slog.LevelDebug), // every scanner of the internet would fill the log
		BaseContext: func(net.Listener) context.Context { return ctx }, // ends the streams
	}
	failed := make(chan error, 1)
	go func() {
		if c.TLS.Certificate != "" {
			failed <- server.ServeTLS(listener, c.TLS.Certificate, c.TLS.Key)
			return
		}
		failed <- server.Serve(listener)
	}()
	if !c.secure() && !loopback(listener.Addr()) {
		log.Warn("people reach this server without encryption: set tls, or public_url to the https address of the proxy before it")
	}
	ready(addressOf(c, listener.Addr()))
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	late, cancel := context.WithTimeout(context.Background(), stopWithin)
	defer cancel()
	if err := server.Shutdown(late); err != nil && !errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	// Who has sent half a request by now has nothing to lose.
	if err := server.Close(); err != nil && !errors.Is(err, net.ErrClosed) {
		return err
	}
	return nil
}

func loopback(addr net.Addr) bool {
	tcp, ok := addr.(*net.TCPAddr)
	return ok && tcp.IP.IsLoopback()
}

// addressOf is how to reach the server with a browser.
func addressOf(c config, addr net.Addr) string {
	if c.PublicURL != "" {
		return strings.TrimSuffix(c.PublicURL, "/") + "/"
	}
	scheme := "http"
	if c.TLS.Certificate != "" {
		scheme = "https"
	}
	return scheme + "://" + addr.String() + "/"
}

// serveBeside serves a handler on another address, until the returned function is called.
func serveBeside(address string, h http.Handler, log *slog.Logger) (func(), error) {
	listener, err := net.Listen("tcp", address)
	if err != nil {
		return nil, fmt.Errorf("cannot listen on %s: %w. Choose another metrics_listen", address, err)
	}
	server := &http.Server{Handler: h, ReadHeaderTimeout: readHeaderWithin}
	go func() {
		if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			log.Error("metrics ended", "err", err)
		}
	}()
	return func() { server.Close() }, nil
}
