package intent

import (
	"bufio"
	"encoding/json"
	"os"
	"strings"
	"testing"
	"time"
	"unicode"
)

func TestDangerIn(t *testing.T) {
	for text, want := range map[string]Danger{
		// somebody is taken
		"ice took my husband this morning":                       Detention,
		"they came this morning he is not answering":             Detention,
		"la migra got my dad":                                    Detention,
		"La migra se llevó a mi papá":                            Detention,
		"my brother was detaind by imigration yesterday":         Detention,
		"MY WIFE HAS BEEN ARRESTED BY I.C.E. AND I HAVE A CHILD": Detention,
		"immigration is knocking on our door right now":          Detention,
		"my mom went to her check-in and never came out":         Detention,
		"eyes took my cousin from the bus stop":                  Detention, // what a telephone hears for ICE
		"bond for my uncle is 5000 who can help":                 Detention,
		// a judge or a deadline
		"my hearing is tomorrow and i have no lawyer":       Hearing,
		"court in the morning, the car broke":               Hearing,
		"judge at 9am how do i tell him i cant come":        Hearing,
		"rfe due today and the page wont upload":            Hearing,
		"the appeal has to be there by midnight":            Hearing,
		"i see the immigration judge in two hours":          Hearing,
		"mi corte es mañana":                                Hearing,
		"my notice to appear says tomorow 8:30":             Hearing,
		"Only few hours left to answer the request, please": Hearing,
		// violence
		"my husband hit me again and has my papers":         Violence,
		"mi esposo me pega":                                 Violence,
		"he says if i leave he calls immigration on me":     Violence,
		"my boss keeps our passports and does not pay":      Violence,
		"they dont let me leave the house":                  Violence,
		"im scared of my boyfriend, he has a gun":           Violence,
		"the coyote keeps my daughter until i pay more":     Violence,
		"my stepfather touches me":                          Violence,
		"he wont give me back my green card":                Violence,
		"my mom gets beaten by the man who petitions her":   Violence,
		"husband threatend me with deportation if i report": Violence,
		// no wish to live
		"no point anymore":   Suicide,
		"ya no quiero vivir": Suicide,
		"i want to die":      Suicide,
		"I’m going to kill myself if they deport me":       Suicide,
		"i dont want to be here anymore, i have the pills": Suicide,
		"everyone is better off without me":                Suicide,
		"i wish i would not wake up tomorrow":              Suicide,
		"my son says he wants to end his life":             Suicide,
		"tell my kids i love them, im sorry":               Suicide,
		// several: the one that cannot wait
		"ice took my husband and i want to kill myself":               Suicide,
		"he beats me and my court is tomorrow":                        Violence,
		"they detained my brother, his hearing is tomorrow, help him": Detention,
		// a plain worry
		"will ice detain me if i travel":           "",
		"can ice come to my house":                 "",
		"can they deport me if my case is denied":  "",
		"i am scared of the interview":             "",
		"i'm afraid i filled it wrong":             "",
		"what happens when ice and uscis share it": "",
		// an appointment
		"my biometrics is tomorrow":                         "",
		"interview tomorrow what do I bring":                "",
		"oath ceremony tomorrow at 9":                       "",
		"my interview is in two hours, which door do i use": "",
		"i got the rfe today, how long do i have":           "",
		"my rfe is due in march":                            "",
		// a figure of speech, and words that mean something else
		"this wait is killing me":                             "",
		"i would kill for a green card":                       "",
		"dying to know if my card was mailed":                 "",
		"my phone died and i lost the authenticator":          "",
		"i cant take this website any more it logs me out":    "",
		"i dont want to live at this address, how do i tell":  "",
		"hit submit twice by mistake":                         "",
		"i am hard of hearing, can i have an interpreter":     "",
		"case on hold meaning":                                "",
		"they took my fingerprints in 2022":                   "",
		"the officer kept my green card at the oath":          "",
		"ice skating coach, which work permit category":       "",
		"my lawyer is holding my documents until i pay him":   "",
		"my boss took a copy of my passport for the i-9":      "",
		"my husband has the passport, i need only the number": "",
		// history
		"my sister was detained years ago, which form asks about it": "",
		"i had an arrest in 2008, dismissed, where do i write it":    "",
		"my husband was arrested for dui last year, n-400 question":  "",
		// nothing
		"": "", " \n": "", "???": "", "hi": "", "\xff\xfe": "",
	} {
		if got, rule := dangerIn(text); got != want {
			t.Errorf("dangerIn(%q) = %q (%s), want %q", text, got, rule, want)
		}
	}
}

func TestDangerInSaysWhy(t *testing.T) {
	if _, rule := dangerIn("ice took my husband"); rule != "taken by officers" {
		t.Errorf("the rule is %q", rule)
	}
	if _, rule := dangerIn("thank you"); rule != "" {
		t.Errorf("no danger, but the rule %q", rule)
	}
}

