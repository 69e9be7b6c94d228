// Package bot says what a message and a reply are, and guards the way of every message.
//
// It refuses to know what messages mean and how any platform speaks: adapters translate, handlers answer.
package bot

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"casebell"
)

// A Message is what a person said or pressed, in any platform.
type Message struct {
	ID     string        // the platform's own, the same when it delivers the message again
	Chat   casebell.Chat // where it was said
	From   Sender
	Direct bool      // nobody else reads along in this chat
	Aside  bool      // others do, but the platform can show a reply to the sender alone
	Lang   string    // BCP 47: from the adapter what the platform claims or ""; from the guard the language to answer in
	Text   string    // what was said
	Action string    // what was pressed: the Action of a Button, however old
	At     time.Time // when it was said
}

// A Sender is who said it. Name and Handle are the sender's own claim: escape them, never trust them.
type Sender struct {
	Person       casebell.Person
	Name, Handle string
}

// MaxText is the length in characters up to which a message is read. Telegram's messages have at most 4,096.
const MaxText = 4096

// clean makes a text from outside safe to work with: valid UTF-8, no control characters but line breaks and tabs, at
// most MaxText characters.
func clean(text string) string {
	var b strings.Builder
	count := 0
	for _, r := range text {
		if r == utf8.RuneError || unicode.IsControl(r) && r != '\n' && r != '\t' {
			continue
		}
		if count++; count > MaxText {
			break
		}
		b.WriteRune(r)
	}
	return strings.TrimSpace(b.String())
}
