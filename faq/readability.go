package faq

import (
	"strings"
	"unicode"
)

// ReadingGrade is the Flesch-Kincaid grade level of an English text: the school year in which it can be read.
//
//	0.39 × words per sentence + 11.8 × syllables per word − 15.59
//
// (Kincaid, Fishburne, Rogers, Chissom, 1975.) A line is a sentence even without a full stop, so that a list counts as
// people read it. A web address, and a word that holds a digit (I-485), counts as one word of one syllable.
func ReadingGrade(text string) float64 {
	var words, syllables, sentences int
	for line := range strings.Lines(text) {
		open := false
		for i, field := range strings.Fields(line) {
			if i == 0 && field != "" && strings.Trim(field, "0123456789") == "." {
				continue // the number of a list's item
			}
			if n := syllablesOf(field); n > 0 {
				words++
				syllables += n
				open = true
			}
			if open && endsSentence(field) {
				sentences++
				open = false
			}
		}
		if open {
			sentences++
		}
	}
	if words == 0 {
		return 0
	}
	return 0.39*float64(words)/float64(sentences) + 11.8*float64(syllables)/float64(words) - 15.59
}

func endsSentence(field string) bool {
	field = strings.TrimRight(field, `)"'”’`)
	return strings.HasSuffix(field, ".") || strings.HasSuffix(field, "?") || strings.HasSuffix(field, "!") || strings.HasSuffix(field, ":")
}

// syllablesOf counts groups of vowels, without a silent e at the end. It is 0 for what is not a word.
func syllablesOf(field string) int {
	word := strings.TrimFunc(strings.ToLower(field), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	switch {
	case word == "":
		return 0
	case strings.ContainsAny(word, "0123456789") || strings.Contains(word, ".") || strings.Contains(word, "/"):
		return 1
	}
	count, inVowels := 0, false
	for _, r := range word {
		vowel := strings.ContainsRune("aeiouyáéíóúü", r)
		if vowel && !inVowels {
			count++
		}
		inVowels = vowel
	}
	silent := strings.HasSuffix(word, "e") && !strings.HasSuffix(word, "le") || strings.HasSuffix(word, "es") && !strings.HasSuffix(word, "les") ||
		strings.HasSuffix(word, "ed") && !strings.HasSuffix(word, "ted") && !strings.HasSuffix(word, "ded")
	if silent && count > 1 {
		count--
	}
	return max(count, 1)
}
