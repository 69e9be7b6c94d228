package intent

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Danger is what a message says that somebody is in. It is looked for before anything else is answered.
type Danger string

// The dangers, the one that cannot wait first.
const (
	Suicide   Danger = "suicide"   // thoughts of ending one's life, no wish to live
	Violence  Danger = "violence"  // beaten, threatened, held, sold, papers taken by a husband or an employer
	Detention Danger = "detention" // taken by immigration or police, they are at the door, gone after a check-in
	Hearing   Danger = "hearing"   // immigration court or a legal deadline today, tomorrow, in a few hours
)

// ruleDeadline names the rule for a date of USCIS, which is not a court's: other help comes first.
const ruleDeadline = "a deadline is soon"

// dangerIn says which danger a message speaks of, "" for none, and the name of the rule that found it (never words of the
// person). A miss can cost a life and a false alarm a confusing answer, so it rather finds too much.
func dangerIn(text string) (Danger, string) {
	m := dangers.read(text)
	for _, s := range dangers.signs {
		if s.in(m) {
			return s.kind, s.name
		}
	}
	return "", ""
}

// Distances in words, tuned on the even lines of testdata/danger.jsonl; many write no full stop, so that a sentence may end within a sign.
const (
	dangerNear     = 4  // from one word of a sign to the next
	dangerFar      = 9  // the same, after "..."
	dangerSentence = 4  // what the end of a sentence is worth
	dangerContext  = 12 // how far around a sign the words of "unless" count
	dangerBefore   = 3  // how far before a sign its "-word" counts
	dangerAfter    = 2  // how far after a word its "-word" counts
	dangerFuzzy    = 5  // letters from which on one wrong letter is forgiven
)

// dangerText is a message as the signs see it: the places where each step of a sign can stand, one step after the other.
type dangerText struct{ places, starts []int }

func (m *dangerText) at(step int) []int { return m.places[m.starts[step]:m.starts[step+1]] }

// has says whether a step can stand anywhere from one place to another.
func (m *dangerText) has(step, from, to int) bool {
	places := m.at(step)
	i, _ := slices.BinarySearch(places, from)
	return i < len(places) && places[i] <= to
}

// dangerSign is a chain of words that says a danger. Step 0 stands nowhere.
type dangerSign struct {
	*dangerRule
	before, around int // what must not stand there
	steps          []dangerStep
}

type dangerStep struct {
	step, after int // what stands here, and what must not follow
	reach       int // how far at most from the step before
}

// in looks for the sign: for each step the chains that end there, each with its nearest beginning.
func (s *dangerSign) in(m *dangerText) bool {
	if slices.ContainsFunc(s.steps, func(step dangerStep) bool { return len(m.at(step.step)) == 0 }) {
		return false
	}
	type chain struct{ start, end int }
	var was, is []chain
	for n, step := range s.steps {
		was, is = is, nil
		for _, place := range m.at(step.step) {
			for len(was) > 1 && was[1].end < place {
				was = was[1:]
			}
			switch {
			case m.has(step.after, place+1, place+dangerAfter):
			case n == 0 && !m.has(s.before, place-dangerBefore, place-1):
				is = append(is, chain{place, place})
			case len(was) > 0 && was[0].end < place && place-was[0].end <= step.reach:
				is = append(is, chain{was[0].start, place})
			}
		}
	}
	return slices.ContainsFunc(is, func(c chain) bool { return !m.has(s.around, c.start-dangerContext, c.end+dangerContext) })
}

// dangerBook is the signs, and which of their steps a word or a phrase can be.
type dangerBook struct {
	signs   []*dangerSign
	steps   map[string]int
	words   map[string][]int  // and phrases
	begins  map[string]bool   // what a phrase begins with
	similar map[byte][]string // the longer words by first letter, which few mistype
	alias   map[string]string
}

// dangers is made once and only read.
var dangers = newDangerBook()

func newDangerBook() *dangerBook {
	b := &dangerBook{steps: map[string]int{"": 0}, words: map[string][]int{}, begins: map[string]bool{},
		similar: map[byte][]string{}, alias: map[string]string{}}
	for field := range strings.FieldsSeq(dangerAliases) {
		others, word, _ := strings.Cut(field, "=")
		for other := range strings.SplitSeq(others, ",") {
			b.alias[other] = word
		}
	}
	for i := range dangerRules {
		r := &dangerRules[i]
		for text := range strings.SplitSeq(strings.ReplaceAll(r.signs, "\n", ";"), ";") {
			left, right, either := strings.Cut(text, "&")
			b.sign(r, left+" ... "+right)
			if either {
				b.sign(r, right+" ... "+left)
			}
		}
	}
	for word := range b.words {
		if len(word) >= dangerFuzzy && !strings.Contains(word, " ") {
			b.similar[word[0]] = append(b.similar[word[0]], word)
		}
	}
	ordinary := b.step("#ordinary") // no sign has it
	for word := range strings.FieldsSeq(dangerOrdinary) {
		b.words[word] = append(b.words[word], ordinary)
	}
	return b
}

