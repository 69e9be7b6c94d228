package faq

import (
	"cmp"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// A Fault is something wrong with the book, where it is, and how to mend it.
type Fault struct {
	File   string
	Line   int
	What   string
	Mend   string
	Broken bool // the article cannot be shown at all, so a book with it is refused
}

func (f Fault) String() string {
	return fmt.Sprintf("%s:%d: %s. %s.", f.File, f.Line, f.What, f.Mend)
}

// The form of an article; docs/writing-answers.md gives the reasons.
const (
	minQuestions = 10
	maxTitle     = 60   // characters; the narrowest button shows about that
	maxLead      = 300  // characters as shown
	maxText      = 1500 // characters as shown; with its frame it fits one Discord message of 2,000
	maxGrade     = 8.0  // Flesch-Kincaid
	maxRelated   = 4
)

// Check judges the whole book: every article by itself, and how they stand together.
func (b *Book) Check(now time.Time) []Fault {
	var faults []Fault
	claimed := map[string]*Article{}
	covered := map[string]bool{}
	for _, a := range b.articles {
		covered[a.Topic] = true
		faults = append(faults, checkArticle(a, now)...)
		faults = append(faults, b.checkPlace(a)...)
		faults = append(faults, checkQuestions(a, claimed)...)
	}
	for _, t := range b.topics {
		if !covered[t.Name] {
			faults = append(faults, Fault{File: topicsFile, Line: t.line, What: fmt.Sprintf("no article has the topic %q", t.Name),
				Mend: "write one, or take the topic out"})
		}
	}
	slices.SortFunc(faults, func(a, b Fault) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line))
	})
	return faults
}

// checkArticle judges what can be seen in the article alone.
func checkArticle(a *Article, now time.Time) []Fault {
	var faults []Fault
	fault := func(field, mend, what string, args ...any) {
		faults = append(faults, Fault{File: a.file, Line: max(a.lines[field], 1), What: fmt.Sprintf(what, args...), Mend: mend})
	}
	if n := utf8.RuneCountInString(a.Title); n > maxTitle {
		fault("title", "say it shorter: it stands on a button", "the title has %d characters, at most %d fit", n, maxTitle)
	}
	if len(a.Questions) < minQuestions {
		fault("questions", "add ways in which people really ask", "there are %d questions, at least %d are needed", len(a.Questions), minQuestions)
	}
	if n := utf8.RuneCountInString(a.Lead()); n > maxLead {
		fault("body", "move what is not the answer itself below it", "the lead has %d characters, at most %d are read", n, maxLead)
	}
	if n := utf8.RuneCountInString(a.Text()); n >= maxText {
		fault("body", "shorten it, or make two articles of it", "the text has %d characters, it must have fewer than %d", n, maxText)
	}
	if a.Lang == "en" { // the measure is made for English
		if g := ReadingGrade(a.Lead()); g > maxGrade {
			fault("body", "use shorter sentences and shorter words", "the lead reads at Flesch-Kincaid grade %.1f, at most %.0f is easy enough", g, maxGrade)
		}
		if g := ReadingGrade(a.Text()); g > maxGrade {
			fault("body", "use shorter sentences and shorter words", "the text reads at Flesch-Kincaid grade %.1f, at most %.0f is easy enough", g, maxGrade)
		}
	}
	if a.AsOf.After(now) {
		fault("as_of", "write the day on which the facts were checked", "as_of %s lies ahead", a.AsOf.Format(time.DateOnly))
	}
	if len(a.Sources) == 0 {
		fault("sources", "name the page the facts come from, the official one first", "there is no source")
	}
	for i, s := range a.Sources {
		if u, err := url.Parse(s.URL); err != nil || u.Scheme != "https" || u.Host == "" {
			fault(fmt.Sprintf("sources.%d", i), "add url: https://…", "source %q has no https address", s.Title)
		}
		if strings.TrimSpace(s.Title) == "" {
			fault(fmt.Sprintf("sources.%d", i), "add title: what the page is called", "a source has no title")
		}
	}
	return faults
}

// checkPlace judges how the article stands among the others.
func (b *Book) checkPlace(a *Article) []Fault {
	var faults []Fault
	if !slices.ContainsFunc(b.topics, func(t Topic) bool { return t.Name == a.Topic }) {
		faults = append(faults, Fault{File: a.file, Line: a.lines["topic"], What: fmt.Sprintf("there is no topic %q", a.Topic),
			Mend: "use a name from " + topicsFile + ", or add it there"})
	}
	if n := len(a.Related); n == 0 || n > maxRelated {
		what := "no related article is named"
		if n > 0 {
			what = fmt.Sprintf("%d related articles are named, at most %d are shown", n, maxRelated)
		}
		faults = append(faults, Fault{File: a.file, Line: max(a.lines["related"], 1), What: what,
			Mend: "write related: with two to four ids of articles that one would want next"})
	}
	for i, id := range a.Related {
		line := a.lines[fmt.Sprintf("related.%d", i)]
		switch {
		case id == a.ID:
			faults = append(faults, Fault{File: a.file, Line: line, What: "the article is related to itself", Mend: "name another"})
		case b.Article(id, a.Lang) == nil:
			faults = append(faults, Fault{File: a.file, Line: line, What: fmt.Sprintf("related article %q does not exist", id),
				Mend: "name one that does, or write it"})
		}
	}
	return faults
}

// checkQuestions finds questions that say the same, in one article or in two.
func checkQuestions(a *Article, claimed map[string]*Article) []Fault {
	var faults []Fault
	for i, q := range a.Questions {
		key := a.Lang + " " + normalQuestion(q)
		line := a.lines[fmt.Sprintf("questions.%d", i)]
		switch other := claimed[key]; {
		case normalQuestion(q) == "":
			faults = append(faults, Fault{File: a.file, Line: line, What: "a question is empty", Mend: "take it out"})
		case other == a:
			faults = append(faults, Fault{File: a.file, Line: line, What: fmt.Sprintf("question %q stands here twice", q), Mend: "take one out"})
		case other != nil:
			faults = append(faults, Fault{File: a.file, Line: line, What: fmt.Sprintf("question %q is claimed by %s too", q, other.file),
				Mend: "leave it with the article that answers it best"})
		default:
			claimed[key] = a
		}
	}
	return faults
}

// normalQuestion is a question without case, punctuation and double spaces.
func normalQuestion(q string) string {
	return strings.Join(words(q), " ")
}
