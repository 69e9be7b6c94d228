// Package status is the glossary of USCIS case status texts: what each one
// means in plain words, what to do now, whether the case is decided by it, and
// whether doing nothing would cost something.
//
// A status arrives as a title written by USCIS ("Case Was Received"), copied
// by a program or typed by a person. The package finds the entry behind such a
// title however it was typed, and the title inside a longer message.
//
// It refuses to know three things. It knows no dates: a deadline or an
// appointment stands on the notice by mail, so the texts send people there and
// never name one. It judges no chances: what a decision means for one person is
// for a lawyer or an accredited representative. And it guesses no meaning: USCIS
// publishes no list of its titles, so there will be new ones; for these there is
// at most a category, and the program shows the words of USCIS as they are.
package status

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"
)

//go:embed glossary.json
var glossaryJSON []byte

// Category says at which point of its way a case stands.
type Category string

// The categories, roughly in the order in which a case meets them.
const (
	Received         Category = "received"          // USCIS took the filing in
	Fee              Category = "fee"               // money: paid, waived, refunded
	Rejected         Category = "rejected"          // sent back without a look at the case; not a denial
	Biometrics       Category = "biometrics"        // fingerprints and photo
	EvidenceRequest  Category = "evidence_request"  // USCIS wants papers by a date
	EvidenceReceived Category = "evidence_received" // papers from the person arrived
	Interview        Category = "interview"         // an interview is coming, moved, or over
	Review           Category = "review"            // being worked on
	Hold             Category = "hold"              // work is paused
	Transferred      Category = "transferred"       // the file moved to another office
	Reopened         Category = "reopened"          // a decided case is open again
	Approved         Category = "approved"          // decided with a yes
	Closed           Category = "closed"            // ended without a yes or a no
	Denied           Category = "denied"            // decided with a no
	IntentNotice     Category = "intent_notice"     // a warning before a bad decision, with time to answer
	Revoked          Category = "revoked"           // an approval was taken back
	Terminated       Category = "terminated"        // a status or a grant was ended
	Appeal           Category = "appeal"            // a higher office looks, or looked, at a decision
	Withdrawn        Category = "withdrawn"         // ended because someone asked for it
	CardDocument     Category = "card_document"     // a card or document is being made or is on its way
	MailProblem      Category = "mail_problem"      // mail did not arrive
	Notice           Category = "notice"            // a notice is on its way, and only it says more
	Update           Category = "update"            // data in the case were changed
	ExpeditePremium  Category = "expedite_premium"  // about working faster, not about the result
	Unknown          Category = "unknown"           // the title does not say
)

func (c Category) known() bool {
	switch c {
	case Received, Fee, Rejected, Biometrics, EvidenceRequest, EvidenceReceived, Interview, Review, Hold,
		Transferred, Reopened, Approved, Closed, Denied, IntentNotice, Revoked, Terminated, Appeal,
		Withdrawn, CardDocument, MailProblem, Notice, Update, ExpeditePremium, Unknown:
		return true
	}
	return false
}

// Action is the kind of thing that a status asks of the person.
type Action string

// The actions, from nothing to do to call today.
const (
	NoAction   Action = "none"                // nothing to do
	Wait       Action = "wait"                // nothing to do yet: something more will come
	ReadNotice Action = "read_notice"         // the notice by mail says what to do
	Respond    Action = "respond_by_deadline" // answer by the date on the notice
	Attend     Action = "attend"              // go where the notice says, when it says
	FixAddress Action = "fix_address"         // give USCIS the right address
	Refile     Action = "refile"              // file again, as nothing is filed or the document is gone
	Contact    Action = "contact"             // ask USCIS: the text does not say
	ContactNow Action = "urgent_contact"      // ask USCIS today
)

func (a Action) known() bool {
	switch a {
	case NoAction, Wait, ReadNotice, Respond, Attend, FixAddress, Refile, Contact, ContactNow:
		return true
	}
	return false
}

// Status is one entry of the glossary.
type Status struct {
	Title    string   `json:"title"`   // as USCIS writes it
	Aliases  []string `json:"aliases"` // other wordings of the same title
	Category Category `json:"category"`
	Action   Action   `json:"action"`

	// Decided says that the case is finished by this status, for better or worse.
	Decided bool `json:"decided"`
	// Urgent says that there is a time limit, an appointment, or a loss for one who does nothing.
	Urgent bool `json:"urgent"`
	// Secondary says that the title was not checked against USCIS; show that to the person.
	Secondary bool `json:"secondary"`

	Meaning string `json:"meaning"` // what it means, said to the person
	Todo    string `json:"todo"`    // what to do now
	// Note is one thing more, such as what to do where the notice does not come. Often empty.
	Note string `json:"note,omitempty"`
}

