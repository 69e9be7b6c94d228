package faq

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"
	"unicode/utf8"
)

// embeddedLibrary is the book that comes with the program, opened once: nobody closes it, and nobody changes it.
var embeddedLibrary = sync.OnceValues(func() (*Library, error) {
	return Open(context.Background(), Embedded(), nil)
})

func shipped(t *testing.T) *Library {
	t.Helper()
	l, err := embeddedLibrary()
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// folder is a folder of articles, by file.
type folder map[string]string

func (f folder) fs() fstest.MapFS {
	out := fstest.MapFS{}
	for file, text := range f {
		out[file] = &fstest.MapFile{Data: []byte(text)}
	}
	return out
}

// smallBook is a valid book of two English articles and a translation.
func smallBook() folder {
	return folder{
		"topics.json": `{
 "about": "Two topics.",
 "topics": [
  {"topic": "first", "scope": "One"},
  {"topic": "second", "scope": "Two"}
 ]
}
`,
		"en/alpha.md": smallArticle("alpha", "first", "beta"),
		"en/beta.md":  smallArticle("beta", "second", "alpha"),
		"es/alpha.md": strings.Replace(smallArticle("alpha", "first", "beta"), "related: [beta]", "related: [gamma]", 1),
		"es/gamma.md": smallArticle("gamma", "second", "alpha"),
	}
}

// smallArticle has its id on line 2, its topic on 3, its title on 4, ten questions from 6 on, a source on 17, its day on
// 19, related articles on 20 and its text on 22.
func smallArticle(id, topic, related string) string {
	return fmt.Sprintf(`---
id: %[1]s
topic: %[2]s
title: The %[1]s answer
questions:
  - %[1]s one
  - %[1]s two
  - %[1]s three
  - %[1]s four
  - %[1]s five
  - %[1]s six
  - %[1]s seven
  - %[1]s eight
  - %[1]s nine
  - %[1]s ten
sources:
  - title: The page
    url: https://www.uscis.gov/%[1]s
as_of: 2026-01-02
related: [%[3]s]
---
You can do it now.

- Sign in.
- Look.
`, id, topic, related)
}

// smallDay is the day on which the small book is checked.
var smallDay = time.Date(2026, 1, 2, 0, 0, 0, 0, time.UTC)

// faults are those that Read or Check finds, as "file:line: what".
func (f folder) faults(t *testing.T) []string {
	t.Helper()
	book, faults := Read(f.fs())
	if book != nil {
		faults = append(faults, book.Check(smallDay)...)
	}
	var out []string
	for _, fault := range faults {
		if fault.Mend == "" {
			t.Errorf("%s: no mend", fault)
		}
		if fault.Broken != (book == nil) {
			t.Errorf("%s: broken is %t", fault, fault.Broken)
		}
		line := fmt.Sprintf("%s:%d: %s", fault.File, fault.Line, fault.What)
		if fault.String() != line+". "+fault.Mend+"." {
			t.Errorf("the fault is written %q", fault)
		}
		out = append(out, line)
	}
	return out
}

func TestCheck(t *testing.T) {
	t.Parallel()
	const alpha, beta = "en/alpha.md", "en/beta.md"
	const lead, rest = "You can do it now.\n", "- Look.\n"
	hard := "Immigration authorities administratively adjudicate applications.\n"
	for _, c := range []struct {
		name           string
		file, old, new string
		want           []string // the beginning of each fault
	}{
		{name: "nothing spoilt"},

		{"longest title", alpha, "The alpha answer", strings.Repeat("é", 60), nil},
		{"long title", alpha, "The alpha answer", strings.Repeat("é", 61), []string{"en/alpha.md:4: the title has 61 characters, at most 60 fit"}},
		{"nine questions", alpha, "  - alpha ten\n", "", []string{"en/alpha.md:5: there are 9 questions, at least 10 are needed"}},
		{"no questions field", alpha, questionsOf("alpha"), "", []string{"en/alpha.md:1: there are 0 questions"}},
		{"longest lead", alpha, lead, strings.Repeat("I am é. ", 37) + "Go é\n", nil}, // 37×8 + 4 characters
		{"long lead", alpha, lead, strings.Repeat("I am é. ", 37) + "Go é.\n", []string{"en/alpha.md:22: the lead has 301 characters, at most 300 are read"}},
		{"longest text", alpha, rest, item(1499 - utf8.RuneCountInString("You can do it now.\n• Sign in.\n• ")), nil},
		{"long text", alpha, rest, item(1500 - utf8.RuneCountInString("You can do it now.\n• Sign in.\n• ")), []string{"en/alpha.md:22: the text has 1500 characters, it must have fewer than 1500"}},
		{"hard lead", alpha, lead, hard + "\n" + strings.Repeat("You can do it.\n\n", 60), []string{"en/alpha.md:22: the lead reads at Flesch-Kincaid grade "}},
		{"hard text", alpha, rest, "- " + strings.Repeat(strings.TrimSpace(hard)+" ", 2) + "\n", []string{"en/alpha.md:22: the text reads at Flesch-Kincaid grade "}},
		{"hard text in another language", "es/alpha.md", lead, hard, nil},
		{"as_of ahead", alpha, "2026-01-02", "2026-01-03", []string{"en/alpha.md:19: as_of 2026-01-03 lies ahead"}},
		{"no source", alpha, "sources:\n  - title: The page\n    url: https://www.uscis.gov/alpha\n", "", []string{"en/alpha.md:1: there is no source"}},
		{"empty sources", alpha, "sources:\n  - title: The page\n    url: https://www.uscis.gov/alpha\n", "sources: []\n", []string{"en/alpha.md:16: there is no source"}},
		{"source without address", alpha, "    url: https://www.uscis.gov/alpha\n", "", []string{`en/alpha.md:17: source "The page" has no https address`}},
		{"source with an http address", alpha, "https://www", "http://www", []string{`en/alpha.md:17: source "The page" has no https address`}},
		{"source with half an address", alpha, "https://www.uscis.gov/alpha", "https://", []string{`en/alpha.md:17: source "The page" has no https address`}},
		{"source without title", alpha, "title: The page", "title: ' '", []string{"en/alpha.md:17: a source has no title"}},
		{"second source without address", alpha, "as_of", "  - title: More\nas_of", []string{`en/alpha.md:19: source "More" has no https address`}},
		{"unknown topic", beta, "topic: second", "topic: third", []string{`en/beta.md:3: there is no topic "third"`}},
		{"no related", alpha, "related: [beta]\n", "", []string{"en/alpha.md:1: no related article is named"}},
		{"empty related", alpha, "related: [beta]\n", "related: []\n", []string{"en/alpha.md:20: no related article is named"}},
		{"dead related", alpha, "related: [beta]\n", "related:\n  - beta\n  - delta\n", []string{`en/alpha.md:22: related article "delta" does not exist`}},
		{"related in another language only", alpha, "related: [beta]", "related: [gamma]", []string{`en/alpha.md:20: related article "gamma" does not exist`}},
		{"self related", alpha, "related: [beta]", "related: [alpha]", []string{"en/alpha.md:20: the article is related to itself"}},
		{"double question in one", alpha, "- alpha ten", `- "Alpha,  ONE?"`, []string{`en/alpha.md:15: question "Alpha,  ONE?" stands here twice`}},
		{"double question in two", beta, "- beta five", "- ALPHA one", []string{`en/beta.md:10: question "ALPHA one" is claimed by en/alpha.md too`}},
		{"empty question", alpha, "- alpha ten", `- "?!"`, []string{"en/alpha.md:15: a question is empty"}},
		{"topic without an article", "topics.json", "\"scope\": \"Two\"}\n", "\"scope\": \"Two\"},\n  {\"topic\": \"third\", \"scope\": \"Three\"}\n", []string{`topics.json:6: no article has the topic "third"`}},
		{"topics that are no JSON", "topics.json", "]", "", []string{"topics.json:1: the topics are not valid JSON"}},
		{"topics with an unknown field", "topics.json", "scope", "scop", []string{"topics.json:1: the topics are not valid JSON"}},
		{"broken article", alpha, "- Look.", "# Look", []string{"en/alpha.md:25: the text holds a heading"}},
		{"word for a translation that is none", "es/alpha.md", "as_of", "translation: unrevewed\nas_of", []string{"es/alpha.md:19: "}},

		{"two at once, by line", alpha, "title: The alpha answer\nquestions:\n  - alpha one\n",
			"title: " + strings.Repeat("a ", 40) + "\nquestions:\n", []string{"en/alpha.md:4: the title has", "en/alpha.md:5: there are 9 questions"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			f := smallBook()
			if c.file != "" {
				if !strings.Contains(f[c.file], c.old) {
					t.Fatalf("%q does not stand in %s", c.old, c.file)
				}
				f[c.file] = strings.Replace(f[c.file], c.old, c.new, 1)
			}
			got := f.faults(t)
			begins := func(got, want string) bool { return strings.HasPrefix(got, want) }
			if !slices.EqualFunc(got, c.want, begins) {
				t.Errorf("faults\n\t%s\nwant\n\t%s", strings.Join(got, "\n\t"), strings.Join(c.want, "\n\t"))
			}
		})
	}
}

// questionsOf is the whole field of a small article.
func questionsOf(id string) string {
	text := smallArticle(id, "", "")
	return text[strings.Index(text, "questions:"):strings.Index(text, "sources:")]
}

// item is an item of a list, of n characters without its mark, that is easy to read.
func item(n int) string {
	text := strings.Repeat("I am é. ", n/8+1)
	return "- " + string([]rune(text)[:n-1]) + ".\n"
}

// All broken files are named at once, and no book comes with them.
func TestReadNamesAll(t *testing.T) {
	t.Parallel()
	f := smallBook()
	f["en/alpha.md"] = "Lead.\n"
	f["en/beta.md"] = strings.Replace(f["en/beta.md"], "id: beta", "id: bet", 1)
	f["topics.json"] = "{"
	got := f.faults(t)
	want := []string{"en/alpha.md:1: ", "en/beta.md:2: ", "topics.json:1: "}
	if !slices.EqualFunc(got, want, strings.HasPrefix) {
		t.Errorf("faults %q, want %q", got, want)
	}
	if got := (folder{"readme.md": "x"}).faults(t); len(got) != 1 || !strings.HasPrefix(got[0], ".:1: no article is here") {
		t.Errorf("faults of a folder without articles: %q", got)
	}
}

// A folder without topics.json has the topics of the program.
func TestReadTopics(t *testing.T) {
	t.Parallel()
	f := smallBook()
	delete(f, "topics.json")
	book, faults := Read(f.fs())
	if book == nil {
		t.Fatal(faults)
	}
	if !slices.Equal(book.Topics(), shipped(t).shelf.book.Topics()) {
		t.Errorf("%d topics, want those of the program", len(book.Topics()))
	}
}

// topicCount is how many topics the program was written for. There may be more, and never fewer.
const topicCount = 69

func TestBook(t *testing.T) {
	t.Parallel()
	book, faults := Read(Embedded())
	for _, fault := range faults {
		t.Error(fault)
	}
	if book == nil {
		t.Fatal("no book")
	}
	for _, fault := range book.Check(time.Now()) {
		t.Error(fault)
	}
	covered := map[string]bool{}
	for _, a := range book.Articles("en") {
		covered[a.Topic] = true
		if len(a.Questions) < minQuestions {
			t.Errorf("%s has %d questions", a.ID, len(a.Questions))
		}
		if book.Article(a.ID, "en") != a {
			t.Errorf("%s is not found by its id", a.ID)
		}
	}
	names := map[string]bool{}
	for _, topic := range book.Topics() {
		if names[topic.Name] {
			t.Errorf("topic %s stands in %s twice", topic.Name, topicsFile)
		}
		names[topic.Name] = true
		if !covered[topic.Name] {
			t.Errorf("no English article has the topic %s", topic.Name)
		}
	}
	if len(names) < topicCount || names[OutOfScope] {
		t.Errorf("%d topics, %s among them: %t; want %d or more without it", len(names), OutOfScope, names[OutOfScope], topicCount)
	}
}
