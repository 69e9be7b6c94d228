// Package site judges web and mail addresses: official, another government's, not official, or a trap.
//
// It looks at the address only. Nothing is ever fetched, and it refuses to say whether a page that is not official is
// honest.
package site

import (
	"net/netip"
	"net/url"
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/net/idna"
	"golang.org/x/net/publicsuffix"
)

// A Verdict is what an address is.
type Verdict string

// The verdicts.
const (
	Official    Verdict = "official"     // USCIS's own
	Insecure    Verdict = "insecure"     // USCIS's own name, but http: what comes back may be anybody's
	Government  Verdict = "government"   // another site under .gov or .mil, which only American governments get
	NotOfficial Verdict = "not-official" // somebody else's; it may be honest
	Dangerous   Verdict = "dangerous"    // made to look like what it is not, or hiding where it leads
)

// A Reason is why an address is dangerous.
type Reason string

// The reasons.
const (
	LookAlike   Reason = "look-alike"    // letters that look like others: uscіs.gov with a Cyrillic і, usc1s.com
	MixedScript Reason = "mixed-scripts" // letters of several alphabets in one name
	Subdomain   Reason = "subdomain"     // the official name in front of another: uscis.gov.example.com
	UserInfo    Reason = "user-info"     // the official name before an @: https://uscis.gov@example.com
	Imitation   Reason = "imitation"     // the official name with gov glued to it: uscis-gov.com
	RawAddress  Reason = "raw-address"   // numbers in place of a name
	Shortener   Reason = "shortener"     // hides where it leads
)

// A Judged is one address in a text.
type Judged struct {
	Typed   string // as it stands in the text
	Mail    bool   // a mail address
	Verdict Verdict
	Reason  Reason // with Dangerous
	Domain  string // the name that somebody registered, in readable letters: what counts; "" for a raw address
	Agency  string // with Government, whose it is, where known
}

// officialDomain is the registrable name of USCIS. Every host that it has is under it: my, myaccount, egov, developer, first.
const officialDomain = "uscis.gov"

// officialSenders are the domains from which USCIS sends mail beside its own (uscis.gov/archive and notices of 2025).
var officialSenders = []string{"messages.dhs.gov", "uscis.dhs.gov"}

// agencies are the sites that people on this way meet, by registrable name.
var agencies = map[string]string{
	"state.gov": "the State Department", "justice.gov": "the Justice Department", "dhs.gov": "the Department of Homeland Security",
	"ice.gov": "Immigration and Customs Enforcement (ICE)", "cbp.gov": "Customs and Border Protection (CBP)", "ssa.gov": "Social Security",
	"irs.gov": "the tax office (IRS)", "pay.gov": "the Treasury, where government fees are paid", "login.gov": "the government's shared sign-in",
	"usa.gov": "the government's guide", "govinfo.gov": "the government's printer", "federalregister.gov": "the Federal Register", "ftc.gov": "the Federal Trade Commission",
}

// shorteners hide where an address leads.
var shorteners = map[string]bool{
	"bit.ly": true, "tinyurl.com": true, "t.co": true, "goo.gl": true, "ow.ly": true, "is.gd": true, "v.gd": true, "buff.ly": true,
	"rebrand.ly": true, "cutt.ly": true, "rb.gy": true, "t.ly": true, "shorturl.at": true, "tiny.cc": true, "s.id": true, "lnkd.in": true,
	"soo.gd": true, "shorte.st": true, "adf.ly": true, "bl.ink": true, "short.io": true, "qrco.de": true, "urlz.fr": true, "tny.im": true,
}

// Find judges every address in a text, in order.
func Find(text string) []Judged {
	var out []Judged
	for _, token := range strings.FieldsFunc(text, between) {
		if !strings.ContainsAny(token, ".@:") { // most words
			continue
		}
		token = strings.Trim(token, `.,;:!?'*_~`)
		if !strings.Contains(token, "://[") { // else they hold an address of numbers
			token = strings.Trim(token, "[]")
		}
		if j, ok := judgeToken(token); ok {
			out = append(out, j)
		}
	}
	return out
}

// between says which characters stand between addresses.
func between(r rune) bool {
	return unicode.IsSpace(r) || unicode.IsControl(r) || strings.ContainsRune(`<>(){}"“”«»|`+"`", r)
}

// schemeForm finds an address with its scheme, also where it is glued to the word before. People disarm links as hxxp.
var schemeForm = regexp.MustCompile(`(?i)h(?:tt|xx)(ps?)://`)