// Glossary holds all statuses. It does not change after Load and may be used
// by many goroutines.
type Glossary struct {
	AsOf  time.Time // the day on which the facts were last checked
	About string    // where the titles come from

	statuses []Status
	exact    index // titles and aliases in their normal form
	loose    index // the same without their auxiliary verbs
}

// Load reads the glossary that is built into the program.
func Load() (*Glossary, error) {
	g, err := parse(glossaryJSON)
	if err != nil {
		return nil, fmt.Errorf("status glossary: %w", err)
	}
	return g, nil
}

func parse(data []byte) (*Glossary, error) {
	var file struct {
		AsOf     string   `json:"as_of"`
		About    string   `json:"about"`
		Statuses []Status `json:"statuses"`
	}
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(&file); err != nil {
		return nil, err
	}
	if _, err := d.Token(); err != io.EOF {
		return nil, errors.New("something follows the end of the glossary")
	}
	asOf, err := time.Parse(time.DateOnly, file.AsOf)
	if err != nil {
		return nil, fmt.Errorf("as_of: %w", err)
	}
	g := &Glossary{AsOf: asOf, About: file.About, statuses: file.Statuses}
	for _, s := range g.statuses {
		if err := s.check(); err != nil {
			return nil, fmt.Errorf("%q: %w", s.Title, err)
		}
	}
	if err := g.buildIndexes(); err != nil {
		return nil, err
	}
	return g, nil
}

func (s Status) check() error {
	switch {
	case !s.Category.known():
		return fmt.Errorf("unknown category %q", s.Category)
	case !s.Action.known():
		return fmt.Errorf("unknown action %q", s.Action)
	case s.Meaning == "" || s.Todo == "":
		return errors.New("meaning or todo is missing")
	}
	return nil
}

// buildIndexes fails where two statuses cannot be told apart. In the loose form
// they may meet: "Card Destroyed" (which the person sent back) and "Card Was
// Destroyed" (which never arrived) differ by one verb. Such a form is left out,
// so that it finds nothing rather than the wrong one.
func (g *Glossary) buildIndexes() error {
	const shared = -1
	g.exact, g.loose = newIndex(), newIndex()
	owner := map[string]int{} // of each loose form
	for i, s := range g.statuses {
		for _, name := range s.names() {
			full := words(name)
			if len(full) == 0 {
				return fmt.Errorf("%q: a title or alias without words", s.Title)
			}
			if j, ok := g.exact.find(full); ok && j != i {
				return fmt.Errorf("%q and %q: %q could be both", g.statuses[j].Title, s.Title, name)
			}
			g.exact.add(phrase{words: full, size: len(full), status: i})
			form := key(core(full))
			if j, ok := owner[form]; ok && j != i {
				owner[form] = shared
			} else {
				owner[form] = i
			}
		}
	}
	for i, s := range g.statuses {
		for _, name := range s.names() {
			full := words(name)
			if short := core(full); owner[key(short)] == i {
				g.loose.add(phrase{words: short, size: len(full), status: i})
			}
		}
	}
	return nil
}

func (s Status) names() []string {
	return append([]string{s.Title}, s.Aliases...)
}

// All returns the statuses in the order of their titles.
func (g *Glossary) All() []Status {
	return slices.Clone(g.statuses)
}

// Find returns the status whose title or alias the text is, however it was
// typed: case, spaces, punctuation, entities, articles and a left-out "was" do
// not matter.
func (g *Glossary) Find(text string) (Status, bool) {
	full := words(text)
	if i, ok := g.exact.find(full); ok {
		return g.statuses[i], true
	}
	if i, ok := g.loose.find(core(full)); ok {
		return g.statuses[i], true
	}
	return Status{}, false
}

// In returns the status with the longest title or alias that stands word for
// word in the text. Of two equally long ones it returns the later, because
// people tell news in the order in which it came. Titles of fewer than three
// words are not looked for: "case status" stands in many a question.
func (g *Glossary) In(text string) (Status, bool) {
	full := words(text)
	best, ok := g.exact.longestIn(full)
	if other, found := g.loose.longestIn(core(full)); found && other.size > best.size {
		best, ok = other, true
	}
	if !ok {
		return Status{}, false
	}
	return g.statuses[best.status], true
}

// key is the form under which words are looked up.
func key(words []string) string {
	return strings.Join(words, " ")
}
