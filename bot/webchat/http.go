package webchat

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"html/template"
	"net/http"
	"strconv"
	"strings"
	"time"

	"casebell"
	"casebell/bot"
	"casebell/language"
	"casebell/web"
)

// cookie names the cookie that holds a conversation's token. It ends with the browser's window.
const cookie = "chat"

// maxBody bounds what is read of a request, in bytes: the longest text the page lets one type, in four bytes a character,
// escaped.
const maxBody = 256 << 10

// token is what the browser knows its conversation by, or "".
func (p *Platform) token(r *http.Request) string {
	c, err := r.Cookie(p.o.Site.CookieName(cookie))
	if err != nil {
		return ""
	}
	return c.Value
}

// tokenFor is the token of the conversation that the browser has, or else a new one, which it is told.
func (p *Platform) tokenFor(w http.ResponseWriter, r *http.Request) string {
	token := p.token(r)
	if len(token) != tokenSize {
		token = newToken()
		http.SetCookie(w, p.o.Site.Cookie(cookie, token, false))
	}
	return token
}

// lang is the first language that the browser asks for.
func lang(r *http.Request) string {
	first, _, _ := strings.Cut(r.Header.Get("Accept-Language"), ",")
	first, _, _ = strings.Cut(first, ";")
	return strings.TrimSpace(first)
}

// show is the page. It begins no conversation: a visitor who only looks leaves nothing in memory.
func (p *Platform) show(w http.ResponseWriter, r *http.Request) {
	say := p.o.Sentences.In(lang(r))
	welcome, err := p.welcome(r.Context(), say)
	if err != nil {
		p.o.Log.Error("no welcome", "err", err)
	}
	data := map[string]any{
		"Title": say.Say("web.title", language.Args{"Organisation": p.o.Site.Organisation}), "Conversation": say.Say("web.conversation"),
		"Boot": p.boot, "ID": newToken(), "Welcome": shown{Reply: welcome, ButtonID: newToken()},
		"Label": say.Say("web.label"), "Send": say.Say("web.send"), "Forget": say.Say("web.forget"), "Kept": say.Say("web.kept"),
		"Offline": say.Say("web.offline"), "Failed": say.Say("web.failed"), "Slow": say.Say("web.slow"),
	}
	last := 0
	// The token is given now, before the page's script and the first message could each ask for one.
	if s := p.sessions.find(p.tokenFor(w, r)); s != nil {
		data["Entries"], last = s.screen()
	}
	data["Last"] = p.place(last)
	body, err := p.render("body", data)
	if err != nil {
		p.fail(w, err)
		return
	}
	p.o.Site.Show(w, http.StatusOK, web.Page{
		Title: data["Title"].(string), Lang: say.Tag, Notice: say.Say("web.notice"), Script: p.static.Address("chat.js"), Class: "chat", Body: body,
	})
}

func (p *Platform) fail(w http.ResponseWriter, err error) {
	p.o.Log.Error("page not shown", "err", err)
	http.Error(w, "This page cannot be shown right now. Please try again in a minute.", http.StatusInternalServerError)
}

func (p *Platform) render(name string, data any) (template.HTML, error) {
	var b bytes.Buffer
	if err := p.pages.ExecuteTemplate(&b, name, data); err != nil {
		return "", fmt.Errorf("webchat: %w", err)
	}
	return template.HTML(b.String()), nil
}

// shown is a reply on the screen.
type shown struct {
	bot.Reply
	Re       string // the message it answers
	ButtonID string // makes pressing one of its buttons, without a script, a message with an id
}

// say takes a message: a text, or the button that was pressed. It answers when the message is answered and cannot be lost
// any more; until then the browser sends it again.
func (p *Platform) say(w http.ResponseWriter, r *http.Request) {
	say := p.o.Sentences.In(lang(r))
	live := r.Header.Get("Accept") == "application/json"
	refuse := func(status int, sentence string) {
		if status == http.StatusTooManyRequests {
			w.Header().Set("Retry-After", "2")
		}
		http.Error(w, say.Say(sentence), status)
	}
	r.Body = http.MaxBytesReader(w, r.Body, maxBody)
	if err := r.ParseForm(); err != nil {
		var long *http.MaxBytesError
		if errors.As(err, &long) {
			refuse(http.StatusRequestEntityTooLarge, "web.long")
			return
		}
		refuse(http.StatusBadRequest, "web.failed")
		return
	}
	id, text, action := r.PostForm.Get("id"), r.PostForm.Get("text"), r.PostForm.Get("action")
	if !live && action != "" {
		id += "." + action // without a script all buttons below a reply share its id
	}
	if id == "" || len(id) > 128 || len(action) > bot.MaxAction {
		refuse(http.StatusBadRequest, "web.failed")
		return
	}
	s := p.sessions.of(p.tokenFor(w, r))
	if !p.from.Allow(p.o.Proxies.Address(r)) || !p.talk.Allow(s.chat) {
		refuse(http.StatusTooManyRequests, "web.slow")
		return
	}
	if strings.TrimSpace(text) != "" || action != "" {
		if err := p.receive(r, s, id, text, action, say); err != nil {
			p.o.Log.Error("message not taken", "err", err)
			refuse(http.StatusServiceUnavailable, "web.offline")
			return
		}
	}
	if live {
		w.WriteHeader(http.StatusNoContent)
		return
	}
	http.Redirect(w, r, "/", http.StatusSeeOther)
}

