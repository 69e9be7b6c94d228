package faq

import (
	"reflect"
	"strings"
	"testing"
	"time"
)

// goodFile is a well-formed file, en/lost-code.md. Its text begins on line 17.
const goodFile = `---
id: lost-code
topic: backup-code
title: " I lost my backup code "
questions:
  - lost my backup code
  - "backup code: gone"
sources:
  - title: "USCIS: two-step verification"
    url: https://www.uscis.gov/two-step
  - title: Help
    url: https://my.uscis.gov/help
as_of: 2026-01-02
related: [locked-account, two-step]
translation: unreviewed
---
You can make a **new one**
in your [profile](https://my.uscis.gov/profile).

- Sign ` + "in with `x-y`" + `
- Call [800](tel:+18003755283)

3. Three
4. **Four [five](https://five.example)**

Last & <https://last.example>.
`

func TestParse(t *testing.T) {
	t.Parallel()
	a, fault := parse("en/lost-code.md", []byte(goodFile))
	if fault != nil {
		t.Fatal(fault)
	}
	want := &Article{
		ID: "lost-code", Lang: "en", Topic: "backup-code", Title: "I lost my backup code",
		Questions: []string{"lost my backup code", "backup code: gone"},
		Sources:   []Source{{"USCIS: two-step verification", "https://www.uscis.gov/two-step"}, {"Help", "https://my.uscis.gov/help"}},
		AsOf:      time.Date(2026, 1, 2, 0, 0, 0, 0, time.UTC),
		Related:   []string{"locked-account", "two-step"},
		Body: []Block{
			{"", []Span{{Text: "You can make a "}, {Text: "new one", Bold: true}, {Text: " in your "}, {Text: "profile", URL: "https://my.uscis.gov/profile"}, {Text: "."}}},
			{"•", []Span{{Text: "Sign in with "}, {Text: "x-y", Code: true}}},
			{"•", []Span{{Text: "Call "}, {Text: "800", URL: "tel:+18003755283"}}},
			{"3.", []Span{{Text: "Three"}}},
			{"4.", []Span{{Text: "Four ", Bold: true}, {Text: "five", Bold: true, URL: "https://five.example"}}},
			{"", []Span{{Text: "Last & "}, {Text: "https://last.example", URL: "https://last.example"}, {Text: "."}}},
		},
		file: "en/lost-code.md",
		lines: map[string]int{
			"id": 2, "topic": 3, "title": 4, "questions": 5, "questions.0": 6, "questions.1": 7,
			"sources": 8, "sources.0": 9, "sources.1": 11, "as_of": 13, "related": 14, "related.0": 14, "related.1": 14,
			"translation": 15, "body": 17,
		},
	}
	if !reflect.DeepEqual(a, want) {
		t.Errorf("parsed\n%+v\nwant\n%+v", a, want)
	}
	lead := "You can make a new one in your profile."
	rest := "• Sign in with x-y\n• Call 800\n3. Three\n4. Four five\nLast & https://last.example."
	if a.Lead() != lead || a.Rest() != rest || a.Text() != lead+"\n"+rest {
		t.Errorf("lead %q, rest %q, text %q", a.Lead(), a.Rest(), a.Text())
	}
	var empty Article
	if empty.Lead() != "" || empty.Rest() != "" || empty.Text() != "" {
		t.Error("an article without a text shows something")
	}
}

// A file saved on Windows is the same article.
func TestParseCRLF(t *testing.T) {
	t.Parallel()
	want, fault := parse("en/lost-code.md", []byte(goodFile))
	if fault != nil {
		t.Fatal(fault)
	}
	got, fault := parse("en/lost-code.md", []byte(strings.ReplaceAll(goodFile, "\n", "\r\n")))
	if fault != nil {
		t.Fatal(fault)
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("parsed\n%+v\nwant\n%+v", got, want)
	}
}

func TestParseReviewed(t *testing.T) {
	t.Parallel()
	a, fault := parse("es/x.md", []byte(shortHead+"Lead."))
	if fault != nil {
		t.Fatal(fault)
	}
	if !a.Reviewed || a.Lang != "es" {
		t.Errorf("reviewed %t, language %q; want true and es", a.Reviewed, a.Lang)
	}
}

