package number

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// Secrets are the things in a text that must not be in a chat: Social Security numbers, payment cards, passwords, codes.
// A number that only could be one is not among them.
func Secrets(text string) []Found {
	var out []Found
	for _, f := range Find(text) {
		if f.Kind().Secret() {
			out = append(out, f)
		}
	}
	return out
}

// A secretForm finds secrets that have no form of their own, by the words before them. The last group is the secret.
type secretForm struct {
	kind Kind
	form *regexp.Regexp
	// strong asks for a digit beside a capital or a sign: where nothing between the words and the secret says that one follows.
	strong bool
}

var secretForms = []secretForm{
	{Password, regexp.MustCompile(`(?i)\bpass?\s?wo?r?d\b(?:\s+(?:for|to|of)(?:\s+\w+){1,3}?)?\s*(?:is\s*[:=]?|was|[:=]|->)\s*["'“]?([^\s"'”]{4,64})`), false},
	{Password, regexp.MustCompile(`(?i)\b(?:pw|pwd|passwd|pass|contrase[nñ]a|clave)\s*(?:is|es|[:=])\s*["'“]?([^\s"'”]{4,64})`), false},
	{Password, regexp.MustCompile(`(?i)\bpass?\s?wo?r?d\s+([^\s"'”]{6,64})`), true},
	{Password, regexp.MustCompile(`[\w.+-]+@[\w-]+\.[\w.-]+\s*[/,:| ]\s*([^\s"'”]{6,64})`), true},
	{AccessCode, regexp.MustCompile(`(?i)\b(?:access\s+code|oac)\b\s*(?:is|was|says|[:=])?\s*[:=]?\s*["'“]?([A-Za-z0-9-]{5,20})`), false},
	{OneTimeCode, regexp.MustCompile(`(?i)\b(?:verification|security|one[\s-]time|sms|backup|login|2fa|text(?:ed)?)\s+(?:code|password|passcode)\b\s*(?:is|was|[:=])?\s*[:=]?\s*["'“]?([A-Za-z0-9-]{4,20})`), false},
	{OneTimeCode, regexp.MustCompile(`(?i)\b(?:my|the)\s+code\s+(?:is|was)\s*[:=]?\s*([A-Za-z0-9-]{4,20})`), false},
	{OneTimeCode, regexp.MustCompile(`(?i)\bcode\s*[:=]?\s*(\d{6,8})\b`), false},
}

// secretHints are what the forms hold, one or another; a text without any is not searched.
var secretHints = []string{"pas", "pw", "code", "oac", "clave", "contrase", "@"}

func secretWords(text string) []Found {
	lower := strings.ToLower(text)
	if !slices.ContainsFunc(secretHints, func(hint string) bool { return strings.Contains(lower, hint) }) {
		return nil
	}
	var out []Found
	for _, s := range secretForms {
		for _, at := range s.form.FindAllStringSubmatchIndex(text, -1) {
			f := Found{Start: at[2], End: at[3], Candidates: []Candidate{{Kind: s.kind}}}
			value := strings.TrimRight(text[f.Start:f.End], ".,;!?)")
			if looksSecret(s, value) && !overlaps(f, out) {
				f.End = f.Start + len(value)
				out = append(out, f)
			}
		}
	}
	return out
}

// countForm is a word about a number: "8-character", "12-digit".
var countForm = regexp.MustCompile(`^\d{1,2}-[a-z]+$`)

// looksSecret tells a secret from the words that people say after "my password is": it has a digit or a sign in it, or
// capitals inside. "reset", "wrong" and "8-character" are not secrets.
func looksSecret(s secretForm, value string) bool {
	var digit, sign, upper, inner, lower bool
	for i, r := range value {
		switch {
		case unicode.IsDigit(r):
			digit = true
		case unicode.IsUpper(r):
			upper = true
			inner = inner || i > 0
		case unicode.IsLower(r):
			lower = true
		case strings.ContainsRune("!@#$%^&*_+=~<>", r):
			sign = true
		}
	}
	switch {
	case countForm.MatchString(value):
		return false
	case s.strong:
		return digit && (upper || sign) && !strings.Contains(value, "/")
	case s.kind == Password:
		return len(value) >= 5 && (digit || sign || inner && lower)
	}
	return digit
}

func overlaps(f Found, others []Found) bool {
	for _, o := range others {
		if f.Start < o.End && o.Start < f.End {
			return true
		}
	}
	return false
}
