package bot

import (
	"context"
	"fmt"
	"time"

	"casebell"
)

// A Handler answers a message.
type Handler interface {
	Handle(ctx context.Context, m Message) (Reply, error)
}

// HandlerFunc is a function as a Handler.
type HandlerFunc func(ctx context.Context, m Message) (Reply, error)

// Handle calls the function.
func (f HandlerFunc) Handle(ctx context.Context, m Message) (Reply, error) { return f(ctx, m) }

// A Platform is one way to talk with people.
type Platform interface {
	// Name is the Platform of its chats and persons.
	Name() string
	// Run carries messages to the guard until the context ends, and returns nil then.
	Run(ctx context.Context) error
	// Send says something that nobody asked for just now. Its error is a *SendError.
	Send(ctx context.Context, to casebell.Chat, r Reply) error
}

// A SendError says what a failed delivery means for what was to be said.
type SendError struct {
	Verdict Verdict
	After   time.Duration // with Later: the least time to wait, if the platform said one
	Err     error
}

// A Verdict is what becomes of a reply that was not delivered.
type Verdict int

// The verdicts.
const (
	Later   Verdict = iota // the platform is busy or down: try again
	Gone                   // the person blocked the bot, left, or never was there
	Refused                // the platform does not take this reply: trying again is useless
	Unsure                 // it may have been delivered
)

func (v Verdict) String() string {
	return [...]string{"later", "gone", "refused", "unsure"}[v]
}

func (e *SendError) Error() string { return fmt.Sprintf("send (%s): %v", e.Verdict, e.Err) }

func (e *SendError) Unwrap() error { return e.Err }
