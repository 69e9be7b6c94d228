package number

import (
	"regexp"
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

// secretForms find the secrets that have no form of their own, by the words before them. The last group is the secret.
var secretForms = []struct {
	kind Kind
	form *regexp.Regexp
}{
	{Password, regexp.MustCompile(`(?i)\bpass?\s?wo?r?d\b(?:\s+(?:for|to|of)(?:\s+\w+){1,3}?)?\s*(?:is\s*[:=]?|was|[:=]|->)\s*["'“]?([^\s"'”]{4,64})`)},
	{Password, regexp.MustCompile(`(?i)\b(?:pw|pwd|passwd)\b\s*(?:is|[:=])\s*["'“]?([^\s"'”]{4,64})`)},
	{AccessCode, regexp.MustCompile(`(?i)\baccess\s+code\b\s*(?:is|was|says|[:=])?\s*[:=]?\s*["'“]?([A-Za-z0-9-]{5,20})`)},
	{OneTimeCode, regexp.MustCompile(`(?i)\b(?:verification|security|one[\s-]time|sms|backup|login|2fa|text(?:ed)?)\s+(?:code|password|passcode)\b\s*(?:is|was|[:=])?\s*[:=]?\s*["'“]?([A-Za-z0-9-]{4,20})`)},
	{OneTimeCode, regexp.MustCompile(`(?i)\b(?:my|the)\s+code\s+(?:is|was)\s*[:=]?\s*([A-Za-z0-9-]{4,20})`)},
}

// secretWords finds those that do not stand where a number was found already.
func secretWords(text string, known []Found) []Found {
	var out []Found
	lower := strings.ToLower(text)
	if !strings.Contains(lower, "pas") && !strings.Contains(lower, "pw") && !strings.Contains(lower, "code") {
		return nil // what all the forms hold; they cost more to try
	}
	for _, s := range secretForms {
		for _, at := range s.form.FindAllStringSubmatchIndex(text, -1) {
			f := Found{Start: at[2], End: at[3], Candidates: []Candidate{{Kind: s.kind}}}
			value := strings.TrimRight(text[f.Start:f.End], ".,;!?)")
			if looksSecret(s.kind, value) && !overlaps(f, known) && !overlaps(f, out) {
				f.End = f.Start + len(value)
				out = append(out, f)
			}
		}
	}
	return out
}

// looksSecret tells a secret from the words that people say after "my password is": it has a digit or a sign in it, or
// capitals inside. "reset", "wrong" and "8-character" are not secrets.
func looksSecret(kind Kind, value string) bool {
	var digit, sign, inner, lower bool
	for i, r := range value {
		switch {
		case unicode.IsDigit(r):
			digit = true
		case unicode.IsUpper(r) && i > 0:
			inner = true
		case unicode.IsLower(r):
			lower = true
		case r != '-' && !unicode.IsLetter(r):
			sign = true
		}
	}
	if strings.ContainsAny(value[:1], "0123456789") && strings.Contains(value, "-") {
		return false // "8-character", "12-digit"
	}
	if kind == Password {
		return len(value) >= 5 && (digit || sign && strings.ContainsAny(value, "!@#$%^&*_+=~<>") || inner && lower)
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