// receive puts a message on the screen and hands it to the guard. Its id holds the run of the program: after a new start the
// screen is empty, so whoever sends a message again has not seen its answer, and is answered again.
func (p *Platform) receive(r *http.Request, s *session, id, text, action string, say language.Sentences) error {
	said := text
	if action != "" {
		said = cmp.Or(s.label(action), p.welcomeLabel(r.Context(), action, say), say.Say("web.pressed"))
	}
	if !s.said(id) {
		html, err := p.render("me", map[string]any{"ID": id, "Text": said})
		if err != nil {
			return err
		}
		s.add(id, html)
	}
	m := bot.Message{
		ID: p.boot + "." + id, Chat: casebell.Chat{Platform: Name, ID: s.chat}, From: bot.Sender{Person: casebell.Person{Platform: Name, ID: s.chat}},
		Direct: true, Lang: lang(r), Text: text, Action: action, At: p.o.Now(),
	}
	// Not the request's context: a person who walks away still gets the answer, in the next window.
	return p.o.Guard.Receive(context.WithoutCancel(r.Context()), m, delivery{p: p, s: s, id: id, lang: say})
}

// welcomeLabel is what stands on a button of the welcome, which belongs to no conversation.
func (p *Platform) welcomeLabel(ctx context.Context, action string, say language.Sentences) string {
	welcome, err := p.welcome(ctx, say)
	if err != nil {
		return ""
	}
	for _, b := range welcome.Buttons {
		if b.Action == action {
			return b.Label
		}
	}
	return ""
}

// welcome is what stands at the top of every conversation.
func (p *Platform) welcome(ctx context.Context, say language.Sentences) (bot.Reply, error) {
	return p.o.Welcome.Handle(ctx, bot.Message{Lang: say.Tag, Text: "/start", Direct: true})
}

// A delivery shows the answer to one message.
type delivery struct {
	p    *Platform
	s    *session
	id   string
	lang language.Sentences
}

func (d delivery) Deliver(_ context.Context, r bot.Reply) error {
	html, err := d.p.render("it", shown{Reply: r, Re: d.id, ButtonID: newToken()})
	if err != nil {
		return &bot.SendError{Verdict: bot.Refused, Err: err}
	}
	d.s.keepLabels(r.Buttons)
	d.s.add("", html)
	return nil
}

// Withdraw takes a message off every screen.
func (d delivery) Withdraw(context.Context) bool {
	html, err := d.p.render("me", map[string]any{"ID": d.id, "Text": d.lang.Say("web.withdrawn"), "Withdrawn": true})
	return err == nil && d.s.replace(d.id, html)
}

// forget ends the conversation.
func (p *Platform) forget(w http.ResponseWriter, r *http.Request) {
	if token := p.token(r); len(token) == tokenSize {
		p.sessions.drop(chatOf(token))
	}
	gone := p.o.Site.Cookie(cookie, "", false)
	gone.MaxAge = -1
	http.SetCookie(w, gone)
	http.Redirect(w, r, "/", http.StatusSeeOther)
}

// place writes how far a browser has read: the run of the program, and the number of a change.
func (p *Platform) place(seq int) string { return p.boot + "-" + strconv.Itoa(seq) }

// placeOf reads it. It fails for places of another run.
func (p *Platform) placeOf(place string) (int, bool) {
	number, ok := strings.CutPrefix(place, p.boot+"-")
	seq, err := strconv.Atoi(number)
	return seq, ok && err == nil
}

// How long a stream is silent at most, so that nobody on the way closes it, and how long one write may take.
const (
	heartbeat   = 20 * time.Second
	writeWithin = 10 * time.Second
)

// events is the stream of what happens in a conversation. It begins where the browser left off.
func (p *Platform) events(w http.ResponseWriter, r *http.Request) {
	s := p.sessions.of(p.tokenFor(w, r))
	wake := s.listen()
	if wake == nil {
		http.Error(w, "Too many windows.", http.StatusTooManyRequests)
		return
	}
	defer s.unlisten(wake)
	seq, known := p.placeOf(r.URL.Query().Get("after"))
	if last := r.Header.Get("Last-Event-ID"); last != "" {
		seq, known = p.placeOf(last)
	}
	if !known {
		seq = 0
	}
	h := w.Header()
	h.Set("Content-Type", "text/event-stream")
	h.Set("Cache-Control", "no-store")
	h.Set("X-Accel-Buffering", "no") // nginx would hold it back
	stream := eventStream{w: w, control: http.NewResponseController(w)}
	if !stream.send("hello", p.boot, "") {
		return
	}
	beat := time.NewTicker(heartbeat)
	defer beat.Stop()
	for {
		changes, ok := s.after(seq)
		if !ok { // too much has happened since
			stream.send("reload", "", "")
			return
		}
		for _, c := range changes {
			if !stream.send("entry", string(c.html), p.place(c.seq)) {
				return
			}
			seq = c.seq
		}
		select {
		case <-r.Context().Done():
			return
		case _, open := <-wake:
			if !open {
				return
			}
		case <-beat.C:
			if !stream.write(": still here\n\n") {
				return
			}
		}
	}
}

// An eventStream writes server-sent events.
type eventStream struct {
	w       http.ResponseWriter
	control *http.ResponseController
}

func (e eventStream) send(name, data, id string) bool {
	var b strings.Builder
	b.WriteString("event: " + name + "\n")
	if id != "" {
		b.WriteString("id: " + id + "\n")
	}
	for line := range strings.SplitSeq(data, "\n") {
		b.WriteString("data: " + line + "\n")
	}
	b.WriteString("\n")
	return e.write(b.String())
}

func (e eventStream) write(text string) bool {
	// Not every writer knows deadlines; those of the server do.
	_ = e.control.SetWriteDeadline(time.Now().Add(writeWithin))
	if _, err := e.w.Write([]byte(text)); err != nil {
		return false
	}
	return e.control.Flush() == nil
}
