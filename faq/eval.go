package faq

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"slices"
)

// A Labelled question is one whose topic is known.
type Labelled struct {
	Text       string   `json:"text"`
	Lang       string   `json:"lang"`
	Topic      string   `json:"topic"`
	Acceptable []string `json:"acceptable"` // other topics that answer it rightly
	InScope    bool     `json:"in_scope"`   // false where the book must not answer, as with the topic OutOfScope; true where left out
}

// accepts reports whether an article of a topic answers the question rightly.
func (q Labelled) accepts(topic string) bool {
	return q.InScope && (topic == q.Topic || slices.Contains(q.Acceptable, topic))
}

// ReadLabelled reads JSON Lines. An error names the line.
func ReadLabelled(r io.Reader) ([]Labelled, error) {
	var out []Labelled
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 1<<20)
	n := 1
	for ; lines.Scan(); n++ {
		if len(lines.Bytes()) == 0 {
			continue
		}
		q := Labelled{InScope: true}
		if err := json.Unmarshal(lines.Bytes(), &q); err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
		if q.Topic == OutOfScope {
			q.InScope = false
		}
		if q.Text == "" || q.Topic == "" {
			return nil, fmt.Errorf("line %d: text and topic are needed", n)
		}
		out = append(out, q)
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("line %d: %w", n, err)
	}
	return out, nil
}

// A Result is what somebody who asked a labelled question would have got.
type Result struct {
	Outcome Outcome
	Topics  []string // of the candidates, the best first
}

// A Score counts results. Counts, not shares: they can be added.
type Score struct {
	InScope    InScopeScore      `json:"in_scope"`
	OutOfScope OutOfScopeScore   `json:"out_of_scope"`
	ByLang     map[string]*Score `json:"by_lang,omitempty"`
	Misses     []Miss            `json:"-"`
}

// InScopeScore counts questions that the book covers.
type InScopeScore struct {
	N       int `json:"n"`
	Top1    int `json:"top1"`    // the best candidate is right, whatever the outcome
	Top3    int `json:"top3"`    // it, or one of the near ones, is
	Wrong   int `json:"wrong"`   // a wrong answer was given
	Refused int `json:"refused"` // nothing was
}

// OutOfScopeScore counts questions that the book must not answer.
type OutOfScopeScore struct {
	N        int `json:"n"`
	Answered int `json:"answered"`
}

// A Miss is a question that did not get its answer.
type Miss struct {
	Question Labelled
	Result   Result
	What     string // "wrong", "refused", "near", "answered"
}

// Add counts a result, overall and for its language.
func (s *Score) Add(q Labelled, r Result) {
	s.add(q, r)
	if s.ByLang == nil {
		s.ByLang = map[string]*Score{}
	}
	if s.ByLang[q.Lang] == nil {
		s.ByLang[q.Lang] = &Score{}
	}
	s.ByLang[q.Lang].add(q, r)
}

func (s *Score) add(q Labelled, r Result) {
	miss := func(what string) { s.Misses = append(s.Misses, Miss{q, r, what}) }
	if !q.InScope {
		s.OutOfScope.N++
		if r.Outcome == Answer {
			s.OutOfScope.Answered++
			miss("answered")
		}
		return
	}
	s.InScope.N++
	first := len(r.Topics) > 0 && q.accepts(r.Topics[0])
	if first {
		s.InScope.Top1++
	}
	if slices.ContainsFunc(r.Topics[:min(nearCount, len(r.Topics))], q.accepts) {
		s.InScope.Top3++
	}
	switch {
	case r.Outcome == Answer && !first:
		s.InScope.Wrong++
		miss("wrong")
	case r.Outcome == None:
		s.InScope.Refused++
		miss("refused")
	case r.Outcome == Near && !slices.ContainsFunc(r.Topics, q.accepts):
		miss("near")
	}
}