// A block is a line: an editor may break lines where he likes.
func TestParseOneLineBlocks(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"one\ntwo", "one  \ntwo", "one\\\ntwo", "one `two\nthree` four", "[one\ntwo](https://x.example)"} {
		t.Run(text, func(t *testing.T) {
			a, fault := parse("en/x.md", []byte(shortHead+text))
			if fault != nil {
				t.Fatal(fault)
			}
			if strings.Contains(a.Lead(), "\n") || strings.Contains(a.Lead(), "  ") {
				t.Errorf("the lead is %q, want one line", a.Lead())
			}
		})
	}
}

// shortHead is the shortest head of en/x.md. The text after it begins on line 7.
const shortHead = "---\nid: x\ntopic: t\ntitle: T\nas_of: 2026-01-02\n---\n"

func TestParseFaults(t *testing.T) {
	t.Parallel()
	head := func(fields string) string { return "---\n" + fields + "\n---\nLead.\n" }
	long := strings.Repeat("a", idMax+1)
	for _, c := range []struct {
		name, file, data string
		line             int
		part             string // of the fault's text
	}{
		{"empty file", "", "", 1, "does not begin with a head"},
		{"no head", "", "Lead.\n", 1, "does not begin with a head"},
		{"head not first", "", "\n" + shortHead + "Lead.\n", 1, "does not begin with a head"},
		{"head without an end", "", "---\nid: x\ntitle: T\n\nLead.\n", 1, "does not begin with a head"},
		{"empty head", "", "---\n---\nLead.\n", 1, "does not begin with a head"},

		{"colon in a title", "", head("id: x\ntopic: t\ntitle: a: b"), 4, "not valid YAML: mapping values"},
		{"colon in a title, CRLF", "", strings.ReplaceAll(head("id: x\ntopic: t\ntitle: a: b"), "\n", "\r\n"), 4, "not valid YAML: mapping values"},
		{"field without a colon", "", head("id: x\ntopic t\ntitle: T"), 3, "not valid YAML: could not find expected ':'"},
		{"tab", "", head("id: x\n\ttopic: t"), 3, "not valid YAML: found a tab"},
		{"quote without an end", "", head("id: x\ntopic: t\ntitle: \"T\nas_of: 2026-01-02"), 4, "not valid YAML"},
		{"bracket without an end", "", head("id: x\ntopic: t\ntitle: T\nrelated: [a, b\nas_of: 2026-01-02"), 5, "not valid YAML"},
		{"text after a quote", "", head("id: x\nquestions:\n  - what\n  - \"USCIS#\" on card\n  - who"), 4, "not valid YAML"}, // the library names where the list begins
		{"same field twice", "", head("topic: t\nid: x\nid: x"), 4, `"id" already defined at line 3`},

		{"unknown field", "", head("id: x\ntopic: t\ntitle: T\nauthor: me"), 5, "field author not found"},
		{"unknown field of a source", "", head("id: x\nsources:\n  - titel: T"), 4, "field titel not found"},
		{"source without fields", "", head("id: x\nsources:\n  - https://a.example"), 4, "cannot unmarshal"},
		{"list for a text", "", head("id: x\ntitle: [a, b]"), 3, "cannot unmarshal"},
		{"text for a list", "", head("id: x\nquestions: what"), 3, "cannot unmarshal"},
		{"colon in a question", "", head("id: x\nquestions:\n  - a\n  - b: c"), 5, "cannot unmarshal"},
		{"head is a list", "", head("- a\n- b"), 2, "cannot unmarshal"},
		{"head is a text", "", head("hello"), 2, "cannot unmarshal"},

		{"id of another file", "", head("topic: t\nid: y"), 3, `id "y" is not the name of the file`},
		{"id in capitals", "en/X.md", head("id: X"), 2, `id "X" is not lower-case words`},
		{"id with spaces", "en/x y.md", head("id: x y"), 2, `id "x y" is not lower-case words`},
		{"id ends in a hyphen", "en/x-.md", head("id: x-"), 2, `id "x-" is not lower-case words`},
		{"long id", "en/" + long + ".md", head("id: " + long), 2, "of at most 48 characters"},
		{"empty id", "", head("topic: t\nid:"), 3, `id ""`},
		{"empty title", "", head("id: x\ntopic: t\ntitle: ' '"), 4, "there is no title"},
		{"empty topic", "", head("id: x\ntitle: T\ntopic:"), 4, "there is no topic"},
		{"date of no day", "", head("id: x\ntopic: t\ntitle: T\nas_of: 2026-02-30"), 5, `as_of "2026-02-30" is not a day`},
		{"American date", "", head("id: x\ntopic: t\nas_of: 01/02/2026\ntitle: T"), 4, `as_of "01/02/2026" is not a day`},
		{"date with a time", "", head("id: x\ntopic: t\nas_of: 2026-01-02T10:00:00Z\ntitle: T"), 4, "is not a day"},

		// A field that is not there has no line; the file has a first one.
		{"no fields", "", head("# nothing"), 1, `id ""`},
		{"no id", "", head("topic: t\ntitle: T\nas_of: 2026-01-02"), 1, `id ""`},
		{"no title", "", head("id: x\ntopic: t\nas_of: 2026-01-02"), 1, "there is no title"},
		{"no topic", "", head("id: x\ntitle: T\nas_of: 2026-01-02"), 1, "there is no topic"},
		{"no date", "", head("id: x\ntopic: t\ntitle: T"), 1, `as_of "" is not a day`},

		{"no text", "", shortHead, 7, "does not begin with a paragraph"},
		{"blank text", "", shortHead + "\n \n\n", 7, "does not begin with a paragraph"},
		{"list first", "", shortHead + "- a\n- b\n", 7, "does not begin with a paragraph"},
		{"lead is an empty link", "", shortHead + "[](https://a.example)\n", 7, ""},
		{"lead is a no-break space", "", shortHead + "\u00a0\n", 7, ""},

		{"heading", "", shortHead + "Lead.\n\n# H\n", 9, "a heading"},
		{"underlined heading", "", shortHead + "Lead.\n\nH\n---\n\nText.\n", 9, "a heading"},
		{"empty heading", "", shortHead + "Lead.\n\n#\n", 9, "a heading"},
		{"heading in a list", "", shortHead + "Lead.\n\n- a\n- # H\n", 10, "a heading in a list"},
		{"table", "", shortHead + "Lead.\n\n| a | b |\n| --- | --- |\n| 1 | 2 |\n", 9, "table"},
		{"HTML", "", shortHead + "Lead.\n\n<div>x</div>\n", 9, "html"},
		{"HTML comment", "", shortHead + "Lead.\n\n<!-- later -->\n", 9, "html"},
		{"HTML in a paragraph", "", shortHead + "Lead.\n\nA <b>x</b>\n", 9, "html"},
		{"nested list", "", shortHead + "Lead.\n\n- a\n  - b\n", 9, "a list item of several parts"},
		{"list in a later item", "", shortHead + "Lead.\n\n- a\n- b\n  - c\n", 10, "a list item of several parts"},
		{"item of two paragraphs", "", shortHead + "Lead.\n\n1. a\n\n   b\n", 9, "a list item of several parts"},
		{"http link", "", shortHead + "Lead.\n\n[x](http://a.example)\n", 9, `a link to "http://a.example"`},
		{"http link in bold", "", shortHead + "Lead.\n\n**[x](http://a.example)**\n", 9, `a link to "http://a.example"`},
		{"http link in the last item", "", shortHead + "Lead.\n\n- a\n- [x](http://a.example)\n", 10, `a link to "http://a.example"`},
		{"http link in the first item", "", shortHead + "Lead.\n\n- [x](http://a.example)\n- b\n- c\n", 9, `a link to "http://a.example"`},
		{"http link on the second line", "", shortHead + "Lead\nand [x](http://a.example)\n", 8, `a link to "http://a.example"`},
		{"bare http link", "", shortHead + "Lead <http://a.example>.\n", 7, "http://a.example"},
		{"link that is a script", "", shortHead + "Lead [x](javascript:alert%281%29).\n", 7, `a link to "javascript:`},
		{"bare link that is a script", "", shortHead + "Lead <javascript:alert(1)>.\n", 7, "javascript:alert(1)"},
		{"link to another file", "", shortHead + "Lead [x](other.md).\n", 7, `a link to "other.md"`},
		{"address of a link elsewhere", "", shortHead + "Lead [x].\n\n[x]: https://a.example\n", 9, "a linkreferencedefinition"},
		{"picture", "", shortHead + "Lead.\n\n![x](https://a.example/x.png)\n", 9, "a image"},
		{"quotation", "", shortHead + "Lead.\n\n> q\n", 9, "a blockquote"},
		{"line across", "", shortHead + "Lead.\n\n***\n\nText.\n", 9, "a thematicbreak"},
		{"indented code", "", shortHead + "Lead.\n\n    x\n", 9, "a codeblock"},
		{"fenced code", "", shortHead + "Lead.\n\n```\nx\n```\n", 9, "a fencedcodeblock"},
		{"italics", "", shortHead + "Lead.\n\nAn *x* is not bold.\n", 9, ""},
		{"invalid UTF-8", "", shortHead + "Lead.\n\nCaf\xe9.\n", 9, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			file := c.file
			if file == "" {
				file = "en/x.md"
			}
			a, fault := parse(file, []byte(c.data))
			if fault == nil {
				t.Fatalf("no fault; it shows as %q", a.Text())
			}
			if a != nil {
				t.Error("an article comes with the fault")
			}
			if fault.File != file || fault.Line != c.line || !strings.Contains(fault.What, c.part) {
				t.Errorf("fault %s:%d: %s; want line %d and %q", fault.File, fault.Line, fault.What, c.line, c.part)
			}
			if fault.Mend == "" || !fault.Broken {
				t.Errorf("mend %q, broken %t; want one, and true", fault.Mend, fault.Broken)
			}
			if strings.Contains(fault.What, "faq.") || strings.Contains(fault.What, "\n") {
				t.Errorf("%q shows the inside of the program, or several lines", fault.What)
			}
		})
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(goodFile))
	f.Add([]byte(strings.ReplaceAll(goodFile, "\n", "\r\n")))
	f.Add([]byte("---\nid: x\n---"))
	for _, body := range []string{
		"", "- a\n", "Lead.\n\n- a\n  - b\n", "Lead.\n\n# H\n", "Lead.\n\n***\n> q\n", "**a *b** c*", "[a](<b", "`a\nb`", "1) a\n2) b",
		"<https://a.example>", "Lead\\\n\\*\n", "[x]: https://a.example\n\n[x]", "\x00\xff", "-\n-\n", "Lead.\n\n-\n1.\n+ a\n",
	} {
		f.Add([]byte(shortHead + body))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		a, fault := parse("en/x.md", data)
		switch {
		case (a == nil) == (fault == nil):
			t.Fatalf("article %v and fault %v; want one of the two", a, fault)
		case fault != nil:
			// A line may be missing here: the rows "no title" and so on of TestParseFaults are about that.
			if fault.Line > strings.Count(string(data), "\n")+1 || fault.What == "" || fault.Mend == "" || !fault.Broken {
				t.Fatalf("fault %+v in a file of %d lines", fault, strings.Count(string(data), "\n")+1)
			}
		default:
			if a.Lead() == "" || a.Body[0].Mark != "" {
				t.Fatalf("no lead in %+v", a.Body)
			}
			if a.ID != "x" || a.Lang != "en" || a.Title == "" || a.Topic == "" {
				t.Fatalf("half an article: %+v", a)
			}
			for _, block := range a.Body {
				for _, span := range block.Spans {
					if span.URL != "" && !strings.HasPrefix(span.URL, "https://") && !strings.HasPrefix(span.URL, "tel:") {
						t.Fatalf("a link to %q", span.URL)
					}
				}
			}
		}
	})
}
