package faq

import (
	"cmp"
	"math"
	"slices"

	"casebell/knowledge"
)

// The fields that are searched. The weights were measured on the development set: the questions decide, and the rest
// breaks ties. They differ more than one would think because Bleve 2.6.3 takes for the average length of a field the
// number of its different words over the number of documents, which makes the hits in short fields large. In the texts only
// the rarest words of a message are looked for: the others stand in every text, which costs much and tells nothing.
var fields = []knowledge.Field{
	{Name: "title", Weight: 0.02}, {Name: "questions", Weight: 1}, {Name: "lead", Weight: 0.02, Terms: 4}, {Name: "body", Weight: 0.02, Terms: 4},
}

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
	articles map[string]*profile    // by language and id
	words    map[string]*vocabulary // by language
}

// A vocabulary numbers the words, and the runs of three letters, of all questions in a language. With numbers the work on
// a message is looking things up in lists.
type vocabulary struct {
	terms   map[string]int32
	grams   map[gram]int32
	rarity  []float64 // by term, among all questions, as BM25 counts it
	share   []float64 // by term, of all words of all questions
	unknown float64   // the rarity of a word that no question has
}

// A profile is the words of an article's title and questions.
type profile struct {
	article   *Article
	questions []question
	count     []float64 // by term: how often it occurs
	total     float64
}

type question struct {
	terms  []int32
	weight float64 // the rarity of its terms, summed
	grams  []int32
}

func newRanker(b *Book, set *knowledge.Set) *ranker {
	r := &ranker{set: set, articles: map[string]*profile{}, words: map[string]*vocabulary{}}
	total := map[string]float64{} // by language: how many questions
	for _, a := range b.articles {
		v := r.words[a.Lang]
		if v == nil {
			v = &vocabulary{terms: map[string]int32{}, grams: map[gram]int32{}}
			r.words[a.Lang] = v
		}
		p := &profile{article: a}
		for _, text := range append([]string{a.Title}, a.Questions...) {
			var q question
			for _, term := range set.Terms(text, a.Lang) {
				q.terms = append(q.terms, number(v.terms, term))
			}
			for _, g := range gramsOf(text) {
				q.grams = append(q.grams, number(v.grams, g))
			}
			p.questions = append(p.questions, q)
			total[a.Lang]++
		}
		r.articles[a.Lang+"/"+a.ID] = p
	}
	r.weigh(total)
	return r
}

// weigh counts the words, when all are numbered.
func (r *ranker) weigh(total map[string]float64) {
	found := map[string][]float64{} // by language and term: in how many questions
	words := map[string]float64{}
	for lang, v := range r.words {
		found[lang] = make([]float64, len(v.terms))
	}
	for _, p := range r.articles {
		lang := p.article.Lang
		p.count = make([]float64, len(r.words[lang].terms))
		for _, q := range p.questions {
			for _, t := range q.terms {
				p.count[t]++
				found[lang][t]++
			}
			p.total += float64(len(q.terms))
		}
		words[lang] += p.total
	}
	for lang, v := range r.words {
		rarity := func(n float64) float64 { return math.Log(1 + (total[lang]-n+0.5)/(n+0.5)) }
		for _, n := range found[lang] {
			v.rarity, v.share = append(v.rarity, rarity(n)), append(v.share, n/words[lang])
		}
		v.unknown = rarity(0)
	}
	for _, p := range r.articles {
		for i, q := range p.questions {
			for _, t := range q.terms {
				p.questions[i].weight += r.words[p.article.Lang].rarity[t]
			}
		}
	}
}

// number gives each key its place in the order in which keys come.
func number[K comparable](numbers map[K]int32, key K) int32 {
	n, known := numbers[key]
	if !known {
		n = int32(len(numbers))
		numbers[key] = n
	}
	return n
}

// A query is a message as the ranker sees it.
type query struct {
	words    *vocabulary
	terms    []int32   // those that the book knows
	inTerms  []float64 // by term: its rarity if the message holds it, else 0
	inGrams  []bool    // by gram
	count    int       // of all its terms, known or not
	grams    int       // of all its grams
	weight   float64   // the rarity of its terms, summed
	known    float64   // of those that the book knows
	searched []string  // the terms to search for
}

// maxSearched is how many terms are searched for, the rarest. The words that are everywhere cost the most, since they hit
// every article, and say the least; more than 16 find nothing more on the development set.
const maxSearched = 16

func (r *ranker) query(text, lang string) query {
	v := r.words[lang]
	if v == nil { // no book, no words
		return query{}
	}
	q := query{words: v, inTerms: make([]float64, len(v.terms)), inGrams: make([]bool, len(v.grams))}
	terms := r.set.Terms(text, lang)
	for _, term := range terms {
		n, known := v.terms[term]
		if !known {
			q.weight += v.unknown
			continue
		}
		q.terms = append(q.terms, n)
		q.inTerms[n] = v.rarity[n]
		q.known += v.rarity[n]
	}
	q.count, q.weight = len(terms), q.weight+q.known
	for _, g := range gramsOf(text) {
		if n, known := v.grams[g]; known {
			q.inGrams[n] = true
		}
		q.grams++
	}
	q.searched = v.rarest(terms)
	return q
}

// rarest chooses the terms to search for, the rarest first. A word that no question has may stand in a text.
func (v *vocabulary) rarest(terms []string) []string {
	rarity := func(term string) float64 {
		if n, known := v.terms[term]; known {
			return v.rarity[n]
		}
		return v.unknown
	}
	terms = slices.Clone(terms)
	slices.SortStableFunc(terms, func(a, b string) int { return cmp.Compare(rarity(b), rarity(a)) })
	return terms[:min(maxSearched, len(terms))]
}

// themePrior is how many words of the whole book are mixed into an article's, so that a word it happens not to have does
// not rule it out. 50 was best of 5, 20, 50 and 100.
const themePrior = 50

// signals measures an article against a query. search is Bleve's share.
func (p *profile) signals(q query, search float64) signals {
	s := signals{sigSearch: search}
	if q.weight == 0 {
		return s
	}
	var theme, cover float64
	for _, t := range q.terms {
		share := q.words.share[t]
		theme += math.Log((p.count[t] + themePrior*share) / (p.total + themePrior) / share)
		if p.count[t] > 0 {
			cover += q.inTerms[t]
		}
	}
	s[sigTheme] = theme / float64(q.count+2) // short messages say less
	s[sigCover] = cover / q.weight
	for _, question := range p.questions {
		var common float64
		for _, t := range question.terms {
			common += q.inTerms[t]
		}
		s[sigQuestion] = max(s[sigQuestion], 2*common/(q.weight+question.weight))
		same := 0
		for _, g := range question.grams {
			if q.inGrams[g] {
				same++
			}
		}
		s[sigGrams] = max(s[sigGrams], 2*float64(same)/float64(q.grams+len(question.grams)))
	}
	return s
}

// A gram is a run of three letters.
type gram [3]rune

// maxGrams bounds the work on a long message.
const maxGrams = 256

// gramsOf are the runs of three letters in a text, each once. Words are joined by single spaces.
func gramsOf(text string) []gram {
	runes := []rune(" " + normalQuestion(text) + " ")
	known := map[gram]bool{}
	var grams []gram
	for i := 0; i+3 <= len(runes) && i < maxGrams; i++ {
		if g := gram(runes[i : i+3]); !known[g] {
			known[g] = true
			grams = append(grams, g)
		}
	}
	return grams
}
