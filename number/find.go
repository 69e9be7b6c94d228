package number

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Find finds the numbers in a text, in order. What people write besides (dates, prices, form names, years) is left alone.
func Find(text string) []Found {
	flat, offsets := flatten(text)
	found := secretWords(flat)
	if strings.ContainsAny(flat, "0123456789") { // most messages hold none
		for _, f := range findForms(flat) {
			if !overlaps(f, found) { // what the words around call a secret is one, whatever its form
				found = append(found, f)
			}
		}
	}
	slices.SortFunc(found, func(a, b Found) int { return a.Start - b.Start })
	for i, f := range found {
		found[i].Start, found[i].End = offsets[f.Start], offsets[f.End]
	}
	return found
}

// flatten writes the digits, spaces and dashes of all alphabets as the plain ones, leaves out what cannot be seen, and says
// where each byte of the result stood.
func flatten(text string) (string, []int) {
	var flat strings.Builder
	offsets := make([]int, 0, len(text)+1)
	for at, r := range text {
		switch {
		case unicode.Is(unicode.Cf, r):
			continue
		case r >= utf8.RuneSelf && unicode.IsDigit(r):
			r = '0' + rune(digitValue(r))
		case unicode.IsSpace(r):
			r = ' '
		case unicode.Is(unicode.Pd, r) || r == '−':
			r = '-'
		}
		for range utf8.RuneLen(r) {
			offsets = append(offsets, at)
		}
		flat.WriteRune(r)
	}
	return flat.String(), append(offsets, len(text))
}

// The mathematical digits: five alphabets of ten, one behind the other (Unicode, U+1D7CE to U+1D7FF).
const firstMathematical, lastMathematical = 0x1D7CE, 0x1D7FF

// digitValue is the value of a decimal digit of any alphabet. Unicode keeps the ten of each together, in order, so it is
// counted from the first of them.
func digitValue(r rune) int {
	if r >= firstMathematical && r <= lastMathematical {
		return int(r-firstMathematical) % 10
	}
	n := 0
	for n < 9 && unicode.IsDigit(r-1) {
		r--
		n++
	}
	return n
}

// findForms finds what is known by its form.
func findForms(text string) []Found {
	var found []Found
	atoms := cut(text)
	for i := 0; i < len(atoms); {
		f, n := take(text, atoms[i:])
		if n == 0 {
			i++
			continue
		}
		found = append(found, f)
		i += n
	}
	return found
}

// An atom is a run of letters, digits and asterisks. People put spaces, dashes and dots between the atoms of a number.
type atom struct {
	start, end int
	upper      string
	digit      bool // it holds one
	glued      bool // only spaces, dashes, dots or # stand between it and the atom before
}

var (
	atomForm = regexp.MustCompile(`[A-Za-z0-9*]+`)
	glueForm = regexp.MustCompile(`^( ?[-./#] ?|  ?|\) ?)$`)
)

func cut(text string) []atom {
	var atoms []atom
	for _, at := range atomForm.FindAllStringIndex(text, -1) {
		a := atom{start: at[0], end: at[1], upper: strings.ToUpper(text[at[0]:at[1]])}
		a.digit = strings.ContainsAny(a.upper, "0123456789")
		if len(atoms) > 0 {
			a.glued = glueForm.MatchString(text[atoms[len(atoms)-1].end:a.start])
		}
		atoms = append(atoms, a)
	}
	return atoms
}

// maxAtoms is how many pieces a number may be typed in: "I O E 0 9 …" is not tried, "IOE 09 1234 5678" is.
const maxAtoms = 7

// take reads a number at the beginning of atoms and says how many it is made of: the longest run that is exactly a
// number, else the longest that is nearly one.
func take(text string, atoms []atom) (Found, int) {
	run := 1
	for run < len(atoms) && run < maxAtoms && atoms[run].glued && (atoms[run].digit || atoms[run].upper == "O") {
		run++
	}
	if !atoms[0].digit && (run == 1 || len(atoms[0].upper) > 3) {
		return Found{}, 0 // a word
	}
	for _, judge := range []func(piece) ([]Candidate, *Mistake){exact, nearly} {
		for n := run; n > 0; n-- {
			p := newPiece(text, atoms[:n])
			if !p.plausible {
				continue
			}
			if candidates, mistake := judge(p); len(candidates) > 0 {
				return Found{Start: p.start, End: p.end, Candidates: candidates, Mistake: mistake}, n
			}
		}
	}
	return Found{}, 0
}

