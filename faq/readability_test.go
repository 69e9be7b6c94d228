package faq

import (
	"math"
	"strings"
	"testing"
)

func TestReadingGrade(t *testing.T) {
	t.Parallel()
	// grade is the formula, so that each row names what was counted by hand: words, sentences, syllables.
	grade := func(words, sentences, syllables float64) float64 {
		return 0.39*words/sentences + 11.8*syllables/words - 15.59
	}
	for _, c := range []struct {
		name, text string
		want       float64
	}{
		{"nothing", "", 0},
		{"no words", "• — … \n - \n", 0},
		{"one syllable each", "The cat sat on the mat.", -1.45}, // 0.39×6 + 11.8×1 − 15.59
		{"two sentences", "The cat sat. The dog ran.", -2.62},   // 0.39×3 + 11.8×1 − 15.59
		{"long words", "Immigration application", 32.39},        // 0.39×2 + 11.8×(4+4)/2 − 15.59
		{"silent e", "We made one.", grade(3, 1, 3)},
		{"e that is heard", "The little table", grade(3, 1, 5)},
		{"ed that is heard", "We waited and needed it.", grade(5, 1, 7)},
		{"ed that is not", "He called and asked.", grade(4, 1, 4)},
		{"no vowel", "Hmm, shh.", grade(2, 1, 2)},
		{"marks around words", "“(The) cat”, — sat!”", grade(3, 1, 3)},
		{"end within quotes", "He said \"go.\" She ran.", grade(5, 2, 5)},
		{"question and colon", "Is it here? Do this: wait!", grade(6, 3, 6)},
		{"no full stop", "The cat sat", grade(3, 1, 3)},
		{"list", "Bring these:\n• the card\n• the code\n• a pen", grade(8, 4, 8)},
		{"lines between", "The cat sat.\n\n\nThe dog ran.", grade(6, 2, 6)},
		{"accents", "Un café", grade(2, 1, 3)},
		{"web address", "See https://www.uscis.gov/forms/all-forms now.", grade(3, 1, 3)},
		{"short address", "See my.uscis.gov now.", grade(3, 1, 3)},
		{"words with digits", "Send I-485 and I-765 by 2026-11-22.", grade(6, 1, 6)},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := ReadingGrade(c.text); math.Abs(got-c.want) > 1e-9 {
				t.Errorf("grade of %q is %.4f, want %.4f", c.text, got, c.want)
			}
		})
	}
}

// The number before an item is neither a word nor a sentence: a list reads the same with numbers and with points.
func TestReadingGradeNumbers(t *testing.T) {
	t.Parallel()
	points := ReadingGrade("• Sign in to your account today\n• Open your profile in the menu")
	numbers := ReadingGrade("1. Sign in to your account today\n2. Open your profile in the menu")
	if math.Abs(points-numbers) > 1e-9 {
		t.Errorf("with numbers the list reads at %.2f, with points at %.2f", numbers, points)
	}
}

func TestReadingGradeRises(t *testing.T) {
	t.Parallel()
	rises := func(what string, texts ...string) {
		t.Helper()
		for i := 1; i < len(texts); i++ {
			if a, b := ReadingGrade(texts[i-1]), ReadingGrade(texts[i]); a >= b {
				t.Errorf("%s: %.2f for %q, then %.2f for %q", what, a, texts[i-1], b, texts[i])
			}
		}
	}
	rises("longer words", "Send the note.", "Send the letter.", "Send the document.", "Send the identification.")
	sentence := "you can sign in and look at it"
	for n := 1; n < 10; n++ {
		short := strings.Repeat(sentence+" and ", n) + sentence + "."
		rises("longer sentences", short, strings.TrimSuffix(short, ".")+" and "+sentence+".")
		rises("one sentence for two", sentence+". "+short, sentence+" "+short)
		rises("one line for two", sentence+"\n"+short, sentence+" "+short)
	}
	if a, b := ReadingGrade("See uscis.gov now."), ReadingGrade("See https://www.uscis.gov/i-485/supplement/instructions now."); a != b {
		t.Errorf("a long address reads at %.2f, a short one at %.2f", b, a)
	}
}
