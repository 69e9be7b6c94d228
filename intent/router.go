// Package intent says what a message asks for, and who answers it.
//
// It knows the order in which meanings are tried, and turns what the other rooms know (numbers, addresses, status texts,
// articles) into replies. It refuses to know platforms and storage engines, and it never makes up an answer.
package intent

import (
	"context"
	"time"

	"casebell"
	"casebell/bot"
	"casebell/faq"
	"casebell/language"
	"casebell/status"
)

// A Kind of outcome, as "casebell ask --json" names it.
type Kind string

// The kinds.
const (
	Answer    Kind = "answer"    // an article
	Near      Kind = "near"      // up to three articles to choose from
	None      Kind = "none"      // "I do not know that"
	Number    Kind = "number"    // a number was recognised
	Link      Kind = "link"      // an address was judged
	Status    Kind = "status"    // a status text was explained
	Command   Kind = "command"   // a command or a button
	Private   Kind = "private"   // something that must not be in a chat
	Alarm     Kind = "danger"    // somebody is in danger
	SmallTalk Kind = "smalltalk" // a greeting, thanks, goodbye
)

// A Finding is what a message means, and how to answer it. Looking is pure; only Handle does anything.
type Finding struct {
	Intent     string // the name of the intent that took the message
	Kind       Kind
	Topic      string  // the topic, where there is one
	Article    string  // the id of the article, with Answer
	Lang       string  // the language of the answer
	Confidence float64 // that it is right, 0 to 1; rules that look at forms rather than meanings are certain
	Near       []Choice
	Why        []string // for "--explain": no words of the person
	Handle     bot.HandlerFunc
}

// A Choice is one near answer.
type Choice struct {
	Topic      string
	Article    string
	Confidence float64
}

// An Intent is one thing that a message may ask for. Match says what it found, or that the message is not its own. It is
// pure, and what it found travels in the Finding, so that nothing is looked up twice.
type Intent struct {
	Name  string
	Match func(ctx context.Context, m bot.Message) (Finding, bool)
}

// A Router takes the first intent that matches.
type Router struct {
	intents   []Intent
	sentences *language.Catalogue
}

// Options are what the intents answer from.
type Options struct {
	Book         *faq.Library
	Glossary     *status.Glossary
	Sentences    *language.Catalogue
	Records      casebell.Records
	Organisation Organisation
	Hotlines     []Hotline
}

// desk is the options, for the intents.
type desk struct{ Options }

// NewRouter puts the intents in their order: what must not be in a chat before all else, then danger, then what was said
// on purpose (buttons, commands), then what is known by its form, and only then what is understood from words. Small
// talk comes before the book because it takes whole messages only ("thank you so much"), which the book may misread.
func NewRouter(o Options) *Router {
	d := &desk{o}
	return &Router{sentences: o.Sentences, intents: []Intent{
		{"private", d.matchPrivate},
		{"danger", d.matchDanger},
		{"button", d.matchButton},
		{"command", d.matchCommand},
		{"link", d.matchLink},
		{"number", d.matchNumber},
		{"status", d.matchStatus},
		{"smalltalk", d.matchSmallTalk},
		{"book", d.matchBook},
	}}
}

// Route says what a message means.
func (r *Router) Route(ctx context.Context, m bot.Message) Finding {
	if m.Lang == "" {
		m.Lang = language.Default
	}
	for _, in := range r.intents {
		if f, ok := in.Match(ctx, m); ok {
			f.Intent = in.Name
			if f.Lang == "" {
				f.Lang = r.sentences.In(m.Lang).Tag
			}
			return f
		}
	}
	panic("intent: the last intent takes every message")
}

// Handle answers a message.
func (r *Router) Handle(ctx context.Context, m bot.Message) (bot.Reply, error) {
	if m.Lang == "" {
		m.Lang = language.Default
	}
	return r.Route(ctx, m).Handle(ctx, m)
}

// Organisation is who runs the assistant and how people reach it. Everything but the name may be empty.
type Organisation struct {
	Name      string `yaml:"name"`
	Phone     string `yaml:"phone"`
	Email     string `yaml:"email"`
	URL       string `yaml:"url"`
	Hours     string `yaml:"hours"`
	Emergency string `yaml:"emergency"` // a phone number for urgent need, else Phone
}

// A Hotline is a number to call in danger.
type Hotline struct {
	For     Danger    `yaml:"for"`
	Name    string    `yaml:"name"`
	Contact string    `yaml:"contact"`
	AsOf    time.Time `yaml:"as_of"` // the day on which it was last checked
}

// checked is the day on which the hotlines below were looked up.
var checked = time.Date(2026, time.November, 22, 0, 0, 0, 0, time.UTC)

// DefaultHotlines are those of the whole country. An organisation sets its own in their place.
//
// Sources: caircoalition.org and newsanctuarynsc.org (National Immigration Detention Hotline); ice.gov by way of
// womensrefugeecommission.org (ICE's own line); justice.gov/eoir (court line); ovc.ojp.gov (domestic violence);
// acf.hhs.gov (trafficking); 988lifeline.org. Stored copies were read, not live pages.
func DefaultHotlines() []Hotline {
	return []Hotline{
		{Detention, "National Immigration Detention Hotline (Freedom for Immigrants)", "209-757-3733", checked},
		{Detention, "ICE Detention Reporting and Information Line (run by ICE)", "888-351-4024", checked},
		{Hearing, "Immigration court case information, day and night", courtLine, checked},
		{Violence, "National Domestic Violence Hotline, free, day and night, 200 languages", "800-799-7233, or text START to 88788", checked},
		{Violence, "National Human Trafficking Hotline", "888-373-7888, or text 233733", checked},
		{Suicide, "988 Suicide & Crisis Lifeline, free, day and night (press 2 for Spanish)", "call or text 988", checked},
	}
}

// courtLine is the automated line of the immigration courts (justice.gov/eoir).
const courtLine = "800-898-7180"