// A piece is some atoms taken together as one number.
type piece struct {
	start, end int
	normal     string // the atoms joined
	shape      string // the lengths of the atoms, "3-2-4"
	before     string // the words before, lower case
	plus       bool   // a + stands before
	plausible  bool
}

// contextSize is how many bytes before a number are searched for words that say what it is.
const contextSize = 80

func newPiece(text string, atoms []atom) piece {
	first, last := atoms[0], atoms[len(atoms)-1]
	p := piece{start: first.start, end: last.end, before: strings.ToLower(text[max(0, first.start-contextSize):first.start])}
	var lengths []string
	for i, a := range atoms {
		p.normal += a.upper
		lengths = append(lengths, string(rune('a'+min(len(a.upper), 25))))
		// Only the first piece may be letters alone, and only as a prefix; "IOE0912345678 and" is not one number.
		prefix := i == 0 && len(atoms) > 1 && len(a.upper) <= 3
		slip := i > 0 && a.upper == "O" // for a 0 that stands alone
		if !a.digit && !prefix && !slip {
			return p
		}
	}
	p.shape = strings.Join(lengths, "")
	p.plus = strings.HasSuffix(p.before, "+")
	price := strings.HasSuffix(strings.TrimSpace(p.before), "$")
	p.plausible = !price && strings.ContainsAny(p.normal, "0123456789")
	return p
}

// shapeOf writes a shape as newPiece does: shapeOf(3, 2, 4).
func shapeOf(lengths ...int) string {
	var b strings.Builder
	for _, n := range lengths {
		b.WriteRune(rune('a' + n))
	}
	return b.String()
}

// says reports whether one of the words stands before the number.
func (p piece) says(words ...string) bool {
	for _, w := range words {
		if strings.Contains(p.before, w) {
			return true
		}
	}
	return false
}

func (p piece) candidates(kinds ...Kind) []Candidate {
	out := make([]Candidate, len(kinds))
	for i, k := range kinds {
		out[i] = Candidate{Kind: k, Normal: p.normal}
		if k == ANumber {
			out[i].Normal = padANumber(p.normal)
		}
	}
	return out
}

// padANumber writes an A-Number with nine digits.
func padANumber(s string) string {
	s = strings.TrimPrefix(s, "A")
	return "A" + strings.Repeat("0", max(0, 9-len(s))) + s
}

// exact says what a piece is if it has the form of something.
func exact(p piece) ([]Candidate, *Mistake) {
	if digits(p.normal) {
		return exactDigits(p), nil
	}
	s := p.normal
	switch {
	case kindOfReceipt(s) != "":
		return exactReceipt(p), nil
	case len(s) == 12 && letters(s[:3]) && digits(s[3:]) && s[3:5] == "20" && notOffice(s[:3]):
		return p.candidates(DOSCase), nil
	case s[0] == 'A' && digits(s[1:]) && len(s) >= 9 && len(s) <= 10:
		return p.candidates(ANumber), nil
	case s[0] == 'A' && digits(s[1:]) && len(s) == 8:
		return p.candidates(ANumber, VisaNumber), nil
	case s[0] == 'N' && digits(s[1:]) && len(s) == 11:
		return p.candidates(SEVIS), nil
	case len(s) == 11 && digits(s[:9]) && letters(s[9:10]) && digits(s[10:]):
		return p.candidates(I94), nil
	case len(s) == 10 && strings.HasPrefix(s, "AA") && strings.ContainsAny(s, "0123456789") && len(p.shape) == 1:
		return p.candidates(DS160), nil
	case len(s) == 8 && letters(s[:1]) && digits(s[1:]) && len(p.shape) == 1:
		return p.candidates(VisaNumber), nil
	case len(s) == 9 && letters(s[:1]) && digits(s[1:]) && len(p.shape) == 1:
		return p.candidates(Passport), nil
	}
	return nil, nil
}

