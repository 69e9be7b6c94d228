package status

import (
	"html"
	"slices"
	"strings"
	"unicode"
)

// words returns the normal form of a text: its words in lower case, without
// articles, entities and punctuation. Nothing else is dropped, so that
// different titles stay different.
func words(text string) []string {
	var (
		out     []string
		word    strings.Builder
		initial bool // word is one letter
	)
	end := func() {
		if w := word.String(); w != "" && !article(w) {
			out = append(out, w)
		}
		word.Reset()
		initial = false
	}
	for _, r := range html.UnescapeString(text) {
		switch {
		case unicode.IsLetter(r), unicode.IsDigit(r), unicode.IsMark(r):
			initial = word.Len() == 0 && unicode.IsLetter(r)
			word.WriteRune(unicode.ToLower(r))
		case apostrophe(r), unicode.Is(unicode.Cf, r):
			// USCIS' and USCIS are one word; a soft hyphen or a zero-width space ends none.
		case initial && (r == '.' || unicode.Is(unicode.Pd, r)):
			// U.S. is US and G-28 is G28, but in-person is two words.
		case r == '&':
			end()
			out = append(out, "and")
		default:
			end()
		}
	}
	end()
	return out
}

func article(word string) bool {
	return word == "the" || word == "a" || word == "an"
}

func apostrophe(r rune) bool {
	return strings.ContainsRune("'’‘‛`´ʼ′＇", r)
}

// core returns the words without the auxiliary verbs, which USCIS itself puts
// and leaves out at will ("Case Transferred", "Case Was Transferred").
func core(words []string) []string {
	out := make([]string, 0, len(words))
	for _, w := range words {
		switch w {
		case "was", "were", "is", "are", "has", "have", "been":
		default:
			out = append(out, w)
		}
	}
	return out
}

// phrase is one wording of a status.
type phrase struct {
	words  []string
	size   int // words in the normal form of the title, by which exact and loose finds compare
	status int // its place in the glossary
}

// index finds phrases: whole, or by their first word inside a text.
type index struct {
	whole map[string]int
	first map[string][]phrase
}

func newIndex() index {
	return index{whole: map[string]int{}, first: map[string][]phrase{}}
}

// leastWords is how many words a phrase must have to be found inside a text:
// shorter ones stand in ordinary sentences by chance.
const leastWords = 3

func (x index) add(p phrase) {
	x.whole[key(p.words)] = p.status
	if len(p.words) >= leastWords {
		x.first[p.words[0]] = append(x.first[p.words[0]], p)
	}
}

func (x index) find(words []string) (int, bool) {
	i, ok := x.whole[key(words)]
	return i, ok
}

// longestIn returns the longest phrase that stands in the words; of equally
// long ones the last.
func (x index) longestIn(words []string) (best phrase, ok bool) {
	for i, w := range words {
		for _, p := range x.first[w] {
			if p.size >= best.size && startsWith(words[i:], p.words) {
				best, ok = p, true
			}
		}
	}
	return best, ok
}

func startsWith(words, prefix []string) bool {
	return len(words) >= len(prefix) && slices.Equal(words[:len(prefix)], prefix)
}
