package faq

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"path"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"
)

// An Article is one answer: a text that a person wrote, with its date, its sources and the ways in which people ask for it.
type Article struct {
	ID        string
	Lang      string // BCP 47 tag: the name of the folder the article stands in
	Topic     string
	Title     string
	Questions []string
	Sources   []Source
	AsOf      time.Time // the day on which the facts were last checked
	Related   []string  // ids of other articles
	Reviewed  bool      // false for a translation that no native speaker has read
	Body      []Block   // the text; the first block is the lead

	file  string         // where it came from, for faults
	lines map[string]int // the line on which each field begins; "body" is the text
}

// A Source is a page from which the facts of an article come.
type Source struct {
	Title string `yaml:"title"`
	URL   string `yaml:"url"`
}

// Lead is the first paragraph as shown: it answers by itself.
func (a *Article) Lead() string {
	if len(a.Body) == 0 {
		return ""
	}
	return a.Body[0].String()
}

// Rest is everything after the lead, as shown, a block a line.
func (a *Article) Rest() string {
	if len(a.Body) == 0 {
		return ""
	}
	return blocksString(a.Body[1:])
}

// Text is the whole article as shown, a block a line.
func (a *Article) Text() string { return blocksString(a.Body) }

// front is the head of the file. Its fields are the stored form; Article is what the program works with.
type front struct {
	ID          string   `yaml:"id"`
	Topic       string   `yaml:"topic"`
	Title       string   `yaml:"title"`
	Questions   []string `yaml:"questions"`
	Sources     []Source `yaml:"sources"`
	AsOf        string   `yaml:"as_of"`
	Related     []string `yaml:"related"`
	Translation string   `yaml:"translation"`
}

// idForm is the form of an article's id. 48 characters leave room for a verb within the 64 bytes of a Telegram button.
var idForm = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

const idMax = 48

// unreviewed marks a translation that no native speaker has read.
const unreviewed = "unreviewed"

// parse reads one file. Without an error the article can be shown; whether it is well made is for Check.
// The file's name is slash-separated and ends in <language>/<id>.md.
func parse(file string, data []byte) (*Article, *Fault) {
	broken := func(line int, what, mend string) (*Article, *Fault) {
		return nil, &Fault{File: file, Line: line, What: what, Mend: mend, Broken: true}
	}
	if !utf8.Valid(data) {
		return broken(invalidLine(data), "the file is not UTF-8 text", "save it as UTF-8")
	}
	head, body, bodyLine, ok := splitFront(data)
	if !ok {
		return broken(1, "the file does not begin with a head between two lines of ---", "put the fields (id, topic, title, …) between two lines of ---")
	}
	var f front
	var node yaml.Node
	if err := yaml.Unmarshal(head, &node); err != nil {
		return broken(yamlLine(err)+1, "the head is not valid YAML: "+yamlMessage(err), "quote texts that hold ': ' or '#', and indent lists by two spaces")
	}
	dec := yaml.NewDecoder(bytes.NewReader(head))
	dec.KnownFields(true)
	if err := dec.Decode(&f); err != nil && !errors.Is(err, io.EOF) {
		return broken(yamlLine(err)+1, "the head has a field that no article has, or of the wrong kind: "+yamlMessage(err), "see docs/writing-answers.md for the fields")
	}
	lines := fieldLines(&node)
	lines["body"] = bodyLine
	at := func(field string) int { return max(lines[field], 1) } // a field that is missing is missing at the top

	id := strings.TrimSuffix(path.Base(file), ".md")
	switch {
	case !idForm.MatchString(f.ID) || len(f.ID) > idMax:
		return broken(at("id"), fmt.Sprintf("id %q is not lower-case words joined by '-' of at most %d characters", f.ID, idMax), "write id: "+id)
	case f.ID != id:
		return broken(at("id"), fmt.Sprintf("id %q is not the name of the file", f.ID), "rename one of the two")
	case strings.TrimSpace(f.Title) == "":
		return broken(at("title"), "there is no title", "add title: what a button can say")
	case f.Topic == "":
		return broken(at("topic"), "there is no topic", "add topic: with a name from topics.json")
	}
	if f.Translation != "" && f.Translation != unreviewed {
		return broken(at("translation"), fmt.Sprintf("translation %q is not known", f.Translation), "write translation: "+unreviewed+", or take it out when a native speaker has read it")
	}
	asOf, err := time.Parse(time.DateOnly, f.AsOf)
	if err != nil {
		return broken(at("as_of"), fmt.Sprintf("as_of %q is not a day", f.AsOf), "write as_of: YYYY-MM-DD, the day on which the facts were checked")
	}
	blocks, fault := parseBody(file, body, bodyLine)
	if fault != nil {
		return nil, fault
	}
	return &Article{
		ID: f.ID, Lang: path.Base(path.Dir(file)), Topic: f.Topic, Title: strings.TrimSpace(f.Title),
		Questions: f.Questions, Sources: f.Sources, AsOf: asOf, Related: f.Related,
		Reviewed: f.Translation != unreviewed, Body: blocks, file: file, lines: lines,
	}, nil
}

