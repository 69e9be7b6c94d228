package bot

import "strings"

// A Reply is what is said to a person, as data. Each adapter says it by its platform's customs.
type Reply struct {
	Key      string // names the reply, so that a platform that can will not show it twice; the guard fills it
	Text     Text
	Buttons  []Button
	Private  bool // about the person alone: the guard never lets it be shown where others read along
	Withdraw bool // delete the message answered, if the platform can; the guard adds the words for either outcome
}

// MaxAction is the longest Action in bytes: Telegram carries no more in a button.
const MaxAction = 64

// A Button is pressed (Action comes back in a Message) or leads to a page (URL).
type Button struct {
	Label  string
	Action string // at most MaxAction bytes
	URL    string
}

// Text is paragraphs of spans. Nothing from outside is ever markup.
type Text []Paragraph

// A Paragraph is a run of spans on lines of its own.
type Paragraph []Span

// A Span is a run of text in one style.
type Span struct {
	Text  string
	Style Style
	URL   string // where a Link leads
}

// Style is how a span looks.
type Style int

// The styles that every platform has in some way.
const (
	Plain Style = iota
	Bold
	Link
	Code
	Quiet // smaller or greyer, for dates and sources
)

// Say makes a text of plain paragraphs, one an argument.
func Say(paragraphs ...string) Text {
	t := make(Text, len(paragraphs))
	for i, p := range paragraphs {
		t[i] = Paragraph{{Text: p}}
	}
	return t
}

// Strong is a paragraph in bold.
func Strong(text string) Paragraph { return Paragraph{{Text: text, Style: Bold}} }

// Aside is a quiet paragraph.
func Aside(text string) Paragraph { return Paragraph{{Text: text, Style: Quiet}} }

// String is the text without styles: paragraphs apart by a blank line, items of a list by a line. A link shows its
// address behind its words.
func (t Text) String() string {
	var b strings.Builder
	for i, p := range t {
		switch {
		case i == 0:
		case p.Item() && t[i-1].Item():
			b.WriteString("\n")
		default:
			b.WriteString("\n\n")
		}
		b.WriteString(p.String())
	}
	return b.String()
}

// Item reports whether the paragraph is an item of a list: it begins with • or with a number, a dot and a space.
func (p Paragraph) Item() bool {
	if len(p) == 0 {
		return false
	}
	if strings.HasPrefix(p[0].Text, "• ") {
		return true
	}
	number, _, dot := strings.Cut(p[0].Text, ". ")
	return dot && number != "" && strings.Trim(number, "0123456789") == ""
}

// String is the paragraph without styles.
func (p Paragraph) String() string {
	var b strings.Builder
	for _, s := range p {
		b.WriteString(s.Text)
		if s.Style == Link && !strings.Contains(s.URL, s.Text) {
			b.WriteString(" (" + s.URL + ")")
		}
	}
	return b.String()
}
