package status

import (
	"encoding/json"
	"html"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

func load(t testing.TB) *Glossary {
	t.Helper()
	g, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func TestLoad(t *testing.T) {
	g := load(t)
	all := g.All()
	var secondary int
	for _, s := range all {
		if s.Secondary {
			secondary++
		}
	}
	if len(all) != 148 || secondary != 18 {
		t.Errorf("%d statuses, %d of them secondary; want 148 and 18", len(all), secondary)
	}
	if !slices.IsSortedFunc(all, func(a, b Status) int {
		return strings.Compare(strings.ToLower(a.Title), strings.ToLower(b.Title))
	}) {
		t.Error("the glossary is not sorted by title")
	}
	all[0].Title = "changed"
	if g.All()[0].Title == "changed" {
		t.Error("All gives away the glossary itself")
	}
}

func TestParseIsStrict(t *testing.T) {
	entry := func(title, more string) string {
		return `{"title":"` + title + `","category":"hold","action":"wait","meaning":"m","todo":"t"` + more + `}`
	}
	file := func(entries ...string) string {
		return `{"as_of":"2026-11-22","statuses":[` + strings.Join(entries, ",") + `]}`
	}
	tests := []struct{ name, data, want string }{
		{"good", file(entry("Case Is On Hold", "")), ""},
		{"unknown field", file(entry("Case Is On Hold", `,"colour":"red"`)), "colour"},
		{"something after", file() + `{}`, "follows"},
		{"no date", `{"statuses":[]}`, "as_of"},
		{"category", strings.Replace(file(entry("A Case", "")), "hold", "held", 1), "category"},
		{"action", strings.Replace(file(entry("A Case", "")), "wait", "sleep", 1), "action"},
		{"no meaning", strings.Replace(file(entry("A Case", "")), `"m"`, `""`, 1), "meaning"},
		{"no words", file(entry("The", "")), "without words"},
		{"collision", file(entry("The Card Is Lost", ""), entry("CARD IS LOST.", "")), "could be both"},
		{"alias collision", file(entry("Card Is Lost", ""), entry("Card Gone", `,"aliases":["A Card Is Lost"]`)), "could be both"},
	}
	for _, tt := range tests {
		_, err := parse([]byte(tt.data))
		if tt.want == "" && err != nil {
			t.Errorf("%s: %v", tt.name, err)
		}
		if tt.want != "" && (err == nil || !strings.Contains(err.Error(), tt.want)) {
			t.Errorf("%s: error %v, want one with %q", tt.name, err, tt.want)
		}
	}
}

// An entry that leaves out a field would be read as "not urgent" or "not decided".
func TestEveryFieldIsWritten(t *testing.T) {
	var file struct {
		Statuses []map[string]json.RawMessage `json:"statuses"`
	}
	if err := json.Unmarshal(glossaryJSON, &file); err != nil {
		t.Fatal(err)
	}
	for _, s := range file.Statuses {
		for _, field := range []string{"title", "aliases", "category", "action", "decided", "urgent", "secondary", "meaning", "todo"} {
			if _, ok := s[field]; !ok {
				t.Errorf("%s: %s is missing", s["title"], field)
			}
		}
	}
}

// shared are the titles that leaving out "was" turns into another one.
var shared = map[string]string{
	"Card Was Destroyed": "Card Destroyed",
	"Case Was Transferred And A New Office Has Jurisdiction": "Case Transferred And New Office Has Jurisdiction",
}

func TestFindInDisguise(t *testing.T) {
	g := load(t)
	little := regexp.MustCompile(`(?i)\b(was|were|the|a) `)
	disguises := map[string]func(string) string{
		"as it is": func(s string) string { return s },
		"loud":     func(s string) string { return "  " + strings.ToUpper(s) + ". " },
		"entities": func(s string) string {
			return "&quot;" + strings.ReplaceAll(html.EscapeString(s), " ", "&nbsp;") + "&quot;"
		},
		"curly": func(s string) string {
			return "“" + strings.NewReplacer("'", "’", "-", "–", ", ", " , ", "/", " / ").Replace(strings.ToLower(s)) + "”"
		},
		"pasted":   func(s string) string { return "\u200b" + strings.ReplaceAll(s, " ", " \u00a0\n\t") + "\u00ad…" },
		"articles": func(s string) string { return "The " + strings.ReplaceAll(s, " And ", " And The ") },
		"shortened": func(s string) string {
			return little.ReplaceAllString(s, "")
		},
	}
	for name, disguise := range disguises {
		for _, s := range g.All() {
			for _, title := range append([]string{s.Title}, s.Aliases...) {
				want := s.Title
				if other, ok := shared[title]; ok && name == "shortened" {
					want = other
				}
				text := disguise(title)
				if got, ok := g.Find(text); !ok || got.Title != want {
					t.Errorf("%s: Find(%q) = %q, %v; want %q", name, text, got.Title, ok, want)
				}
			}
		}
	}
}

func TestFind(t *testing.T) {
	g := load(t)
	tests := []struct{ text, want string }{
		{"Response To USCIS&#39; Request For Evidence Was Received", "Response To USCIS' Request For Evidence Was Received"},
		{"Response To USCIS&#039; Request For Evidence Was Received", "Response To USCIS' Request For Evidence Was Received"},
		{" Premium Processing Fee Will Be Refunded", "Premium Processing Fee Will Be Refunded"},
		{"case has been approved", "Case Was Approved"},
		{"Case Approved.", "Case Was Approved"},
		{"Form G28 was rejected because it was improperly filed", "Form G-28 Was Rejected Because It Was Improperly Filed"},
		{"Case Was Approved And USCIS Notified US Consulate or Port of Entry", "Case Was Approved And USCIS Notified The U.S. Consulate or Port of Entry"},
		{"Fingerprint &amp; Biometrics Appointment Was Scheduled", "Fingerprint and Biometrics Appointment Was Scheduled"},
		{"interview was canceled", "Interview Cancelled"},
		{"USCIS is currently processing your case", "USCIS Is Currently Processing the Case"},
		// One verb apart, and not the same.
		{"card destroyed", "Card Destroyed"},
		{"the card was destroyed", "Card Was Destroyed"},
		{"card has been destroyed", ""},
		{"document was mailed", "Document Was Mailed"},
		{"document was mailed to me", "Document Was Mailed To Me"},
		// Near misses.
		{"case was rejected", ""},
		{"case was not denied", ""},
		{"request for evidence was received", ""},
		{"my case was approved", ""},
		{"case was approved yesterday", ""},
		{"intent to deny", ""},
		{"card was", ""},
		{"was the a", ""},
		{"", ""},
	}
	for _, tt := range tests {
		got, ok := g.Find(tt.text)
		if got.Title != tt.want || ok != (tt.want != "") {
			t.Errorf("Find(%q) = %q, %v; want %q", tt.text, got.Title, ok, tt.want)
		}
	}
}

func TestIn(t *testing.T) {
	g := load(t)
	tests := []struct{ text, want string }{
		{"my case says Request for Initial Evidence Was Sent what does it mean", "Request for Initial Evidence Was Sent"},
		{"it says “Case Was Approved”, now what?", "Case Was Approved"},
		{"hi, response to uscis’ request for evidence received!! good?", "Response To USCIS' Request For Evidence Was Received"},
		{"my expedite request was denied", "Expedite Request Denied"},
		{"MY INTERVIEW WAS CANCELED WHY", "Interview Cancelled"},
		// The longest, and never a part of a longer one.
		{"Case Was Received and A Receipt Notice Was Emailed???", "Case Was Received and A Receipt Notice Was Emailed"},
		{"my travel document was mailed last week", "Travel Document Was Mailed"},
		{"travel document destroyed after USCIS held it for 180 days", "Travel Document Was Destroyed After USCIS Held It For 180 Days"},
		{"case was denied and my decision notice mailed, help", "Case Was Denied And My Decision Notice Mailed"},
		{"request for additional evidence was sent, before it was case was received", "Request for Additional Evidence Was Sent"},
		// Of two equally long ones, the news.
		{"from case was received to case was denied", "Case Was Denied"},
		// Too short, or not there.
		{"what is my case status", ""},
		{"case approved when", ""},
		{"my interview cancelled", ""},
		{"case was not approved", ""},
		{"when will my card be mailed to me", ""},
		{"hello", ""},
		{"", ""},
	}
	for _, tt := range tests {
		got, ok := g.In(tt.text)
		if got.Title != tt.want || ok != (tt.want != "") {
			t.Errorf("In(%q) = %q, %v; want %q", tt.text, got.Title, ok, tt.want)
		}
	}
	for _, s := range g.All() {
		if len(words(s.Title)) < 3 {
			continue
		}
		text := "hello, my husband's case says: " + strings.ToLower(s.Title) + ". what now?"
		if got, ok := g.In(text); !ok || got.Title != s.Title {
			t.Errorf("In(%q) = %q, %v", text, got.Title, ok)
		}
	}
}

func TestGuess(t *testing.T) {
	g := load(t)
	tests := []struct {
		text string
		want Category
	}{
		{"Response To Notice Of Intent To Deny Was Received", EvidenceReceived},
		{"Request for Evidence Was Mailed", EvidenceRequest},
		{"Notice of Intent to Terminate Was Mailed", IntentNotice},
		{"Intent To Deny And Revoke Notice Sent", IntentNotice},
		{"Expedite Request Was Denied By The Office", ExpeditePremium},
		{"Case Rejected Because A Page Was Not Signed", Rejected},
		{"Case Was Denied For Lack Of Response To Request For Evidence", Denied},
		{"Application Was Denied", Denied},
		{"Case Was Approved And Then Revoked", Revoked},
		{"Appeal Was Denied", Appeal},
		{"Interview Was Moved To Another Office", Interview},
		{"Green Card Was Mailed", CardDocument},
		{"Card Came Back As Undeliverable", MailProblem},
		{"Request For A Fee Waiver Was Denied", Fee},
		// A doubt is no guess.
		{"Case Was Not Denied", Unknown},
		{"Denied Case Was Reopened", Unknown},
		{"Notice Of Intent To Deny Was Withdrawn", Unknown},
		{"Motion To Reopen Was Denied", Unknown},
		{"Request For A Stay Was Denied", Unknown},
		{"Petition Business Terminated/Over 180 Days/Not Automatically Revoked", Unknown},
		{"Something New Happened", Unknown},
		{"", Unknown},
	}
	for _, tt := range tests {
		if got, ok := g.Guess(tt.text); got != tt.want || ok != (tt.want != Unknown) {
			t.Errorf("Guess(%q) = %s, %v; want %s", tt.text, got, ok, tt.want)
		}
	}
	// On the titles that are known, a guess may be missing but never wrong.
	for _, s := range g.All() {
		if got, ok := g.Guess(s.Title); ok && got != s.Category {
			t.Errorf("Guess(%q) = %s; it is %s", s.Title, got, s.Category)
		}
	}
}

func TestTexts(t *testing.T) {
	forbidden := regexp.MustCompile(`(?i)!|please be advised|unfortunately|\bwe\b|\bour\b|social security|password`)
	deadline := regexp.MustCompile(`(?i)\b(\d+|two|three|thirty) (business )?(hour|day|week|month)s?\b`)
	sentences := regexp.MustCompile(`[.?]( |$)`)
	for _, s := range load(t).All() {
		for _, text := range []string{s.Meaning, s.Todo, s.Note} {
			if n := utf8.RuneCountInString(text); n > 240 {
				t.Errorf("%s: %d characters: %s", s.Title, n, text)
			}
			if bad := forbidden.FindString(text); bad != "" {
				t.Errorf("%s: says %q: %s", s.Title, bad, text)
			}
			// Only a number of days that the title itself names may be told.
			if bad := deadline.FindString(text); bad != "" && !strings.Contains(strings.ToLower(s.Title), strings.ToLower(bad)) {
				t.Errorf("%s: invents the deadline %q: %s", s.Title, bad, text)
			}
			for _, sentence := range sentences.Split(text, -1) {
				if n := len(strings.Fields(sentence)); n > 24 {
					t.Errorf("%s: a sentence of %d words: %s", s.Title, n, sentence)
				}
			}
		}
		for _, text := range []string{s.Meaning, s.Todo} {
			if n := len(sentences.FindAllString(text, -1)); n < 1 || n > 2 {
				t.Errorf("%s: %d sentences, want one or two: %s", s.Title, n, text)
			}
		}
	}
}

func TestDecidedAndUrgent(t *testing.T) {
	for _, s := range load(t).All() {
		switch s.Action {
		case Respond, Attend, FixAddress, ContactNow:
			if !s.Urgent {
				t.Errorf("%s: asks for %s and is not urgent", s.Title, s.Action)
			}
		}
		switch s.Category {
		case Denied, Revoked, Terminated, IntentNotice:
			if !s.Urgent || !strings.Contains(s.Todo, "lawyer or an accredited representative") {
				t.Errorf("%s: bad news without urgency, or without who can help", s.Title)
			}
			if s.Decided == (s.Category == IntentNotice) {
				t.Errorf("%s: decided is %v", s.Title, s.Decided)
			}
		case Received, EvidenceRequest, Hold, Reopened, ExpeditePremium, Unknown:
			if s.Decided {
				t.Errorf("%s: cannot be decided", s.Title)
			}
		case Closed, Withdrawn, CardDocument:
			if !s.Decided || s.Urgent {
				t.Errorf("%s: is decided, and nothing runs out", s.Title)
			}
		}
	}
}

func FuzzIn(f *testing.F) {
	g := load(f)
	f.Add("my case says Request for Evidence Was Sent", "what now", uint8(3))
	f.Add("USCIS&#39; &amp;#39", "“Case—Was\xffReceived”", uint8(200))
	f.Add("U.S. G-28 a.-a", "́ the a was", uint8(0))
	f.Fuzz(func(t *testing.T, before, after string, n uint8) {
		for _, text := range []string{before, before + after} {
			if s, ok := g.In(text); ok {
				if same, ok := g.Find(s.Title); !ok || same.Title != s.Title {
					t.Errorf("In(%q) found %q, which Find does not know", text, s.Title)
				}
			}
			g.Find(text)
			g.Guess(text)
		}
		s := g.statuses[int(n)%len(g.statuses)]
		if len(words(s.Title)) < leastWords {
			return
		}
		if _, ok := g.In(before + " " + s.Title + " " + after); !ok {
			t.Errorf("%q is not found between %q and %q", s.Title, before, after)
		}
	})
}

func BenchmarkIn(b *testing.B) {
	g := load(b)
	text := strings.Repeat("my case says case is what ", 40) + "Request for Initial Evidence Was Sent"
	for b.Loop() {
		g.In(text)
	}
}
