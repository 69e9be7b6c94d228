package number

import (
	"strconv"
	"strings"
)

// An Office took a case in. A transfer does not change a receipt number.
type Office struct {
	Prefix string
	Name   string
	Asylum bool // an asylum office: Case Status Online does not know its numbers
}

// offices are the prefixes that USCIS is known to use. Others may exist; sources in docs/decisions.
var offices = []Office{
	{"EAC", "Vermont Service Center", false}, {"VSC", "Vermont Service Center", false},
	{"WAC", "California Service Center", false}, {"CSC", "California Service Center", false},
	{"LIN", "Nebraska Service Center", false}, {"NSC", "Nebraska Service Center", false},
	{"SRC", "Texas Service Center", false}, {"TSC", "Texas Service Center", false},
	{"MSC", "National Benefits Center", false}, {"NBC", "National Benefits Center", false},
	{"YSC", "Potomac Service Center", false}, {"IOE", "USCIS Electronic Immigration System (ELIS)", false},
	{"ZAR", "Arlington Asylum Office", true}, {"ZCH", "Chicago Asylum Office", true},
	{"ZHN", "Houston Asylum Office", true}, {"ZLA", "Los Angeles Asylum Office", true},
	{"ZMI", "Miami Asylum Office", true}, {"ZNK", "Newark Asylum Office", true},
	{"ZNY", "New York Asylum Office", true}, {"ZSF", "San Francisco Asylum Office", true},
}

func officeOf(prefix string) (Office, bool) {
	for _, o := range offices {
		if o.Prefix == prefix {
			return o, true
		}
	}
	return Office{}, false
}

// A Decoded is what a receipt number says about its case.
type Decoded struct {
	Office     Office
	Known      bool // the office is one of those known
	Electronic bool // IOE: the digits are a running number and say nothing more
	Year       int  // the U.S. fiscal year of receipt (it begins on 1 October of the year before), 0 where the number does not say
	Workday    int  // the computer workday of that year: not a day of the calendar
	Sequence   string
}

// Decode reads a receipt number in its normal form. A number with an asterisk says its office only.
func Decode(receipt string) (Decoded, bool) {
	if kindOfReceipt(receipt) == "" {
		return Decoded{}, false
	}
	d := Decoded{Electronic: strings.HasPrefix(receipt, "IOE")}
	d.Office, d.Known = officeOf(receipt[:3])
	if !d.Known {
		d.Office.Prefix = receipt[:3]
	}
	if d.Electronic || !d.Known || strings.Contains(receipt, "*") {
		return d, true
	}
	year, _ := strconv.Atoi(receipt[3:5])
	d.Workday, _ = strconv.Atoi(receipt[5:8])
	// The form is older than 1990 and USCIS has kept two digits: 90 to 99 are the last century.
	d.Year = 2000 + year
	if year >= 90 {
		d.Year = 1900 + year
	}
	d.Sequence = receipt[8:]
	return d, true
}

// kindOfReceipt says whether a normal form is that of a receipt number ("plain", "asterisk") or not ("").
func kindOfReceipt(s string) string {
	switch {
	case len(s) != 13 || !letters(s[:3]):
		return ""
	case digits(s[3:]):
		return "plain"
	case s[3] == '*' && digits(s[4:]):
		return "asterisk"
	}
	return ""
}

func digits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

func letters(s string) bool {
	for i := range len(s) {
		if s[i] < 'A' || s[i] > 'Z' {
			return false
		}
	}
	return s != ""
}
