package faq

import (
	"cmp"
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strings"
)

// An Outcome is what the book has to say to a question.
type Outcome string

// The outcomes.
const (
	Answer Outcome = "answer" // one article
	Near   Outcome = "near"   // up to three articles to choose from
	None   Outcome = "none"   // nothing that should be said
)

// A Choice is what the book has to say, and everything it considered saying.
type Choice struct {
	Outcome    Outcome
	Candidates []Candidate // the best article of each of the best topics, the best first; at most nearCount
}

// A Candidate is an article that may answer.
type Candidate struct {
	Article    *Article
	Confidence float64 // for the first: the measured chance that its topic is right; for the others: their share of it
	Why        string  // the signals, for --explain
}

// nearCount is how many near answers are offered: what fits on a phone above the keyboard.
const nearCount = 3

// candidateCount is how many articles of the search are looked at closely. With 36 and with 60 the right topic comes first as
// often.
const candidateCount = 24

// weights are what was learnt from the development set by "casebell faq fit".
type weights struct {
	About      string             `json:"about"`
	Rank       map[string]float64 `json:"rank"`       // of the signals, for the order of the candidates
	Confidence map[string]float64 `json:"confidence"` // of the evidence, for the chance that the first one is right
	AnswerFrom float64            `json:"answer_from"`
	NearFrom   float64            `json:"near_from"`
}

//go:embed weights.json
var weightsFile []byte

func loadWeights() (weights, error) {
	var w weights
	if err := json.Unmarshal(weightsFile, &w); err != nil {
		return w, fmt.Errorf("faq: weights.json: %w", err)
	}
	return w, nil
}

// Ask chooses what to say to a question, from the articles in a language, or in English where that language has none.
func (l *Library) Ask(ctx context.Context, text, lang string) (Choice, error) {
	l.mu.RLock()
	defer l.mu.RUnlock()
	ranked, q, err := l.shelf.rank(ctx, text, lang, l.weights)
	if err != nil || len(ranked) == 0 {
		return Choice{Outcome: None}, err
	}
	c := Choice{Outcome: None}
	confidence := l.weights.confidence(evidenceOf(q, ranked))
	switch {
	case confidence >= l.weights.AnswerFrom:
		c.Outcome = Answer
	case confidence >= l.weights.NearFrom:
		c.Outcome = Near
	}
	for i, r := range ranked[:min(nearCount, len(ranked))] {
		share := confidence
		if i > 0 {
			share = min(confidence, (1-confidence)*r.share/max(1-ranked[0].share, 1e-9))
		}
		c.Candidates = append(c.Candidates, Candidate{Article: r.article, Confidence: share, Why: r.signals.String()})
	}
	return c, nil
}

// A rankedTopic is the best article of a topic.
type rankedTopic struct {
	article *Article
	signals signals
	share   float64 // of the topic among all candidates, by the ranking alone
}

// rank orders the topics by their best articles.
func (s shelf) rank(ctx context.Context, text, lang string, w weights) ([]rankedTopic, query, error) {
	if s.ranker.words[lang] == nil {
		lang = "en"
	}
	q := s.ranker.query(text, lang)
	hits, err := s.set.Search(ctx, q.searched, lang, candidateCount)
	if err != nil || len(hits) == 0 {
		return nil, q, err
	}
	type scored struct {
		rankedTopic
		score float64
	}
	all := make([]scored, len(hits))
	for i, h := range hits {
		p := s.ranker.articles[h.ID]
		sig := p.signals(q, h.Score/hits[0].Score)
		all[i] = scored{rankedTopic{article: p.article, signals: sig}, w.score(sig)}
	}
	slices.SortStableFunc(all, func(a, b scored) int { return cmp.Compare(b.score, a.score) })
	var topics []rankedTopic
	place := map[string]int{}
	var sum float64
	for _, c := range all {
		share := math.Exp(c.score - all[0].score)
		sum += share
		i, known := place[c.article.Topic]
		if !known {
			i = len(topics)
			place[c.article.Topic] = i
			topics = append(topics, c.rankedTopic)
		}
		topics[i].share += share
	}
	for i := range topics {
		topics[i].share /= sum
	}
	return topics, q, nil
}

// score weighs the signals of a candidate.
func (w weights) score(s signals) float64 {
	var sum float64
	for i, v := range s {
		sum += w.Rank[signalNames[i]] * v
	}
	return sum
}

// The evidence for the first candidate.
var evidenceNames = []string{"one", "share", "lead", "question", "cover", "known", "grams", "length", "theme"}

// evidenceOf is what the confidence is computed from.
func evidenceOf(q query, ranked []rankedTopic) []float64 {
	best := ranked[0]
	lead := best.share
	if len(ranked) > 1 {
		lead -= ranked[1].share
	}
	known := 0.0
	if q.weight > 0 {
		known = q.known / q.weight
	}
	return []float64{1, best.share, lead, best.signals[sigQuestion], best.signals[sigCover], known, best.signals[sigGrams],
		math.Log1p(float64(q.count)), best.signals[sigTheme]}
}

// confidence is the chance that the first candidate's topic is right.
func (w weights) confidence(evidence []float64) float64 {
	var sum float64
	for i, v := range evidence {
		sum += w.Confidence[evidenceNames[i]] * v
	}
	return 1 / (1 + math.Exp(-sum))
}

// String writes the signals for people.
func (s signals) String() string {
	parts := make([]string, len(s))
	for i, v := range s {
		parts[i] = fmt.Sprintf("%s %.2f", signalNames[i], v)
	}
	return strings.Join(parts, ", ")
}
