package site

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// lookAlikes are letters of other alphabets that look like Latin ones: those of Unicode's confusables (UTS 39) that occur
// in names registered to deceive. What is not here is caught by the test for mixed alphabets.
var lookAlikes = map[rune]rune{
	'а': 'a', 'е': 'e', 'о': 'o', 'р': 'p', 'с': 'c', 'у': 'y', 'х': 'x', 'і': 'i', 'ї': 'i', 'ј': 'j', 'ѕ': 's', 'ԁ': 'd', 'ո': 'n', 'һ': 'h', 'ԛ': 'q', 'ԝ': 'w', 'ӏ': 'i', // Cyrillic
	'α': 'a', 'ο': 'o', 'ρ': 'p', 'υ': 'u', 'ν': 'v', 'ι': 'i', 'κ': 'k', 'τ': 't', 'ϲ': 'c', // Greek
	'ս': 'u', 'օ': 'o', 'ց': 'g', // Armenian
	'ı': 'i', 'ɩ': 'i', 'ɡ': 'g', 'ꜱ': 's', 'ᴄ': 'c', 'ᴜ': 'u', // Latin beyond the alphabet
}

// asciiSlips are characters of the plain alphabet that look like others. l stands for i because "uscls" is read as "uscis".
var asciiSlips = strings.NewReplacer("1", "i", "l", "i", "|", "i", "0", "o", "5", "s", "$", "s", "vv", "w")

// transposed are the official name with two letters changed round.
var transposed = strings.NewReplacer("sucis", "uscis", "ucsis", "uscis", "usics", "uscis", "uscsi", "uscis")

// skeleton is a host as a hasty eye reads it.
func skeleton(host string) string {
	var b strings.Builder
	for _, r := range norm.NFKD.String(host) {
		switch plain, ok := lookAlikes[r]; {
		case unicode.Is(unicode.Mn, r):
		case ok:
			b.WriteRune(plain)
		default:
			b.WriteRune(r)
		}
	}
	return transposed.Replace(asciiSlips.Replace(b.String()))
}

// mixedScripts reports whether one label of a host has letters of several alphabets. Chinese, Japanese and Korean names
// do, beside Latin, so they are let be.
func mixedScripts(host string) bool {
	for label := range strings.SplitSeq(host, ".") {
		var latin, other bool
		for _, r := range label {
			switch {
			case !unicode.IsLetter(r):
			case unicode.Is(unicode.Latin, r):
				latin = true
			case unicode.In(r, unicode.Cyrillic, unicode.Greek, unicode.Armenian, unicode.Cherokee, unicode.Georgian, unicode.Hebrew, unicode.Arabic):
				other = true
			}
		}
		if latin && other {
			return true
		}
	}
	return false
}
