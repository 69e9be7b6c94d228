package faq

import (
	"bytes"
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"unicode"

	"casebell/knowledge"
)

//go:embed articles
var embedded embed.FS

// Embedded is the book that comes with the program, in the form that Read takes.
func Embedded() fs.FS {
	sub, err := fs.Sub(embedded, "articles")
	if err != nil {
		panic(err) // the folder is part of the program
	}
	return sub
}

// topicsFile names the topics within the folder of articles.
const topicsFile = "topics.json"

// A Topic is what several ways of asking have in common. A topic may have several articles.
type Topic struct {
	Name  string `json:"topic"`
	Scope string `json:"scope"`
	line  int
}

// A place is where an article stands in the book.
type place struct{ lang, id string }

// OutOfScope is the topic of questions that the book must not answer.
const OutOfScope = "out-of-scope"

// A Book is a set of articles and the topics they belong to. It does not change.
type Book struct {
	articles []*Article // by language and id
	byID     map[place]*Article
	topics   []Topic
}

// Read reads a folder of articles: topics.json (optional, else that of the embedded book) and <language>/<id>.md.
// Faults that let no honest book stand come back with a nil book; they are all named, not just the first.
func Read(folder fs.FS) (*Book, []Fault) {
	b := &Book{byID: map[place]*Article{}}
	var faults []Fault
	files, err := fs.Glob(folder, "*/*.md")
	if err != nil || len(files) == 0 {
		return nil, []Fault{{File: ".", Line: 1, What: "no article is here", Mend: "give a folder that holds <language>/<id>.md", Broken: true}}
	}
	slices.Sort(files)
	for _, file := range files {
		data, err := fs.ReadFile(folder, file)
		if err != nil {
			faults = append(faults, Fault{File: file, Line: 1, What: "the file cannot be read: " + err.Error(), Mend: "mend its permissions", Broken: true})
			continue
		}
		a, fault := parse(file, data)
		if fault != nil {
			faults = append(faults, *fault)
			continue
		}
		b.articles = append(b.articles, a)
		b.byID[place{a.Lang, a.ID}] = a
	}
	topics, fault := readTopics(folder)
	if fault != nil {
		faults = append(faults, *fault)
	}
	b.topics = topics
	if len(faults) > 0 {
		return nil, faults
	}
	return b, nil
}

func readTopics(folder fs.FS) ([]Topic, *Fault) {
	data, err := fs.ReadFile(folder, topicsFile)
	if err != nil {
		if data, err = fs.ReadFile(Embedded(), topicsFile); err != nil {
			panic(err) // the file is part of the program
		}
	}
	var file struct {
		About  string  `json:"about"`
		Topics []Topic `json:"topics"`
	}
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&file); err != nil {
		return nil, &Fault{File: topicsFile, Line: 1, What: "the topics are not valid JSON: " + err.Error(), Mend: "mend the file", Broken: true}
	}
	for i, t := range file.Topics {
		at := bytes.Index(data, fmt.Appendf(nil, "%q", t.Name))
		file.Topics[i].line = bytes.Count(data[:max(at, 0)], []byte("\n")) + 1
	}
	return file.Topics, nil
}

// Articles are all articles in a language, by id.
func (b *Book) Articles(lang string) []*Article {
	var out []*Article
	for _, a := range b.articles {
		if a.Lang == lang {
			out = append(out, a)
		}
	}
	return out
}

// Article finds an article in a language. It is nil where there is none.
func (b *Book) Article(id, lang string) *Article { return b.byID[place{lang, id}] }

// Topics are the topics the book is to cover.
func (b *Book) Topics() []Topic { return b.topics }

// words cuts a text into lower-case runs of letters and digits, without accents.
func words(s string) []string {
	s = strings.ReplaceAll(strings.ToLower(knowledge.Fold(s)), "'", "")
	return strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) })
}
