package site_test

import (
	"strings"
	"testing"

	"casebell/site"
)

func TestFind(t *testing.T) {
	for _, c := range []struct {
		text    string
		verdict site.Verdict // "" where there is no address
		reason  site.Reason
		domain  string
	}{
		{"is https://my.uscis.gov/account real?", site.Official, "", "uscis.gov"},
		{"uscis.gov", site.Official, "", "uscis.gov"},
		{"(https://EGOV.uscis.gov/casestatus).", site.Official, "", "uscis.gov"},
		{"https://uscis.gov:443/x", site.Official, "", "uscis.gov"},
		{"myaccount.uscis.gov/users/sign_up", site.Official, "", "uscis.gov"},
		{"http://uscis.gov", site.Insecure, "", "uscis.gov"},
		{"https://ceac.state.gov/iv", site.Government, "", "state.gov"},
		{"www.nyc.gov", site.Government, "", "nyc.gov"},
		{"https://uscisguide.com", site.NotOfficial, "", "uscisguide.com"},
		{"www.visajourney.com/forums", site.NotOfficial, "", "visajourney.com"},
		{"https://uscis.gov.my-case-verify.com/pay", site.Dangerous, site.Subdomain, "my-case-verify.com"},
		{"https://uscis.gov@evil.example.com/", site.Dangerous, site.UserInfo, "example.com"},
		{"https://www.uscis.gov:secret@evil.com", site.Dangerous, site.UserInfo, "evil.com"},
		{"https://evil.com@uscis.gov/", site.Official, "", "uscis.gov"},
		{"https://uscis-gov.com/login", site.Dangerous, site.Imitation, "uscis-gov.com"},
		{"uscis.gov.co", site.Dangerous, site.Imitation, "uscis.gov.co"},
		{"https://uscіs.gov/", site.Dangerous, site.LookAlike, "uscіs.gov"},
		{"https://xn--uscs-n9d.com/", site.Dangerous, site.LookAlike, "uscіs.com"},
		{"https://usc1s.com/", site.Dangerous, site.LookAlike, "usc1s.com"},
		{"https://uscls-online.org/", site.Dangerous, site.LookAlike, "uscls-online.org"},
		{"https://usics.org", site.Dangerous, site.LookAlike, "usics.org"},
		{"https://раураl.com", site.Dangerous, site.MixedScript, "раураl.com"},
		{"https://пример.рф", site.NotOfficial, "", "пример.рф"},
		{"http://192.168.0.1/uscis", site.Dangerous, site.RawAddress, ""},
		{"http://[2001:db8::1]/", site.Dangerous, site.RawAddress, ""},
		{"http://3232235777/", site.Dangerous, site.RawAddress, ""},
		{"bit.ly/3abcde", site.Dangerous, site.Shortener, "bit.ly"},
		{"hxxps://tinyurl.com/x", site.Dangerous, site.Shortener, "tinyurl.com"},
		{"https://example.com/https://uscis.gov", site.NotOfficial, "", "example.com"},
		{"https://example.com/?next=uscis.gov", site.NotOfficial, "", "example.com"},
		{"got mail from no-reply@uscis.dhs.gov", site.Official, "", "dhs.gov"},
		{"uscis@messages.dhs.gov", site.Official, "", "dhs.gov"},
		{"help@uscis.gov.support.com", site.Dangerous, site.Subdomain, "support.com"},
		{"someone@gmail.com", site.NotOfficial, "", "gmail.com"},
		// not addresses
		{"where is my account.my lawyer has it", "", "", ""},
		{"e.g. form I-130. Thanks.ok", "", "", ""},
		{"open at 9 a.m. or 5 p.m.", "", "", ""},
		{"the U.S. government", "", "", ""},
		{"notice.pdf", "", "", ""},
		{"$1.440,00", "", "", ""},
		{"@casebell hello", "", "", ""},
		{"", "", "", ""},
	} {
		found := site.Find(c.text)
		if c.verdict == "" {
			if len(found) != 0 {
				t.Errorf("Find(%q) = %+v, want none", c.text, found)
			}
			continue
		}
		if len(found) != 1 || found[0].Verdict != c.verdict || found[0].Reason != c.reason || found[0].Domain != c.domain {
			t.Errorf("Find(%q) = %+v, want %s %s %s", c.text, found, c.verdict, c.reason, c.domain)
		}
	}
}

func FuzzFind(f *testing.F) {
	for _, s := range []string{"https://uscis.gov@evil.com", "uscis.gov.co", "xn--", "http://[::1", "a@b.c"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, j := range site.Find(text) {
			if !strings.Contains(text, j.Typed) || j.Verdict == "" || (j.Verdict == site.Dangerous) != (j.Reason != "") {
				t.Fatalf("Find(%q) = %+v", text, j)
			}
			// Official is never given to a name that does not end in the official one.
			if j.Verdict == site.Official && j.Domain != "uscis.gov" && j.Domain != "dhs.gov" {
				t.Fatalf("Find(%q) calls %q official", text, j.Domain)
			}
		}
	})
}
