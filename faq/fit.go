package faq

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"slices"
)

// Fit learns the weights from labelled questions, and prints how well they do on questions they were not learnt from
// (five-fold, by the order in the file). It is deterministic.
func (l *Library) Fit(ctx context.Context, questions []Labelled, out io.Writer) ([]byte, error) {
	l.mu.RLock()
	defer l.mu.RUnlock()
	f := fitting{shelf: l.shelf, questions: questions}
	if err := f.prepare(ctx); err != nil {
		return nil, err
	}
	const folds = 5
	var judged []judgement
	for fold := range folds {
		held := func(i int) bool { return i%folds == fold }
		w := f.fit(func(i int) bool { return !held(i) })
		judged = append(judged, f.judge(w, held)...)
	}
	answerFrom, nearFrom, cost := thresholds(judged)
	var right, calibrated float64
	for _, j := range judged {
		if j.first {
			right++
		}
	}
	calibrated = calibrationError(judged)
	fmt.Fprintf(out, "held out: right topic first %d of %d; mean cost %.3f; calibration error %.3f; answer from %.3f, near from %.3f\n",
		int(right), len(judged), cost, calibrated, answerFrom, nearFrom)
	w := f.fit(func(int) bool { return true })
	w.AnswerFrom, w.NearFrom = round(answerFrom), round(nearFrom)
	w.About = "Written by \"casebell faq fit\" from the development set; do not edit."
	return json.MarshalIndent(w, "", "  ")
}

// fitting holds what does not change while learning.
type fitting struct {
	shelf     shelf
	questions []Labelled
	lists     [][]example // by question: its candidates
}

// An example is a candidate and whether it would be right.
type example struct {
	signals signals
	right   bool
}

func (f *fitting) prepare(ctx context.Context) error {
	f.lists = make([][]example, len(f.questions))
	for i, q := range f.questions {
		query := f.shelf.ranker.query(q.Text, "en")
		hits, err := f.shelf.set.Search(ctx, query.searched, "en", candidateCount)
		if err != nil {
			return err
		}
		for _, h := range hits {
			p := f.shelf.ranker.articles[h.ID]
			f.lists[i] = append(f.lists[i], example{p.signals(query, h.Score/hits[0].Score), q.accepts(p.article.Topic)})
		}
	}
	return nil
}

// fit learns the order from the questions in scope, then the confidence from all.
func (f *fitting) fit(use func(int) bool) weights {
	w := weights{Rank: map[string]float64{}, Confidence: map[string]float64{}}
	rank := f.fitRank(use)
	for i, v := range rank {
		w.Rank[signalNames[i]] = round(v)
	}
	var rows [][]float64
	var labels []bool
	for i, q := range f.questions {
		if !use(i) {
			continue
		}
		topics, query, err := f.shelf.rank(context.Background(), q.Text, "en", w)
		if err != nil || len(topics) == 0 {
			continue
		}
		rows = append(rows, evidenceOf(query, topics))
		labels = append(labels, q.accepts(topics[0].article.Topic))
	}
	for i, v := range logistic(rows, labels) {
		w.Confidence[evidenceNames[i]] = round(v)
	}
	return w
}

// The course of learning. The steps are many and small enough that more of them change nothing in the third digit.
const (
	rankSteps, rankRate         = 600, 1.0
	logisticSteps, logisticRate = 4000, 0.5
	restraint                   = 0.001 // L2: keeps the weights of signals that say the same small
)

// fitRank maximises the chance of drawing a right candidate when each is drawn with a chance that grows with its score.
func (f *fitting) fitRank(use func(int) bool) signals {
	w := signals{sigSearch: 1, sigQuestion: 1, sigCover: 1}
	for range rankSteps {
		var gradient signals
		n := 0.0
		for i, list := range f.lists {
			if !use(i) || !slices.ContainsFunc(list, func(e example) bool { return e.right }) {
				continue
			}
			n++
			addGradient(&gradient, w, list)
		}
		for k := range w {
			w[k] += rankRate * (gradient[k]/n - restraint*w[k])
		}
	}
	return w
}

