// Package number says which number this is: a receipt number, an online account number, an A-Number, a Social Security
// number, and so on; and where it is mistyped, at which character.
//
// It knows forms only. It refuses to know whether a number exists and whose it is, and it never asks anybody. The forms
// are public (USCIS publishes no check digits), so one text may be several numbers: then all of them are named, the
// likeliest first.
package number

// A Kind of number.
type Kind string

// The kinds, with their form and the source of it.
const (
	Receipt       Kind = "receipt"        // 3 letters and 10 digits, or 3 letters, * and 9 digits (USCIS Case Status Online)
	OnlineAccount Kind = "online-account" // 12 digits (USCIS forms: "USCIS Online Account Number")
	ANumber       Kind = "a-number"       // A and 7 to 9 digits, written with 9 (USCIS glossary)
	SSN           Kind = "ssn"            // 9 digits, area not 000, 666, 9xx, group not 00, serial not 0000 (SSA POMS RM 10201.035)
	ITIN          Kind = "itin"           // 9 digits that begin with 9, written like an SSN (IRS)
	PaymentCard   Kind = "payment-card"   // 13 to 19 digits that pass the Luhn check (ISO/IEC 7812)
	DOSCase       Kind = "dos-case"       // 3 letters of a consulate and 9 or 10 digits that begin with a year (State Department)
	CardNumber    Kind = "card-number"    // 3 letters and 10 digits on a green card or work permit: a receipt number, too
	I94           Kind = "i94"            // 11 digits, or 9 digits, a letter and a digit (CBP, since May 2019)
	DS160         Kind = "ds160"          // AA and 8 letters or digits (State Department)
	VisaNumber    Kind = "visa-number"    // 8 digits, or a letter and 7 digits, in red on the visa
	SEVIS         Kind = "sevis"          // N and 10 digits (Form I-20)
	Passport      Kind = "passport"       // 9 digits, or a letter and 8 digits, in many countries
	Phone         Kind = "phone"          // 10 digits in North America, or + and up to 15 (ITU-T E.164)
	Tracking      Kind = "tracking"       // 20 to 22 digits that begin with 9 (USPS)
	AccessCode    Kind = "access-code"    // USCIS publishes no form: known by the words around it. A secret
	OneTimeCode   Kind = "one-time-code"  // short digits, known by the words around them. A secret
	Password      Kind = "password"       // known by the words around it. A secret
)

// Secret says that a number of this kind must never be typed into a chat.
func (k Kind) Secret() bool {
	switch k {
	case SSN, ITIN, PaymentCard, AccessCode, OneTimeCode, Password:
		return true
	}
	return false
}

// A Found is a number in a text.
type Found struct {
	Start, End int         // where it stands, in bytes
	Candidates []Candidate // what it could be, the likeliest first; never empty
	Mistake    *Mistake    // set when it is nearly the first candidate
}

// Kind is the likeliest kind.
func (f Found) Kind() Kind { return f.Candidates[0].Kind }

// A Candidate is one thing that a number could be.
type Candidate struct {
	Kind   Kind
	Normal string // as the authority writes it: upper case, no spaces, dashes or dots; with a mistake, as typed
}

// A Mistake is why a number is not quite right.
type Mistake struct {
	What   What
	At     int    // for LetterForDigit and StrayLetter: the position of the character in Normal, from 1
	Typed  string // for these: the character that was typed
	Have   int    // for Short and Long: how many digits there are
	Want   int    // and how many there should be
	Mended string // what it may have been meant to be, "" where that cannot be known
}

// What is a kind of mistake.
type What string

// The mistakes.
const (
	LostZero       What = "lost-zero"        // IOE and nine digits: the 0 after IOE is missing
	LetterForDigit What = "letter-for-digit" // O for 0, I or l for 1, S for 5, B for 8
	StrayLetter    What = "stray-letter"     // a letter in a number that has none
	Short          What = "short"            // digits are missing
	Long           What = "long"             // there are too many
)
