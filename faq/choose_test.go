package faq

import (
	"reflect"
	"strings"
	"testing"
	"testing/fstest"
)

// sound checks what holds for every choice.
func sound(t *testing.T, text string, c Choice) {
	t.Helper()
	if c.Outcome != Answer && c.Outcome != Near && c.Outcome != None {
		t.Errorf("%.40q: outcome %q", text, c.Outcome)
	}
	if c.Outcome != None && len(c.Candidates) == 0 || len(c.Candidates) > nearCount {
		t.Errorf("%.40q: %s with %d candidates", text, c.Outcome, len(c.Candidates))
	}
	topics := map[string]bool{}
	var sum float64
	for i, candidate := range c.Candidates {
		if topics[candidate.Article.Topic] {
			t.Errorf("%.40q: topic %s comes twice", text, candidate.Article.Topic)
		}
		topics[candidate.Article.Topic] = true
		if !(candidate.Confidence >= 0 && candidate.Confidence <= 1) || candidate.Confidence > c.Candidates[0].Confidence { // also not NaN
			t.Errorf("%.40q: confidence of candidate %d is %v, of the first %v", text, i, candidate.Confidence, c.Candidates[0].Confidence)
		}
		sum += candidate.Confidence
		for _, name := range signalNames {
			if !strings.Contains(candidate.Why, name) {
				t.Errorf("%.40q: %q does not name the signal %s", text, candidate.Why, name)
			}
		}
	}
	if sum > 1+1e-9 {
		t.Errorf("%.40q: the confidences add up to %v", text, sum)
	}
}

func TestAskHostile(t *testing.T) {
	t.Parallel()
	l := shipped(t)
	const words, noWords = true, false
	for _, c := range []struct {
		name, text string
		words      bool // there is something that the book could answer
	}{
		{"empty", "", noWords},
		{"spaces", " \t\r\n\u00a0\u2003", noWords},
		{"punctuation", "?!?!... --- ((( \"'` ’ ;;", noWords},
		{"emoji", "🙂🙏🏽👨‍👩‍👧‍👦🇺🇸🆘", noWords},
		{"emoji of letters", "ℹ️Ⓜ️🅰️1️⃣", noWords},
		{"no width", "\u200b\u200c\u200d\u2060\ufeff", noWords},
		{"marks alone", "\u0300\u0301\u0489", noWords},
		{"control characters", "\x00\x01\x07\x08\x1b[31m\x7f", noWords},
		{"invalid UTF-8", "\xff\xfe\xc3\x28\xed\xa0\x80", noWords},
		{"surrogates and beyond", "\U0010ffff\ue000\ufffd", noWords},
		{"spaces, 40,000 of them", strings.Repeat(" ", 40000), noWords},
		{"emoji, 40,000 of them", strings.Repeat("🙂", 40000), noWords},
		{"digits", "123456789012", noWords},
		{"Arabic", "مرحبا كيف الحال", noWords},
		{"Hebrew", "שלום מה שלומך", noWords},
		{"Chinese", "你好，我的案子怎么样了", noWords},
		{"one word of 40,000 letters", strings.Repeat("x", 40000), noWords},
		{"a letter that unfolds", strings.Repeat("ﷺ", 40000), noWords},
		{"one stray letter", "q", noWords},
		{"a script", "<script>alert(1)</script>", noWords},
		{"SQL", "'; DROP TABLE users; --", noWords},

		{"40,000 characters", strings.Repeat("where is my receipt number ", 1500)[:40000], words},
		{"40,000 different words", strings.Repeat("case abc cde efg ghi notice ", 1429)[:40000], words},
		{"turned around", "\u202ewhere is my receipt number\u202c", words},
		{"zalgo", "r̷̛̗e̵̡̛c̶̢̛e̷͚̎i̵p̷͎̈́t̸ ̵n̴u̵m̷b̸e̵r̷", words},
		{"marks, 20,000 of them", "receipt" + strings.Repeat("\u0301", 20000) + " number", words},
		{"query syntax", `title:receipt^99 +number -case "unterminated /.*/ [1 TO *] (a OR (b AND NOT`, words},
		{"wildcards", "* ? receip* num?er ~2 \\", words},
		{"HTML", "<b onmouseover=alert(1)>receipt</b> <img src=x> &lt;number&gt;", words},
		{"Markdown", "# **receipt** [number](javascript:alert(1)) ``` | a | b |", words},
		{"control characters between", "receipt\x00number\x1b[2J\x07", words},
		{"invalid UTF-8 between", "receipt \xff\xfe number \xc3", words},
		{"a format", "%s%n%d receipt %!v(MISSING)", words},
		{"a template", "{{.Article}} ${jndi:ldap://x} receipt", words},
		{"a path", "../../../etc/passwd receipt", words},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			langs := []string{"en", "fr", "", "en/../es", "🙂", "\xff", strings.Repeat("x", 40000)}
			if len(c.text) > 1000 {
				langs = langs[:1]
			}
			for _, lang := range langs {
				choice, err := l.Ask(t.Context(), c.text, lang)
				if err != nil {
					t.Fatalf("in %.10q: %v", lang, err)
				}
				sound(t, c.text, choice)
				switch {
				case !c.words && choice.Outcome == Answer:
					t.Errorf("in %.10q it is answered with %s", lang, choice.Candidates[0].Article.ID)
				case c.words && len(choice.Candidates) == 0:
					t.Errorf("in %.10q nothing is found", lang)
				}
			}
		})
	}
}

