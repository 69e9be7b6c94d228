// Package knowledge is a searchable set of documents. It is the only package that knows Bleve.
//
// It finds documents by their words and refuses to know what they are for, and what a score means: a score orders the
// hits of one search and says nothing else.
package knowledge

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"unicode"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/analysis/analyzer/custom"
	"github.com/blevesearch/bleve/v2/analysis/lang/en"
	"github.com/blevesearch/bleve/v2/analysis/token/lowercase"
	"github.com/blevesearch/bleve/v2/analysis/token/porter"
	unicodewords "github.com/blevesearch/bleve/v2/analysis/tokenizer/unicode"
	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/bleve/v2/mapping"
	"github.com/blevesearch/bleve/v2/search"
	"github.com/blevesearch/bleve/v2/search/query"
	bleveindex "github.com/blevesearch/bleve_index_api"
	"golang.org/x/text/unicode/norm"
)

// A Document is texts by field. Its id is the caller's.
type Document struct {
	ID     string
	Lang   string // documents are found by searches in their own language only
	Fields map[string][]string
}

// A Field is a part of every document, and how much a word found there counts.
type Field struct {
	Name   string
	Weight float64
	Terms  int // how many of a search's terms are looked for here, the first ones; 0: all
}

// A Hit is a document that was found. Scores order the hits of one search; between searches they cannot be compared.
type Hit struct {
	ID    string
	Score float64
}

// Set is a set of documents. It does not change, and may be searched by many at once.
type Set struct {
	index    bleve.Index
	fields   []Field
	analyzer map[string]analysis.Analyzer // by language
}

// maxTerms is how many different words of a text are looked for. A person who writes more has said it by then.
const maxTerms = 128

// maxText is how much of a text is read, in bytes.
const maxText = 16 << 10

// New indexes documents, in memory.
func New(ctx context.Context, fields []Field, docs []Document) (*Set, error) {
	m, err := newMapping(fields, docs)
	if err != nil {
		return nil, fmt.Errorf("knowledge: %w", err)
	}
	// Not bleve.NewMemOnly: it makes an index of the old kind, which takes the scoring model without a word and ignores it.
	index, err := bleve.NewUsing("", m, scorch.Name, scorch.Name, nil)
	if err != nil {
		return nil, fmt.Errorf("knowledge: %w", err)
	}
	s := &Set{index: index, fields: fields, analyzer: map[string]analysis.Analyzer{}}
	batch := index.NewBatch()
	for _, d := range docs {
		stored := map[string]any{}
		for name, texts := range d.Fields {
			folded := make([]string, len(texts))
			for i, t := range texts {
				folded[i] = Fold(t)
			}
			stored[fieldIn(name, d.Lang)] = folded
		}
		if err := errors.Join(ctx.Err(), batch.Index(d.ID, stored)); err != nil {
			return nil, errors.Join(fmt.Errorf("knowledge: %w", err), index.Close())
		}
		s.analyzer[d.Lang] = m.AnalyzerNamed(analyzerOf(d.Lang))
	}
	if err := index.Batch(batch); err != nil {
		return nil, errors.Join(fmt.Errorf("knowledge: %w", err), index.Close())
	}
	return s, nil
}

// Close frees the index. Nobody may be searching.
func (s *Set) Close() error { return s.index.Close() }

// The analyzers, by the language of a field.
const (
	english = "english"
	other   = "standard"
)

func analyzerOf(lang string) string {
	if lang == "en" {
		return english
	}
	return other
}

// newMapping indexes the fields as words, without keeping the texts. A field has a name of its own in each language, and
// so its analyzer.
func newMapping(fields []Field, docs []Document) (*mapping.IndexMappingImpl, error) {
	m := bleve.NewIndexMapping()
	m.ScoringModel = bleveindex.BM25Scoring
	// No stop words: "where is" and "what is" ask for different articles, and a word that is everywhere counts little by itself.
	err := m.AddCustomAnalyzer(english, map[string]any{
		"type": custom.Name, "tokenizer": unicodewords.Name,
		"token_filters": []string{en.PossessiveName, lowercase.Name, porter.Name},
	})
	if err != nil {
		return nil, err
	}
	m.DefaultMapping = bleve.NewDocumentStaticMapping()
	known := map[string]bool{}
	for _, d := range docs {
		if known[d.Lang] {
			continue
		}
		known[d.Lang] = true
		for _, f := range fields {
			text := bleve.NewTextFieldMapping()
			text.Analyzer = analyzerOf(d.Lang)
			text.Store, text.DocValues, text.IncludeInAll, text.IncludeTermVectors = false, false, false, false
			m.DefaultMapping.AddFieldMappingsAt(fieldIn(f.Name, d.Lang), text)
		}
	}
	return m, nil
}

func fieldIn(name, lang string) string { return name + "_" + lang }

// Terms cuts a text into the words that the set of a language knows them by. Each word comes once.
func (s *Set) Terms(text, lang string) []string {
	a := s.analyzer[lang]
	if a == nil {
		return nil
	}
	var terms []string
	known := map[string]bool{}
	for _, token := range a.Analyze([]byte(Fold(text))) {
		if term := string(token.Term); !known[term] && len(terms) < maxTerms {
			known[term] = true
			terms = append(terms, term)
		}
	}
	return terms
}

// Search finds the documents of a language that hold some of the terms, the best first. Terms are words and nothing else:
// they never reach a parser of queries. They come from Terms, or from nowhere.
func (s *Set) Search(ctx context.Context, terms []string, lang string, limit int) ([]Hit, error) {
	clauses := make([]query.Query, 0, len(terms)*len(s.fields))
	for i, term := range terms {
		for _, f := range s.fields {
			if f.Terms > 0 && i >= f.Terms {
				continue
			}
			q := bleve.NewTermQuery(term)
			q.SetField(fieldIn(f.Name, lang))
			q.SetBoost(f.Weight)
			clauses = append(clauses, q)
		}
	}
	if len(clauses) == 0 {
		return nil, nil
	}
	request := bleve.NewSearchRequestOptions(bleve.NewDisjunctionQuery(clauses...), limit, 0, false)
	request.SortByCustom(search.SortOrder{&search.SortScore{Desc: true}, &search.SortDocID{}})
	result, err := s.index.SearchInContext(ctx, request)
	if err != nil {
		return nil, fmt.Errorf("knowledge: %w", err)
	}
	hits := make([]Hit, len(result.Hits))
	for i, h := range result.Hits {
		hits[i] = Hit{ID: h.ID, Score: h.Score}
	}
	return hits, nil
}

// Fold takes from a text what people type or leave out at will: accents and other marks, wide and fancy letters, curly
// apostrophes. What is longer than maxText is cut: a few letters of Unicode unfold into a sentence.
func Fold(text string) string {
	var b strings.Builder
	for _, r := range norm.NFKD.String(text[:min(len(text), maxText)]) {
		switch {
		case b.Len() > maxText:
			return b.String()
		case unicode.Is(unicode.Mn, r):
		case r == '’' || r == '‘':
			b.WriteByte('\'')
		case r == ':' || r == '_': // by Unicode's rules they join words
			b.WriteByte(' ')
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}
