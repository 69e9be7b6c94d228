package knowledge

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/blevesearch/bleve/v2/search"
)

// A Reason is one word in one field, and what it adds to a score.
type Reason struct {
	Field string
	Term  string // as the set knows it: stemmed
	Score float64
}

// Explain says why a document is found by a text, the strongest reason first. It costs far more than a search.
func (s *Set) Explain(ctx context.Context, text, lang, id string) ([]Reason, error) {
	result, err := s.search(ctx, text, lang, int(^uint16(0)), true)
	if err != nil || result == nil {
		return nil, err
	}
	var reasons []Reason
	for _, h := range result.Hits {
		if h.ID == id {
			collect(h.Expl, &reasons)
		}
	}
	slices.SortFunc(reasons, func(a, b Reason) int { return cmp.Compare(b.Score, a.Score) })
	return reasons, nil
}

// collect walks an explanation down to the parts that name a field and a term: "weight(title_en:password^2 in …".
func collect(e *search.Explanation, out *[]Reason) {
	if e == nil {
		return
	}
	if rest, ok := strings.CutPrefix(e.Message, "weight("); ok {
		name, term, _ := strings.Cut(rest, ":")
		term, _, _ = strings.Cut(term, "^")
		field := name[:strings.LastIndex(name, "_")]
		*out = append(*out, Reason{Field: field, Term: term, Score: e.Value})
		return
	}
	for _, c := range e.Children {
		collect(c, out)
	}
}