func notOffice(prefix string) bool {
	_, known := officeOf(prefix)
	return !known
}

// exactReceipt tells receipts from the numbers that look like them.
func exactReceipt(p piece) []Candidate {
	switch year := p.normal[3:5] == "20" || p.normal[3:5] == "19"; {
	case !notOffice(p.normal[:3]):
		return p.candidates(Receipt)
	case year: // a consulate's letters and a year
		return p.candidates(DOSCase, Receipt)
	case len(p.shape) > 2: // three letters of a word before a telephone number
		return nil
	default:
		return p.candidates(Receipt, CardNumber)
	}
}

// exactDigits judges digits alone, by how many they are and how they are written.
func exactDigits(p piece) []Candidate {
	s, oneAtom := p.normal, len(p.shape) == 1
	switch n := len(s); {
	case p.plus && n >= 8 && n <= 15:
		return p.candidates(Phone)
	case n == 9 && (p.shape == shapeOf(3, 2, 4) || p.says("ssn", "social", "soc ", "soc#")):
		return nineDigits(p)
	case n == 9 && (oneAtom || p.shape == shapeOf(3, 3, 3)):
		return bareNine(p)
	case n == 8 && oneAtom && !dateLike(s) && !p.says("bank"):
		return p.candidates(ANumber, VisaNumber)
	case n == 10 && p.shape == shapeOf(3, 3, 4):
		return p.candidates(Phone)
	case n == 10 && oneAtom && p.says("phone", "call", "text", "cell", "mobile", "whatsapp", "number is +"):
		return p.candidates(Phone)
	case n == 10 && oneAtom:
		return p.candidates(Phone, Receipt, SEVIS)
	case n == 11 && p.shape == shapeOf(1, 3, 3, 4):
		return p.candidates(Phone)
	case n == 11 && (oneAtom || p.shape == shapeOf(9, 2)) && !p.says("account"):
		return p.candidates(I94)
	case n == 12 && (oneAtom || p.shape == shapeOf(4, 4, 4) || p.shape == shapeOf(3, 3, 3, 3)):
		return p.candidates(OnlineAccount)
	case n >= 20 && n <= 22 && s[0] == '9':
		return p.candidates(Tracking)
	case n >= 13 && n <= 19 && s[0] >= '2' && s[0] <= '6' && luhn(s):
		return p.candidates(PaymentCard)
	}
	return nil
}

// nineDigits judges nine digits that are written, or named, as a Social Security number.
func nineDigits(p piece) []Candidate {
	s := p.normal
	switch {
	case s[0] == '9':
		return p.candidates(ITIN)
	case s[:3] == "000" || s[:3] == "666" || s[3:5] == "00" || s[5:] == "0000":
		return p.candidates(ANumber)
	}
	return p.candidates(SSN)
}

// bareNine judges nine digits with nothing to tell them by but the words before.
func bareNine(p piece) []Candidate {
	switch could := nineDigits(p)[0].Kind; {
	case p.says("a number", "a-number", "a#", "alien", "uscis#", "uscis #", "anumber"):
		return p.candidates(ANumber)
	case p.says("passport"):
		return p.candidates(Passport)
	case could == ANumber:
		return p.candidates(ANumber, Passport)
	default:
		return p.candidates(ANumber, could, Passport)
	}
}

// dateLike reports whether eight digits are a day: 20261122 or 11222026.
func dateLike(s string) bool {
	year := func(y string) bool { return strings.HasPrefix(y, "19") || strings.HasPrefix(y, "20") }
	return year(s[:4]) && s[4:6] <= "12" && s[6:] <= "31" || year(s[4:]) && s[:2] <= "31" && s[2:4] <= "31"
}

// luhn is the check digit of payment cards.
func luhn(s string) bool {
	sum := 0
	for i := range len(s) {
		d := int(s[len(s)-1-i] - '0')
		if i%2 == 1 {
			if d *= 2; d > 9 {
				d -= 9
			}
		}
		sum += d
	}
	return sum%10 == 0
}
