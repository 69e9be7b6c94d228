package faq

import (
	"fmt"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
)

// A Block is a paragraph or an item of a list.
type Block struct {
	Mark  string // "" for a paragraph, "•" or "1." … for an item of a list
	Spans []Span
}

// A Span is a run of text in one style.
type Span struct {
	Text string
	Bold bool
	Code bool
	URL  string // where a link leads, else ""
}

// String is the block as shown, without its styles.
func (b Block) String() string {
	var s strings.Builder
	if b.Mark != "" {
		s.WriteString(b.Mark + " ")
	}
	for _, span := range b.Spans {
		s.WriteString(span.Text)
	}
	return s.String()
}

func blocksString(blocks []Block) string {
	lines := make([]string, len(blocks))
	for i, b := range blocks {
		lines[i] = b.String()
	}
	return strings.Join(lines, "\n")
}

// parseBody reads the few forms of Markdown that every platform can show. Anything else is a fault rather than a
// surprise: what an editor sees in the file is what a person gets.
func parseBody(file string, source []byte, firstLine int) ([]Block, *Fault) {
	r := reader{source: source}
	doc := goldmark.New().Parser().Parse(text.NewReader(source))
	for n := doc.FirstChild(); n != nil && r.refused == ""; n = n.NextSibling() {
		r.block(n)
	}
	if r.refused != "" {
		line := firstLine + strings.Count(string(source[:r.at]), "\n")
		return nil, &Fault{File: file, Line: line, What: "the text holds " + r.refused, Broken: true,
			Mend: "use paragraphs, lists of one level, **bold**, [text](https://…) and `code` only"}
	}
	if len(r.blocks) == 0 || r.blocks[0].Mark != "" || strings.TrimSpace(r.blocks[0].String()) == "" {
		return nil, &Fault{File: file, Line: firstLine, What: "the text does not begin with a paragraph", Broken: true,
			Mend: "begin with the lead: one paragraph that answers by itself"}
	}
	return r.blocks, nil
}

// A reader turns the library's tree into blocks and stops at the first thing that it refuses.
type reader struct {
	source  []byte
	blocks  []Block
	at      int // where in the source the reader is
	refused string
}

func (r *reader) block(n ast.Node) {
	r.moveTo(n)
	switch n := n.(type) {
	case *ast.Paragraph:
		r.add("", n)
	case *ast.List:
		number := n.Start
		for item := n.FirstChild(); item != nil && r.refused == ""; item = item.NextSibling() {
			mark := "•"
			if n.IsOrdered() {
				mark = fmt.Sprintf("%d.", number)
				number++
			}
			r.item(mark, item)
		}
	default:
		r.refused = "a " + strings.ToLower(n.Kind().String())
	}
}

func (r *reader) item(mark string, item ast.Node) {
	content := item.FirstChild()
	if content == nil {
		return
	}
	r.moveTo(content)
	switch {
	case content.NextSibling() != nil:
		r.refused = "a list item of several parts"
	case content.Kind() == ast.KindTextBlock || content.Kind() == ast.KindParagraph:
		r.add(mark, content)
	default:
		r.refused = "a " + strings.ToLower(content.Kind().String()) + " in a list"
	}
}

func (r *reader) moveTo(n ast.Node) {
	if at := n.Pos(); at >= 0 {
		r.at = at
	}
}

func (r *reader) add(mark string, n ast.Node) {
	var spans []Span
	r.inline(n, Span{}, &spans)
	if len(spans) > 0 && strings.HasPrefix(spans[0].Text, "|") { // to this parser a table is a paragraph
		r.moveTo(n)
		r.refused = "a table"
	}
	r.blocks = append(r.blocks, Block{Mark: mark, Spans: spans})
}

// inline walks the children of n and appends their texts in the style that holds there.
func (r *reader) inline(n ast.Node, style Span, out *[]Span) {
	for c := n.FirstChild(); c != nil && r.refused == ""; c = c.NextSibling() {
		r.moveTo(c)
		inner := style
		switch c := c.(type) {
		case *ast.Text:
			inner.Text = strings.ReplaceAll(string(c.Segment.Value(r.source)), "\n", " ")
			if c.SoftLineBreak() || c.HardLineBreak() {
				inner.Text += " "
			}
			appendSpan(out, inner)
		case *ast.String:
			inner.Text = string(c.Value)
			appendSpan(out, inner)
		case *ast.Emphasis:
			if c.Level < 2 {
				r.refused = "an emphasis by one * or _"
			}
			inner.Bold = true
			r.inline(c, inner, out)
		case *ast.CodeSpan:
			inner.Code = true
			r.inline(c, inner, out)
		case *ast.Link:
			inner.URL = r.address(c.Destination)
			r.inline(c, inner, out)
		case *ast.AutoLink:
			inner.Text, inner.URL = string(c.Label(r.source)), r.address(c.URL(r.source))
			appendSpan(out, inner)
		default:
			r.refused = "a " + strings.ToLower(c.Kind().String())
		}
	}
}

// address lets only what is safe to press through: pages by https, and telephone numbers.
func (r *reader) address(destination []byte) string {
	address := string(destination)
	if !strings.HasPrefix(address, "https://") && !strings.HasPrefix(address, "tel:") {
		r.refused = fmt.Sprintf("a link to %q, which is not an https address", address)
	}
	return address
}

// appendSpan joins runs of the same style, which the library cuts at every special character.
func appendSpan(out *[]Span, s Span) {
	if last := len(*out) - 1; last >= 0 {
		prev := (*out)[last]
		prev.Text = s.Text
		if prev == s {
			(*out)[last].Text += s.Text
			return
		}
	}
	*out = append(*out, s)
}
