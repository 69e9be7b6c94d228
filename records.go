package casebell

import (
	"context"
	"time"
)

// Records is what storage must do. Transactions see a consistent state and are applied whole or not at all.
type Records interface {
	// View gives fn a reading transaction.
	View(ctx context.Context, fn func(Tx) error) error
	// Update gives fn a writing transaction and commits it unless fn returns an error, which comes back as it is.
	// fn may run twice and touches nothing but its Tx. When Update returns nil the change survives a crash.
	Update(ctx context.Context, fn func(Tx) error) error
}

// Tx is one transaction. It is used by one goroutine and is dead when the function it was given to returns. Writing in a
// View is an error.
type Tx interface {
	Inbox
	Preferences
	Votes
}

// Inbox remembers which messages were handled, so that a message that a platform delivers again is not answered again.
type Inbox interface {
	// Seen says whether the message was marked in this chat.
	Seen(chat Chat, message string) (bool, error)
	// MarkSeen marks it. The message's text is not kept, nor can its id be read back.
	MarkSeen(chat Chat, message string, at time.Time) error
	// ForgetSeen drops at most max marks made before a time, oldest first, and says how many it dropped.
	ForgetSeen(before time.Time, max int) (int, error)
}

// Preferences are what a person chose.
type Preferences interface {
	// Language is the language that the person chose, a BCP 47 tag, or ErrNotFound.
	Language(p Person) (string, error)
	// SetLanguage remembers it.
	SetLanguage(p Person, lang string) error
}

// Votes are what people said of answers: helped or not. Who voted cannot be read back.
type Votes interface {
	// Vote records what the person says of an article. A person has one vote an article: the last one counts.
	Vote(p Person, article string, helped bool) error
	// Tally counts the votes by article.
	Tally() (map[string]Tally, error)
}

// A Tally counts the people whom an answer helped, and those whom it did not.
type Tally struct{ Helped, NotHelped int }
