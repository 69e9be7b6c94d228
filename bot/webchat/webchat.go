// Package webchat talks with people on a web page.
//
// It knows browsers, cookies and streams of events, and refuses to know what is said. What was said stands in memory only,
// as long as the conversation goes on; nothing of it is written anywhere.
package webchat

import (
	"cmp"
	"context"
	"crypto/rand"
	"embed"
	"errors"
	"html/template"
	"io/fs"
	"log/slog"
	"net/http"
	"time"

	"casebell"
	"casebell/bot"
	"casebell/language"
	"casebell/web"
)

// Name is the platform's name.
const Name = "web"

//go:embed page
var page embed.FS

// Options are what a web chat is made of. Only Guard, Site, Sentences and Welcome are needed.
type Options struct {
	Guard     *bot.Guard
	Site      *web.Site
	Sentences *language.Catalogue
	Welcome   bot.Handler // makes what stands at the top of every conversation
	Proxies   web.Proxies
	Limits    Limits
	Now       func() time.Time
	Log       *slog.Logger
}

// Limits keep one visitor from taking all.
type Limits struct {
	PerConversation float64 // messages a second in one conversation, in the long run; negative: no limit
	PerAddress      float64 // messages a second from one network address: a shelter or a library shares one; negative: no limit
	Conversations   int     // kept in memory; beyond it those that were quiet for longest are dropped
}

// The limits where none are given. A person types a message in some seconds; a burst of ten covers buttons pressed in a hurry.
const (
	perConversation = 1
	perAddress      = 5
	conversations   = 5000
	burst           = 10
	burstAddress    = 60
)

// Platform is the web chat: a bot.Platform, and the http.Handler of its pages.
type Platform struct {
	o        Options
	boot     string // names this run of the program
	pages    *template.Template
	static   *web.Static
	sessions *sessions
	talk     *web.Limiter // by conversation
	from     *web.Limiter // by address
	handler  http.Handler
}

// New makes a web chat.
func New(o Options) (*Platform, error) {
	folder, err := fs.Sub(page, "page")
	if err != nil {
		return nil, err
	}
	pages, err := template.ParseFS(folder, "chat.html")
	if err != nil {
		return nil, err
	}
	static, err := web.NewStatic(folder, "chat.js")
	if err != nil {
		return nil, err
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	o.Limits.Conversations = cmp.Or(o.Limits.Conversations, conversations)
	p := &Platform{
		o: o, boot: rand.Text()[:10], pages: pages, static: static, sessions: newSessions(o.Limits.Conversations, o.Now),
		talk: web.NewLimiter(max(0, cmp.Or(o.Limits.PerConversation, perConversation)), burst, o.Now),
		from: web.NewLimiter(max(0, cmp.Or(o.Limits.PerAddress, perAddress)), burstAddress, o.Now),
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", p.show)
	mux.HandleFunc("POST /say", p.say)
	mux.HandleFunc("POST /forget", p.forget)
	mux.HandleFunc("GET /events", p.events)
	mux.Handle("GET /static/", static)
	p.handler = o.Site.Protect(mux)
	return p, nil
}

// Name is the platform's name.
func (p *Platform) Name() string { return Name }

// ServeHTTP serves the page and what belongs to it.
func (p *Platform) ServeHTTP(w http.ResponseWriter, r *http.Request) { p.handler.ServeHTTP(w, r) }

// sweepEvery is how often conversations that ended are dropped.
const sweepEvery = time.Minute

// Run drops the conversations that ended, until ctx ends. Then it ends the streams of all others.
func (p *Platform) Run(ctx context.Context) error {
	ticker := time.NewTicker(sweepEvery)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			p.sessions.closeAll()
			return nil
		case <-ticker.C:
			p.sessions.sweep()
		}
	}
}

// Send says something that nobody asked for just now. A conversation that has ended is Gone.
func (p *Platform) Send(_ context.Context, to casebell.Chat, r bot.Reply) error {
	s := p.sessions.byChat(to.ID)
	if to.Platform != Name || s == nil {
		return &bot.SendError{Verdict: bot.Gone, Err: errors.New("the conversation has ended")}
	}
	return delivery{p: p, s: s}.Deliver(context.Background(), r)
}