// TestDangerFloors measures; what it holds is a little less than what was measured when the rules were last changed.
func TestDangerFloors(t *testing.T) {
	floors := map[Danger]float64{Suicide: 0.88, Violence: 0.89, Detention: 0.93, Hearing: 0.90}
	const (
		mostFalse        = 0.035 // of the near misses
		mostFalseInScope = 0.005 // of the questions that the book answers
	)
	said, found := map[Danger]int{}, map[Danger]int{}
	plain, alarms := 0, 0
	for line := range linesOf(t, "testdata/danger.jsonl") {
		kind, got := Danger(line.Kind), Danger("")
		if kind == "any" {
			continue
		}
		got, _ = dangerIn(line.Text)
		if kind == "none" {
			plain++
			if got != "" {
				alarms++
			}
			continue
		}
		said[kind]++
		if got == kind {
			found[kind]++
		}
	}
	for kind, floor := range floors {
		if recall := float64(found[kind]) / float64(said[kind]); !(recall >= floor) {
			t.Errorf("%s: found %d of %d (%.3f), at least %.3f", kind, found[kind], said[kind], recall, floor)
		}
	}
	if rate := float64(alarms) / float64(plain); !(rate <= mostFalse) {
		t.Errorf("%d false alarms in %d near misses (%.3f), at most %.3f", alarms, plain, rate, mostFalse)
	}
	questions, alarms := 0, 0
	for line := range linesOf(t, "../faq/testdata/english.jsonl") {
		if !line.InScope {
			continue
		}
		questions++
		if got, rule := dangerIn(line.Text); got != "" {
			alarms++
			t.Logf("%s (%s): %s", got, rule, line.Text)
		}
	}
	if rate := float64(alarms) / float64(questions); !(rate <= mostFalseInScope) {
		t.Errorf("%d false alarms in %d questions (%.4f), at most %.4f", alarms, questions, rate, mostFalseInScope)
	}
}

type dangerLine struct {
	Text, Kind string
	InScope    bool `json:"in_scope"`
}

func linesOf(t *testing.T, name string) func(func(dangerLine) bool) {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return func(yield func(dangerLine) bool) {
		lines := bufio.NewScanner(f)
		for lines.Scan() {
			var line dangerLine
			if err := json.Unmarshal(lines.Bytes(), &line); err != nil {
				t.Fatal(err)
			}
			if !yield(line) {
				return
			}
		}
		if err := lines.Err(); err != nil {
			t.Fatal(err)
		}
	}
}

// TestDangerWords finds what a slip of the pen in the lists would silently switch off.
func TestDangerWords(t *testing.T) {
	used := map[string]bool{}
	check := func(where, step string) {
		for word := range strings.FieldsFuncSeq(step, func(r rune) bool { return r == '|' || r == ' ' || r == '\n' || r == '\t' }) {
			switch _, class := dangerClasses[word]; {
			case unicode.IsUpper(rune(word[0])) && !class:
				t.Errorf("%s: no class %s", where, word)
			case class:
				used[word] = true
			case strings.Count(word, "-") > 2:
				t.Errorf("%s: a phrase of more than three words: %s", where, word)
			case word != strings.ToLower(word) || strings.ContainsAny(word, "'+&;"):
				t.Errorf("%s: never read like this: %s", where, word)
			}
			for part := range strings.SplitSeq(word, "-") {
				for other := range strings.SplitSeq(part, "/") {
					if whole := dangers.alias[other]; whole != "" && whole != other {
						t.Errorf("%s: %s is read as %s", where, other, whole)
					}
				}
			}
		}
	}
	for name, words := range dangerClasses {
		check(name, words)
	}
	for _, r := range dangerRules {
		check(r.name, r.unless)
		for field := range strings.FieldsFuncSeq(r.signs, func(c rune) bool { return unicode.IsSpace(c) || c == ';' }) {
			if field != "..." && field != "&" {
				check(r.name, strings.TrimLeft(field, "+-"))
			}
		}
	}
	for name := range dangerClasses {
		if !used[name] {
			t.Errorf("class %s is in no sign", name)
		}
	}
}

func TestOneApart(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"detained", "detained", true}, {"detaned", "detained", true}, {"detainedd", "detained", true}, {"detaimed", "detained", true},
		{"huband", "husband", true}, {"hubsand", "husband", true}, {"arest", "arrested", false}, {"abcd", "badc", false}, {"", "", true}, {"", "ab", false},
	} {
		if got := oneApart(c.a, c.b); got != c.want {
			t.Errorf("oneApart(%q, %q) = %v", c.a, c.b, got)
		}
		if got := oneApart(c.b, c.a); got != c.want {
			t.Errorf("oneApart(%q, %q) = %v", c.b, c.a, got)
		}
	}
}

// TestDangerInIsLinear catches a rule that costs the square of a text. The bound is thirty times what is needed.
func TestDangerInIsLinear(t *testing.T) {
	for _, piece := range []string{"they took him ", "no i live he hit me ", "a", "i ", "detaine ", "dark jump end i die never form ", "court today "} {
		text := strings.Repeat(piece, 1+4096/len(piece))
		start := time.Now()
		dangerIn(text)
		if took := time.Since(start); took > 100*time.Millisecond {
			t.Errorf("%d characters of %q took %v", len(text), piece, took)
		}
	}
}

func BenchmarkDangerIn(b *testing.B) {
	for name, text := range map[string]string{
		"300": "hello good morning, i have a question for my mother, she sent the papers in march and since then the page says that the case was " +
			"received, nothing else, and my brother who filed two weeks later got his fingerprints already. what can we do, is there somebody who can look " +
			"at it and tell us if it is lost or slow",
		"4096": strings.Repeat("they took him ", 4096/14),
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				dangerIn(text)
			}
		})
	}
}

func FuzzDangerIn(f *testing.F) {
	for _, text := range []string{"", "ice took my husband", "I-485 9am 2026", "no no no no", "la migra se llevó a mi papá", "\xff'’-\u0301", "i.c.e.", "a.b.c...!?",
		"don't i'm he'll 'tis -5 u-5", "ﷺ ½ Ⅷ İ ß", strings.Repeat("they took him ", 300)} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		danger, rule := dangerIn(text)
		if (danger == "") != (rule == "") {
			t.Errorf("%q with the rule %q", danger, rule)
		}
		if again, same := dangerIn(text); again != danger || same != rule {
			t.Errorf("%q, then %q", danger, again)
		}
	})
}
