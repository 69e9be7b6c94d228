package faq

import (
	"cmp"
	"math"
	"slices"

	"casebell/knowledge"
)

// The fields that are searched. The weights were measured on the development set ("casebell faq fit" prints the table):
// the questions decide, and the rest breaks ties. They differ more than one would think because Bleve 2.6.3 takes for the
// average length of a field the number of its different words over the number of documents, which makes the hits in
// short fields large.
var fields = []knowledge.Field{{Name: "title", Weight: 0.02}, {Name: "questions", Weight: 1}, {Name: "lead", Weight: 0.02}, {Name: "body", Weight: 0.02}}

// documents are the articles as they are searched.
func documents(b *Book) []knowledge.Document {
	docs := make([]knowledge.Document, len(b.articles))
	for i, a := range b.articles {
		docs[i] = knowledge.Document{ID: a.Lang + "/" + a.ID, Lang: a.Lang, Fields: map[string][]string{
			"title": {a.Title}, "questions": a.Questions, "lead": {a.Lead()}, "body": {a.Rest()},
		}}
	}
	return docs
}

// The signals that order the candidates of one search. Each is between 0 and about 1.
const (
	sigSearch   = iota // Bleve's score, as a share of the best one's
	sigQuestion        // how far the words agree with the likest question, rare words counting more
	sigTheme           // how much likelier the words are in the article's questions than in the whole book
	sigCover           // the share of the message's words, by rarity, that the article's questions know
	sigGrams           // how far the letters, by threes, agree with the likest question: typing errors
	signalCount
)

// signalNames are for --explain and for the file of weights.
var signalNames = [signalCount]string{"search", "question", "theme", "cover", "grams"}

type signals [signalCount]float64

// A ranker knows the words of every article's questions.
type ranker struct {
	set      *knowledge.Set
	articles map[string]*profile // by language and id
	idf      map[string]float64  // by language and term: rarity among all questions
	share    map[string]float64  // by language and term: its share of all words of all questions
	unknown  float64             // the rarity of a word that no question has
}

// A profile is the words of an article's title and questions.
type profile struct {
	article   *Article
	questions []question
	count     map[string]float64 // how often each term occurs
	total     float64
}

type question struct {
	terms  map[string]bool
	weight float64 // the rarity of its terms, summed
	grams  []uint32
}

func newRanker(b *Book, set *knowledge.Set) *ranker {
	r := &ranker{set: set, articles: map[string]*profile{}, idf: map[string]float64{}, share: map[string]float64{}}
	found := map[string]float64{}
	var questions, words float64
	for _, a := range b.articles {
		p := &profile{article: a, count: map[string]float64{}}
		for _, text := range append([]string{a.Title}, a.Questions...) {
			q := question{terms: map[string]bool{}, grams: gramsOf(text)}
			for _, term := range set.Terms(text, a.Lang) {
				q.terms[term] = true
				p.count[term]++
				p.total++
				found[a.Lang+" "+term]++
				words++
			}
			p.questions = append(p.questions, q)
			questions++
		}
		r.articles[a.Lang+"/"+a.ID] = p
	}
	rarity := func(n float64) float64 { return math.Log(1 + (questions-n+0.5)/(n+0.5)) } // as BM25 counts it
	for term, n := range found {
		r.idf[term], r.share[term] = rarity(n), n/words
	}
	r.unknown = rarity(0)
	for _, p := range r.articles {
		for i, q := range p.questions {
			for term := range q.terms {
				p.questions[i].weight += r.idf[p.article.Lang+" "+term]
			}
		}
	}
	return r
}

// A query is a message as the ranker sees it.
type query struct {
	lang   string
	terms  []string
	idf    []float64
	weight float64 // the rarity of its terms, summed
	known  float64 // of those that the book knows
	grams  []uint32
	rare   []string // the terms to search for
}

// maxSearched is how many terms are searched for, the rarest. The words that are everywhere cost the most, since they hit
// every article, and say the least; more than 16 find nothing more on the development set.
const maxSearched = 16

func (r *ranker) query(text, lang string) query {
	q := query{lang: lang, terms: r.set.Terms(text, lang), grams: gramsOf(text)}
	for _, term := range q.terms {
		idf, known := r.idf[lang+" "+term]
		if !known {
			idf = r.unknown
		} else {
			q.known += idf
		}
		q.idf = append(q.idf, idf)
		q.weight += idf
	}
	q.rare = r.rarest(q)
	return q
}

// rarest chooses the terms to search for.
func (r *ranker) rarest(q query) []string {
	if len(q.terms) <= maxSearched {
		return q.terms
	}
	terms := slices.Clone(q.terms)
	slices.SortStableFunc(terms, func(a, b string) int { return cmp.Compare(r.idf[q.lang+" "+b], r.idf[q.lang+" "+a]) })
	return terms[:maxSearched]
}

// themePrior is how many words of the whole book are mixed into an article's, so that a word it happens not to have does
// not rule it out. 50 was best of 5, 20, 50 and 100.
const themePrior = 50

// signals measures an article against a query. search is Bleve's share.
func (r *ranker) signals(q query, p *profile, search float64) signals {
	s := signals{sigSearch: search}
	if q.weight == 0 {
		return s
	}
	var theme, cover float64
	for i, term := range q.terms {
		n := p.count[term]
		if share := r.share[q.lang+" "+term]; share > 0 {
			theme += math.Log((n + themePrior*share) / (p.total + themePrior) / share)
		}
		if n > 0 {
			cover += q.idf[i]
		}
	}
	s[sigTheme] = theme / float64(len(q.terms)+2) // short messages say less
	s[sigCover] = cover / q.weight
	for _, question := range p.questions {
		var common float64
		for i, term := range q.terms {
			if question.terms[term] {
				common += q.idf[i]
			}
		}
		s[sigQuestion] = max(s[sigQuestion], 2*common/(q.weight+question.weight))
		s[sigGrams] = max(s[sigGrams], likeness(q.grams, question.grams))
	}
	return s
}

// maxGrams bounds the work on a long message.
const maxGrams = 256

// gramsOf are the runs of three letters in a text, each once, in order. Words are joined by single spaces.
func gramsOf(text string) []uint32 {
	runes := []rune(" " + normalQuestion(text) + " ")
	var grams []uint32
	for i := 0; i+3 <= len(runes) && i < maxGrams; i++ {
		grams = append(grams, uint32(runes[i]&0x3ff)<<20|uint32(runes[i+1]&0x3ff)<<10|uint32(runes[i+2]&0x3ff))
	}
	slices.Sort(grams)
	return slices.Compact(grams)
}

// likeness is Dice's coefficient of two sorted lists.
func likeness(a, b []uint32) float64 {
	common := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] == b[j]:
			common++
			i++
			j++
		case a[i] < b[j]:
			i++
		default:
			j++
		}
	}
	if common == 0 {
		return 0
	}
	return 2 * float64(common) / float64(len(a)+len(b))
}