// addGradient adds what one list says: the mean of the signals of its right candidates less that of all of them.
func addGradient(gradient *signals, w signals, list []example) {
	chances := make([]float64, len(list))
	var all, right float64
	for i, e := range list {
		var score float64
		for k := range w {
			score += w[k] * e.signals[k]
		}
		chances[i] = math.Exp(score)
		all += chances[i]
		if e.right {
			right += chances[i]
		}
	}
	for i, e := range list {
		pull := -chances[i] / all
		if e.right {
			pull += chances[i] / right
		}
		for k := range gradient {
			gradient[k] += pull * e.signals[k]
		}
	}
}

// logistic is logistic regression by gradient ascent.
func logistic(rows [][]float64, labels []bool) []float64 {
	w := make([]float64, len(evidenceNames))
	gradient := make([]float64, len(w))
	for range logisticSteps {
		clear(gradient)
		for i, row := range rows {
			var sum float64
			for k, v := range row {
				sum += w[k] * v
			}
			miss := -1 / (1 + math.Exp(-sum))
			if labels[i] {
				miss++
			}
			for k, v := range row {
				gradient[k] += miss * v
			}
		}
		for k := range w {
			w[k] += logisticRate * (gradient[k]/float64(len(rows)) - restraint*w[k])
		}
	}
	return w
}

// A judgement is how a question that was not learnt from came out.
type judgement struct {
	confidence  float64
	inScope     bool
	first, near bool // the right topic is the first; is among the near ones
}

func (f *fitting) judge(w weights, use func(int) bool) []judgement {
	var out []judgement
	for i, q := range f.questions {
		if !use(i) {
			continue
		}
		j := judgement{inScope: q.InScope}
		topics, query, err := f.shelf.rank(context.Background(), q.Text, "en", w)
		if err == nil && len(topics) > 0 {
			j.confidence = w.confidence(evidenceOf(query, topics))
			j.first = q.accepts(topics[0].article.Topic)
			j.near = slices.ContainsFunc(topics[:min(nearCount, len(topics))], func(t rankedTopic) bool { return q.accepts(t.article.Topic) })
		}
		out = append(out, j)
	}
	return out
}

// What each outcome costs a person. A wrong answer given confidently costs most.
const (
	costWrong        = 10.0 // also an answer where none should be
	costNearRight    = 1.0
	costNearWrong    = 5.0
	costNearOutside  = 3.0
	costNoneInside   = 4.0
	thresholdDivides = 200 // thresholds are tried in steps of one part in so many
)

func (j judgement) cost(answerFrom, nearFrom float64) float64 {
	switch {
	case j.confidence >= answerFrom:
		if j.first {
			return 0
		}
		return costWrong
	case j.confidence >= nearFrom:
		switch {
		case !j.inScope:
			return costNearOutside
		case j.near:
			return costNearRight
		}
		return costNearWrong
	case j.inScope:
		return costNoneInside
	}
	return 0
}

// thresholds finds the cheapest pair.
func thresholds(judged []judgement) (answerFrom, nearFrom, mean float64) {
	best := math.Inf(1)
	for a := 0; a <= thresholdDivides; a++ {
		for n := 0; n <= a; n++ {
			af, nf := float64(a)/thresholdDivides, float64(n)/thresholdDivides
			var sum float64
			for _, j := range judged {
				sum += j.cost(af, nf)
			}
			if sum < best {
				best, answerFrom, nearFrom = sum, af, nf
			}
		}
	}
	return answerFrom, nearFrom, best / float64(len(judged))
}

// calibrationError is the expected calibration error over ten bins of equal size.
func calibrationError(judged []judgement) float64 {
	sorted := slices.SortedFunc(slices.Values(judged), func(a, b judgement) int {
		if a.confidence < b.confidence {
			return -1
		}
		return 1
	})
	const bins = 10
	var total float64
	for b := range bins {
		bin := sorted[b*len(sorted)/bins : (b+1)*len(sorted)/bins]
		var said, was float64
		for _, j := range bin {
			said += j.confidence
			if j.first {
				was++
			}
		}
		total += math.Abs(said - was)
	}
	return total / float64(len(sorted))
}

// round keeps four decimals, so that the file does not change with the order of additions.
func round(v float64) float64 { return math.Round(v*1e4) / 1e4 }
