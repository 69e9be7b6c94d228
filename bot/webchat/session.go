package webchat

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"html/template"
	"sync"
	"time"

	"casebell/bot"
)

// A session is one conversation: what stands on the screen, and the streams that show it. The browser knows it by a
// random token in a cookie; everybody else by the token's digest, which opens nothing.
type session struct {
	chat string // the digest

	mu      sync.Mutex
	entries []entry
	changes []change
	seq     int                    // the number of the last change
	labels  map[string]string      // of the buttons shown, by action
	streams map[chan struct{}]bool // told of every change; closed when the conversation is over
	used    time.Time
}

// An entry is one thing said.
type entry struct {
	id   string // of the message, where the person said it
	html template.HTML
}

// A change is what a browser must be told to show what the program has.
type change struct {
	seq  int
	id   string // of the message, where the person said it
	html template.HTML
}

// The bounds of a conversation.
const (
	maxEntries = 200            // older ones leave the screen
	maxStreams = 6              // windows at once; browsers open no more to one host either
	lasts      = 12 * time.Hour // without a word
)

func (s *session) add(id string, html template.HTML) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.entries = append(s.entries, entry{id, html})
	if over := len(s.entries) - maxEntries; over > 0 {
		s.entries = append([]entry(nil), s.entries[over:]...)
	}
	s.changed(id, html)
}

// replace puts something in the place of what a person said, and reports whether it stood there.
func (s *session) replace(id string, html template.HTML) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	found := false
	for i := range s.entries {
		if s.entries[i].id == id {
			s.entries[i].html, found = html, true
		}
	}
	if found {
		for i := range s.changes { // the text must not live on in what windows are told that connect again
			if s.changes[i].id == id {
				s.changes[i].html = html
			}
		}
		s.changed(id, html)
	}
	return found
}

// changed records a change and wakes the streams. The lock is held.
func (s *session) changed(id string, html template.HTML) {
	s.seq++
	s.changes = append(s.changes, change{s.seq, id, html})
	if over := len(s.changes) - maxEntries; over > 0 {
		s.changes = append([]change(nil), s.changes[over:]...)
	}
	for wake := range s.streams {
		select {
		case wake <- struct{}{}:
		default: // it is awake
		}
	}
}

// said reports whether a message is on the screen already.
func (s *session) said(id string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, e := range s.entries {
		if e.id == id {
			return true
		}
	}
	return false
}

// after gives the changes after a number. It fails where some of them are no longer known.
func (s *session) after(seq int) ([]change, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if seq > s.seq || seq < s.seq-len(s.changes) {
		return nil, false
	}
	return append([]change(nil), s.changes[len(s.changes)-(s.seq-seq):]...), true
}

func (s *session) screen() ([]template.HTML, int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := make([]template.HTML, len(s.entries))
	for i, e := range s.entries {
		out[i] = e.html
	}
	return out, s.seq
}

// listen opens a stream. It is nil where there are too many.
func (s *session) listen() chan struct{} {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.streams) >= maxStreams {
		return nil
	}
	wake := make(chan struct{}, 1)
	s.streams[wake] = true
	return wake
}

func (s *session) unlisten(wake chan struct{}) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.streams, wake)
}

// end closes the streams and forgets what was said.
func (s *session) end() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for wake := range s.streams {
		close(wake)
	}
	clear(s.streams)
	clear(s.labels)
	s.entries, s.changes = nil, nil
}

// keepLabels remembers what stands on buttons, so that pressing one reads as what was pressed.
func (s *session) keepLabels(buttons []bot.Button) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, b := range buttons {
		if b.Action != "" && len(s.labels) < 10*maxEntries {
			s.labels[b.Action] = b.Label
		}
	}
}

func (s *session) label(action string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.labels[action]
}

// sessions are all conversations.
type sessions struct {
	max int
	now func() time.Time

	mu    sync.Mutex
	known map[string]*session // by chat
}

func newSessions(max int, now func() time.Time) *sessions {
	return &sessions{max: max, now: now, known: map[string]*session{}}
}

// newToken makes the secret of a conversation.
func newToken() string { return rand.Text() }

// tokenSize is the length of what newToken makes.
const tokenSize = 26

func chatOf(token string) string {
	sum := sha256.Sum256([]byte("web chat " + token))
	return hex.EncodeToString(sum[:16])
}

// of finds the conversation of a token, and begins it where there is none: a browser keeps its token when the program
// starts again. It is nil for what is no token.
func (s *sessions) of(token string) *session {
	if len(token) != tokenSize {
		return nil
	}
	chat := chatOf(token)
	s.mu.Lock()
	defer s.mu.Unlock()
	found := s.known[chat]
	if found == nil {
		if len(s.known) >= s.max {
			s.dropOldest()
		}
		found = &session{chat: chat, labels: map[string]string{}, streams: map[chan struct{}]bool{}}
		s.known[chat] = found
	}
	found.used = s.now()
	return found
}

// find is of without beginning anything.
func (s *sessions) find(token string) *session {
	if len(token) != tokenSize {
		return nil
	}
	return s.byChat(chatOf(token))
}

func (s *sessions) byChat(chat string) *session {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.known[chat]
}

func (s *sessions) drop(chat string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if found := s.known[chat]; found != nil {
		found.end()
		delete(s.known, chat)
	}
}

// dropOldest makes room. The lock is held.
func (s *sessions) dropOldest() {
	var oldest *session
	for _, c := range s.known {
		if oldest == nil || c.used.Before(oldest.used) {
			oldest = c
		}
	}
	if oldest != nil {
		oldest.end()
		delete(s.known, oldest.chat)
	}
}

// sweep drops the conversations in which nobody has said a word for long.
func (s *sessions) sweep() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for chat, c := range s.known {
		if s.now().Sub(c.used) > lasts {
			c.end()
			delete(s.known, chat)
		}
	}
}

func (s *sessions) closeAll() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, c := range s.known {
		c.end()
	}
	clear(s.known)
}