// invalidLine is the first line that is not UTF-8.
func invalidLine(data []byte) int {
	n := 1
	for line := range bytes.Lines(data) {
		if !utf8.Valid(line) {
			return n
		}
		n++
	}
	return n
}

// splitFront cuts a file into head and body and says on which line the body begins.
func splitFront(data []byte) (head, body []byte, bodyLine int, ok bool) {
	data = bytes.TrimPrefix(data, []byte("\ufeff")) // some editors put it there, and nobody sees it
	data = bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n"))
	rest, found := bytes.CutPrefix(data, []byte("---\n"))
	if !found {
		return nil, nil, 0, false
	}
	head, body, found = bytes.Cut(rest, []byte("\n---\n"))
	if !found {
		return nil, nil, 0, false
	}
	return head, body, bytes.Count(head, []byte("\n")) + 4, true
}

// fieldLines finds the line of each field, and of each question as "questions.N". The head begins on line 2.
func fieldLines(doc *yaml.Node) map[string]int {
	lines := map[string]int{}
	if len(doc.Content) == 0 {
		return lines
	}
	top := doc.Content[0].Content
	for i := 0; i+1 < len(top); i += 2 {
		key, value := top[i], top[i+1]
		lines[key.Value] = key.Line + 1
		for n, item := range value.Content {
			lines[fmt.Sprintf("%s.%d", key.Value, n)] = item.Line + 1
		}
	}
	return lines
}

var (
	yamlLineForm = regexp.MustCompile(`line (\d+)`)
	yamlTypeForm = regexp.MustCompile(` (?:in type|into) faq\.\w+`)
)

// yamlLine takes the line, counted from the head, out of an error of the YAML library, which has no field for it. The
// library's parser counts from 0 and its scanner from 1.
func yamlLine(err error) int {
	line := 0
	if m := yamlLineForm.FindStringSubmatch(err.Error()); m != nil {
		line, _ = strconv.Atoi(m[1]) // digits, by the form
	}
	if strings.Contains(err.Error(), "did not find expected") {
		line++
	}
	return line
}

// yamlMessage is the library's message on one line and in the author's words: without the line it begins with, with other
// lines counted from the top of the file, and without the names of our types.
func yamlMessage(err error) string {
	text := strings.TrimPrefix(err.Error(), "yaml: ")
	text = strings.TrimPrefix(text, "unmarshal errors:")
	text = regexp.MustCompile(`line \d+: `).ReplaceAllString(text, "")
	text = yamlTypeForm.ReplaceAllString(text, "")
	text = yamlLineForm.ReplaceAllStringFunc(text, func(found string) string {
		line, _ := strconv.Atoi(strings.TrimPrefix(found, "line "))
		return fmt.Sprintf("line %d", line+1)
	})
	return strings.Join(strings.Fields(text), " ")
}
