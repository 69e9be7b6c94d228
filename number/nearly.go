package number

import "strings"

// slips are the letters that are typed or read for a digit.
var slips = map[byte]byte{'O': '0', 'Q': '0', 'D': '0', 'I': '1', 'L': '1', 'S': '5', 'B': '8', 'Z': '2', 'G': '6'}

// nearly says what a piece was probably meant to be, and what is wrong with it.
func nearly(p piece) ([]Candidate, *Mistake) {
	s := p.normal
	switch {
	case len(s) > 3 && letters(s[:3]) && !notOffice(s[:3]):
		return nearlyReceipt(p)
	case s[:1] == "A" && digits(s[1:]) && len(s) >= 6 && len(s) <= 12:
		m := &Mistake{What: Long, Have: len(s) - 1, Want: 9}
		if len(s)-1 < 7 {
			m.What = Short
		}
		return []Candidate{{ANumber, s}}, m
	case digits(s) && p.says("account") && !p.says("bank") && len(s) >= 9 && len(s) <= 15 && len(p.shape) == 1:
		return []Candidate{{OnlineAccount, s}}, count(len(s), 12)
	case digits(s) && (len(s) == 13 || len(s) == 14) && len(p.shape) == 1:
		return []Candidate{{OnlineAccount, s}}, count(len(s), 12)
	case len(s) == 12 && len(p.shape) <= 2:
		return nearlyAccount(s)
	}
	return nil, nil
}

func count(have, want int) *Mistake {
	m := &Mistake{What: Short, Have: have, Want: want}
	if have > want {
		m.What = Long
	}
	return m
}

// nearlyReceipt judges a known prefix and what follows it.
func nearlyReceipt(p piece) ([]Candidate, *Mistake) {
	prefix, rest := p.normal[:3], p.normal[3:]
	candidates := []Candidate{{Receipt, p.normal}}
	const want = 10
	if mended, at := mend(rest); at >= 0 {
		m := &Mistake{What: LetterForDigit, At: 3 + at + 1, Typed: rest[at : at+1]}
		if len(rest) == want {
			m.Mended = prefix + mended
		}
		if len(rest) >= want-2 && len(rest) <= want+2 {
			return candidates, m
		}
		return nil, nil
	}
	if !digits(rest) || len(rest) < 6 || len(rest) > 13 {
		return nil, nil
	}
	m := count(len(rest), want)
	if prefix == "IOE" && len(rest) == want-1 && rest[0] != '0' {
		m.What, m.Mended = LostZero, prefix+"0"+rest
	}
	return candidates, m
}

// nearlyAccount judges twelve characters of which a few are letters.
func nearlyAccount(s string) ([]Candidate, *Mistake) {
	wrong, at := 0, -1
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			if wrong++; at < 0 {
				at = i
			}
		}
	}
	// More letters than two are a word, and a letter in front is the prefix of another number.
	if wrong == 0 || wrong > 2 || at == 0 || strings.Contains(s, "*") {
		return nil, nil
	}
	m := &Mistake{What: StrayLetter, At: at + 1, Typed: s[at : at+1]}
	if mended, first := mend(s); first >= 0 {
		m.What, m.Mended = LetterForDigit, mended
	}
	return []Candidate{{OnlineAccount, s}}, m
}

// mend puts digits for the letters that are typed for them, and says where the first one stands. It is -1 where there is
// none, or a letter that is no slip.
func mend(s string) (mended string, first int) {
	out, first := []byte(s), -1
	for i := range out {
		if out[i] >= '0' && out[i] <= '9' {
			continue
		}
		digit, slip := slips[out[i]]
		if !slip {
			return "", -1
		}
		out[i] = digit
		if first < 0 {
			first = i
		}
	}
	return string(out), first
}