// What people type or leave out at will does not change the answer.
func TestAskFolds(t *testing.T) {
	t.Parallel()
	l := shipped(t)
	first := func(text string) string {
		c, err := l.Ask(t.Context(), text, "en")
		if err != nil || len(c.Candidates) == 0 {
			t.Fatalf("%q: %v, %v", text, c, err)
		}
		return string(c.Outcome) + " " + c.Candidates[0].Article.Topic
	}
	want := first("where is my receipt number")
	for _, text := range []string{
		"WHERE IS MY RECEIPT NUMBER", "  where\tis\nmy  receipt number?!", "where is my réceipt number", "ｗｈｅｒｅ ｉｓ my receipt number",
		"\u202ewhere is my receipt number", "where is my receipt number 🙏",
	} {
		if got := first(text); got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
}

func TestAskTwice(t *testing.T) {
	t.Parallel()
	l := shipped(t)
	for _, text := range []string{"where is my receipt number", "lost my phone cant get code", "how long", "case"} {
		a, errA := l.Ask(t.Context(), text, "en")
		b, errB := l.Ask(t.Context(), text, "en")
		if errA != nil || errB != nil || !reflect.DeepEqual(a, b) {
			t.Errorf("%q is answered %v (%v), then %v (%v)", text, a, errA, b, errB)
		}
	}
}

func TestAskLanguages(t *testing.T) {
	t.Parallel()
	l, _ := openFolder(t, smallBook())
	for _, c := range []struct{ text, lang, want string }{
		{"alpha one", "en", "en/alpha.md"},
		{"alpha one", "es", "es/alpha.md"},
		{"gamma one", "es", "es/gamma.md"},
		{"alpha one", "fr", "en/alpha.md"}, // a language without a book
		{"beta one", "fr", "en/beta.md"},
		{"beta one", "", "en/beta.md"},
	} {
		choice, err := l.Ask(t.Context(), c.text, c.lang)
		if err != nil {
			t.Fatal(err)
		}
		sound(t, c.text, choice)
		if len(choice.Candidates) == 0 || choice.Candidates[0].Article.file != c.want {
			t.Errorf("%q in %q finds %v, want %s", c.text, c.lang, choice.Candidates, c.want)
		}
		for _, candidate := range choice.Candidates {
			if a := candidate.Article; !strings.HasPrefix(c.want, a.Lang+"/") {
				t.Errorf("%q in %q finds %s", c.text, c.lang, a.file)
			}
		}
	}
	// The shipped book is English: everybody else is answered from it, in the same way.
	shipped := shipped(t)
	want, err := shipped.Ask(t.Context(), "where is my receipt number", "en")
	if err != nil || len(want.Candidates) == 0 {
		t.Fatal(want, err)
	}
	got, err := shipped.Ask(t.Context(), "where is my receipt number", "xx")
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("in a language without a book: %v, %v; want %v", got, err, want)
	}
}

// A book without an English part has nothing to fall back on, and says so.
func TestAskWithoutEnglish(t *testing.T) {
	t.Parallel()
	f := smallBook()
	delete(f, "en/alpha.md")
	delete(f, "en/beta.md")
	l, _ := openFolder(t, f)
	c, err := l.Ask(t.Context(), "alpha one", "fr")
	if err != nil || c.Outcome != None || len(c.Candidates) != 0 {
		t.Errorf("%v, %v; want none", c, err)
	}
}

// With one article there is no second one to compare with.
func TestAskSmallestBook(t *testing.T) {
	t.Parallel()
	l, err := Open(t.Context(), fstest.MapFS{"en/x.md": {Data: []byte(shortHead + "Lead.")}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	for _, text := range []string{"", "T", "lead", "t t t", "nothing of it", strings.Repeat("lead ", 8000)} {
		c, err := l.Ask(t.Context(), text, "en")
		if err != nil {
			t.Fatal(err)
		}
		sound(t, text, c)
	}
}