// sign adds a sign; how one is written stands with the rules.
func (b *dangerBook) sign(r *dangerRule, text string) {
	s := &dangerSign{dangerRule: r, around: b.step(r.unless)}
	reach := dangerNear
	for field := range strings.FieldsSeq(text) {
		step := strings.TrimLeft(field, "-+")
		switch last := len(s.steps) - 1; {
		case field == "...":
			reach = dangerFar
		case field[0] == '-' && last < 0:
			s.before = b.step(step)
		case field[0] == '-':
			s.steps[last].after = b.step(step)
		case field[0] == '+':
			s.steps, reach = append(s.steps, dangerStep{step: b.step(step), reach: 1}), dangerNear
		default:
			s.steps, reach = append(s.steps, dangerStep{step: b.step(step), reach: reach}), dangerNear
		}
	}
	if len(s.steps) > 0 {
		b.signs = append(b.signs, s)
	}
}

// step is the number of a step, made of words and classes.
func (b *dangerBook) step(text string) int {
	n, known := b.steps[text]
	if !known {
		n = len(b.steps)
		b.steps[text] = n
		b.teach(strings.ReplaceAll(text, "|", " "), n)
	}
	return n
}

// teach says what a step can be: words, phrases ("a-b", and "a-b/c" for two of them), and those of a class.
func (b *dangerBook) teach(words string, step int) {
	for field := range strings.FieldsSeq(words) {
		if unicode.IsUpper(rune(field[0])) {
			b.teach(dangerClasses[field], step)
			continue
		}
		phrases := []string{""}
		for part := range strings.SplitSeq(field, "-") {
			var longer []string
			for _, phrase := range phrases {
				b.begins[phrase] = true
				for word := range strings.SplitSeq(part, "/") {
					longer = append(longer, strings.TrimSpace(phrase+" "+word))
				}
			}
			phrases = longer
		}
		for _, phrase := range phrases {
			b.words[phrase] = append(b.words[phrase], step)
		}
	}
}

// dangerWord is a word of a message.
type dangerWord struct {
	text  string
	place int
}

// read finds what a message says: words, and phrases of two or three.
func (b *dangerBook) read(text string) *dangerText {
	type spot struct{ step, place int }
	words := b.split(text)
	spots := make([]spot, 0, 16*len(words))
	starts := make([]int, len(b.steps)+1)
	for i, w := range words {
		steps := b.can(w.text)
		for n := 1; ; n++ {
			for _, step := range steps {
				spots = append(spots, spot{step, w.place})
				starts[step+1]++
			}
			if i+n == len(words) || words[i+n].place != w.place+n || !b.begins[w.text] {
				break
			}
			w.text += " " + words[i+n].text
			steps = b.words[w.text]
		}
	}
	for step := range len(b.steps) {
		starts[step+1] += starts[step]
	}
	places, next := make([]int, len(spots)), slices.Clone(starts)
	for _, s := range spots {
		places[next[s.step]] = s.place
		next[s.step]++
	}
	return &dangerText{places, starts}
}

// split cuts a message into words: no capitals, no accents, no letter more than twice.
func (b *dangerBook) split(text string) []dangerWord {
	var last, before rune
	text = strings.Map(func(r rune) rune {
		switch {
		case unicode.Is(unicode.Mn, r), r == last && r == before && unicode.IsLetter(r):
			return -1
		case strings.ContainsRune("’‘`´", r):
			r = '\''
		}
		before, last = last, unicode.ToLower(r)
		return last
	}, norm.NFKD.String(strings.ToValidUTF8(text, " ")))
	text = strings.ReplaceAll(text, "i.c.e", "ice") + "\n "
	var words []dangerWord
	start, place := -1, 0 // where the word began, -1 between words
	for i, r := range text[:len(text)-1] {
		next := text[i+1]
		switch {
		case unicode.IsLetter(r), unicode.IsDigit(r):
			if start < 0 {
				start = i
			}
			continue
		case start >= 0 && (r == '\'' || r == '-' && i-start < 3 && '0' <= next && next <= '9'): // I-485
			continue
		case start >= 0:
			place++
			words = append(words, dangerWord{b.plain(text[start:i]), place})
			start = -1
		}
		if strings.ContainsRune("!?;\n", r) || r == '.' && next <= ' ' {
			place += dangerSentence
		}
	}
	return words
}

// plain is a word as the lists write it: "#" for a number, "#form" for I-485, one word for its other spellings.
func (b *dangerBook) plain(word string) string {
	if head, tail, cut := strings.Cut(word, "'"); cut {
		if word = head; !strings.Contains(" s ll re m ve d ", " "+tail+" ") {
			word += strings.ReplaceAll(tail, "'", "")
		}
	}
	letters := strings.TrimLeft(word, "0123456789")
	whole := b.alias[word]
	switch digits := len(word) - len(letters); {
	case whole != "":
		return whole
	case digits == 4 && letters == "" && (word[:2] == "19" || word[:2] == "20"):
		return "#year"
	case digits > 0: // 9am
		return cmp.Or(b.alias["#"+letters], "#")
	case strings.ContainsAny(word, "0123456789"):
		return "#form"
	}
	return word
}

// can is the steps that a word can be, one wrong letter forgiven.
func (b *dangerBook) can(word string) []int {
	steps := b.words[word]
	if len(steps) > 0 || len(word) < dangerFuzzy {
		return steps
	}
	for _, other := range b.similar[word[0]] {
		if oneApart(word, other) {
			steps = append(steps, b.words[other]...)
		}
	}
	return steps
}

// oneApart says whether two words differ by one letter, or by two that changed places.
func oneApart(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(b)-len(a) > 1 {
		return false
	}
	for len(a) > 0 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	return len(b) <= 1 || len(a) == 2 && len(b) == 2 && a[0] == b[1] && a[1] == b[0]
}