func judgeToken(token string) (Judged, bool) {
	if at := schemeForm.FindStringSubmatchIndex(token); at != nil {
		typed := token[at[0]:]
		u, err := url.Parse("htt" + strings.ToLower(token[at[2]:at[3]]) + "://" + token[at[1]:])
		if err != nil { // what no program can read is no honest address
			host, _, _ := strings.Cut(token[at[1]:], "/")
			return Judged{Typed: typed, Verdict: Dangerous, Reason: LookAlike, Domain: registrable(readable(host))}, true
		}
		return judgeURL(typed, u), true
	}
	if name, host, found := strings.Cut(token, "@"); found && name != "" && knownSuffix(host) {
		return judgeMail(token, host), true
	}
	host, path, hasPath := strings.Cut(token, "/")
	host, _, _ = strings.Cut(host, ":")
	if !bareHost(host, hasPath && path != "") {
		return Judged{}, false
	}
	return judgeURL(token, &url.URL{Scheme: "https", Host: host}), true
}

// plainEndings are those that make a bare name an address. Others are words with a forgotten space: "account.my lawyer".
var plainEndings = map[string]bool{"com": true, "org": true, "net": true, "gov": true, "mil": true, "edu": true, "us": true, "info": true, "online": true,
	"site": true, "help": true, "io": true, "app": true, "xyz": true, "top": true, "live": true, "click": true, "ly": true, "biz": true}

func bareHost(host string, hasPath bool) bool {
	if !strings.Contains(host, ".") || !knownSuffix(host) {
		return false
	}
	ending := host[strings.LastIndex(host, ".")+1:]
	return hasPath || plainEndings[strings.ToLower(ending)] || strings.HasPrefix(host, "www.") || imitates(host) || !ascii(host)
}

// knownSuffix reports whether a host ends in something that can be registered.
func knownSuffix(host string) bool {
	plain, err := idna.Punycode.ToASCII(strings.ToLower(strings.TrimSuffix(host, ".")))
	if err != nil || strings.HasPrefix(plain, ".") || strings.Contains(plain, "..") {
		return false
	}
	suffix, icann := publicsuffix.PublicSuffix(plain)
	return (icann || strings.Contains(suffix, ".")) && plain != suffix
}

func judgeMail(typed, host string) Judged {
	host = readable(host)
	j := Judged{Typed: typed, Mail: true, Domain: registrable(host)}
	j.Verdict, j.Reason = judgeHost(host)
	for _, sender := range officialSenders {
		if host == sender || strings.HasSuffix(host, "."+sender) {
			j.Verdict = Official
		}
	}
	j.Agency = agencies[j.Domain]
	return j
}

func judgeURL(typed string, u *url.URL) Judged {
	host := readable(u.Hostname())
	j := Judged{Typed: typed, Domain: registrable(host)}
	j.Verdict, j.Reason = judgeHost(host)
	switch {
	case rawAddress(u.Hostname()):
		j.Verdict, j.Reason, j.Domain = Dangerous, RawAddress, ""
	case u.User != nil && j.Verdict != Official:
		if imitates(u.User.String()) || strings.Contains(u.User.String(), ".") {
			j.Verdict, j.Reason = Dangerous, UserInfo
		}
	case j.Verdict == Official && u.Scheme == "http":
		j.Verdict = Insecure
	}
	j.Agency = agencies[j.Domain]
	return j
}

// judgeHost judges a name in readable letters.
func judgeHost(host string) (Verdict, Reason) {
	domain := registrable(host)
	switch {
	case domain == officialDomain:
		return Official, ""
	case shorteners[domain]:
		return Dangerous, Shortener
	case !ascii(host) && imitates(skeleton(host)):
		return Dangerous, LookAlike
	case mixedScripts(host):
		return Dangerous, MixedScript
	case strings.HasSuffix(host, ".gov") || strings.HasSuffix(host, ".mil"):
		return Government, ""
	}
	below := strings.TrimSuffix(strings.TrimSuffix(host, domain), ".")
	switch {
	case imitates(below):
		return Dangerous, Subdomain
	case imitates(domain) && strings.Contains(domain, "gov"):
		return Dangerous, Imitation
	case !imitates(domain) && imitates(skeleton(host)):
		return Dangerous, LookAlike
	}
	return NotOfficial, ""
}

// imitates reports whether a name holds the official one.
func imitates(name string) bool { return strings.Contains(strings.ToLower(name), "uscis") }

// registrable is the part of a host that somebody registered: what counts.
func registrable(host string) string {
	plain, err := idna.Punycode.ToASCII(host)
	if err != nil {
		return host
	}
	domain, err := publicsuffix.EffectiveTLDPlusOne(plain)
	if err != nil {
		return host
	}
	return readable(domain)
}

// readable is a host in lower case and in the letters that a person sees: browsers show xn--… as these.
func readable(host string) string {
	host = strings.ToLower(strings.TrimSuffix(host, "."))
	if shown, err := idna.Punycode.ToUnicode(host); err == nil {
		return shown
	}
	return host
}

// rawAddress reports whether a host is an address of numbers. Browsers also take one whole number, and hexadecimal.
func rawAddress(host string) bool {
	if _, err := netip.ParseAddr(host); err == nil {
		return true
	}
	number := strings.TrimPrefix(strings.ToLower(host), "0x")
	return number != "" && strings.Trim(number, "0123456789abcdef.") == "" && strings.Trim(host[:1], "0123456789") == ""
}

func ascii(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}
