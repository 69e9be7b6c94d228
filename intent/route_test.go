package intent_test

import (
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"testing/fstest"

	"casebell/bot"
	"casebell/faq"
	"casebell/intent"
	"casebell/language"
)

// What would this mean? "wanted" is the intent, the kind and the topic of what is found; the topic may be left out.
func TestRoute(t *testing.T) {
	for _, c := range []struct{ said, wanted string }{
		// What must not be in a chat comes before all else.
		{"123-45-6789", "private private security-scam"},
		{"my ssn is 123-45-6789 can u check", "private private"},
		{"SSN: 123 45 6789", "private private"},
		{"912-70-1234", "private private"},
		{"4111 1111 1111 1111", "private private"},
		{"visa 4111111111111111 was declined", "private private"},
		{"378282246310005", "private private"},
		{"my password is Tiger2020!", "private private"},
		{"my online access code: A1B2C3D4E5F6", "private private"},
		{"verification code 482913", "private private"},
		{"my code is 482913", "private private"},
		{"/help my ssn is 123-45-6789", "private private"},
		{"IOE0912345678 and my ssn is 123-45-6789", "private private"},
		{"my password is Tiger2020! i typed it at https://uscis-gov.com", "private private"},
		{"Case Was Received 123-45-6789", "private private"},
		{"hello 123-45-6789", "private private"},

		// What only sounds like a secret is a question.
		{"i forgot my password", "book answer forgot-password"},
		{"my password is wrong", "book"},
		{"the verification code never comes", "book answer verification-code-not-received"},
		{"where do i write my ssn on the form", "book"},

		// Commands: with a slash whatever follows, the word alone without.
		{"/start", "command command"},
		{"/start payload", "command command"},
		{"/help", "command command"},
		{"/HELP", "command command"},
		{" /help ", "command command"},
		{"/help please", "command command"},
		{"/help@casebell_bot", "command command"},
		{"/Help@CasebellBot now", "command command"},
		{"help", "command command"},
		{"HELP", "command command"},
		{"menu", "command command"},
		{"commands", "command command"},
		{"/language", "command command"},
		{"/language English", "command command"},
		{"language", "command command"},
		{"/human", "command command escalate-human"},
		{"human", "command command escalate-human"},
		{"/help https://uscis-gov.com", "command command"},
		{"help https://uscis-gov.com", "link link security-scam"},
		{"help with my account number where is it", "book"},
		{"human please", "book answer escalate-human"},
		{"/nope", "book none"},
		{"/", "book none"},

		// Links, the worst of several; official ones only where they are what is asked about.
		{"https://uscis.gov", "link link official-site"},
		{"my.uscis.gov", "link link official-site"},
		{"is https://my.uscis.gov real", "link link official-site"},
		{"i got a message from no-reply@uscis.gov is it real", "link link official-site"},
		{"http://my.uscis.gov", "link link official-site"},
		{"https://travel.state.gov", "link link official-site"},
		{"https://uscis.gov.my-case-verify.com/pay", "link link security-scam"},
		{"a guy told me to pay on uscis-gov.com is it ok", "link link security-scam"},
		{"someone told me about fileright.com to fill my form", "link link official-site"},
		{"check https://uscis.gov and https://uscis-gov.com", "link link security-scam"},
		{"IOE0912345678 at https://uscis-gov.com", "link link security-scam"},
		{"i went to https://my.uscis.gov/account and my account is locked what now", "book"},
		{"how do i sign in at my.uscis.gov, it says locked", "book"},

		// Numbers, alone or in a question.
		{"IOE0912345678", "number number receipt-number-format"},
		{"ioe 0912 345 678", "number number receipt-number-format"},
		{"my receipt is IOE0912345678 how long does it take", "number number receipt-number-format"},
		{"is IOE0912345678 right", "number number receipt-number-format"},
		{"IOE912345678", "number number invalid-number-error"},
		{"WAC21l2345678", "number number invalid-number-error"},
		{"EAC211234567", "number number invalid-number-error"},
		{"my account number is 01234567890", "number number invalid-number-error"},
		{"0123-4567-8901", "number number account-number-format"},
		{"A012345678", "number number a-number-where"},
		{"123456789", "number number a-number-where"},
		{"passport 123456789", "number number"},
		{"N0012345678", "number number"},
		{"800-375-5283", "number number"},
		{"who is calling me from 800-375-5283", "book"},
		{"form I-485 and I-130", "book"},
		{"it cost $1,440.00 on 11/22/2026", "book"},

		// Status texts, alone, quoted, in a question; but not in a question about something else.
		{"Case Was Received", "status status case-status-meaning"},
		{"case was approved", "status status case-status-meaning"},
		{"CASE WAS DENIED", "status status case-status-meaning"},
		{"Case Approved", "status status case-status-meaning"},
		{"what does case was approved mean", "status status case-status-meaning"},
		{`it says "Case Was Updated To Show Fingerprints Were Taken", is this good`, "status status case-status-meaning"},
		{"my status is Request for Initial Evidence Was Sent what do i do", "status status case-status-meaning"},
		{"my case was denied what now", "status status case-status-meaning"},
		{`my status says "Case Was Moved To The Moon Office"`, "status status case-status-meaning"},
		{"how will I know if my case was received", "book"},
		{"my interview was scheduled for monday can i bring my daughter", "book"},
		{"my case was received but i never got the receipt notice", "book"},

		// Small talk is a whole message, never the beginning of a question.
		{"hi", "smalltalk smalltalk"},
		{"Hello there!", "smalltalk smalltalk"},
		{"thank you so much", "smalltalk smalltalk"},
		{"ok bye", "smalltalk smalltalk"},
		{"hello, who are you?", "smalltalk smalltalk"},
		{"are you a bot", "smalltalk smalltalk"},
		{"hello where is my account number", "book answer account-number-where"},
		{"hi where do i find account number for uscis", "book answer account-number-where"},
		{"thanks but where is my account number", "book"},

		// The book has the rest, and says when it does not.
		{"where is my a number", "book answer a-number-where"},
		{"how do i change my address", "book answer update-address"},
		{"i need a lawyer", "book answer legal-aid"},
		{"how long does it take", "book answer processing-time"},
		{"what is an rfe", "book answer rfe-meaning"},
		{"code", "book near"},
		{"will they deport me if my case is denied", "book none"},
		{"am i eligible for asylum", "book none"},
		{"tell me a joke", "book none"},
		{"asdkjhasd qwe", "book none"},
		{"cuanto cuesta la ciudadania", "book none"},
		{"🙂🙂🙂", "book none"},
		{"", "book none"},
	} {
		checkRoute(t, bot.Message{Text: c.said}, c.wanted)
	}
}

// Somebody in danger is heard before everything but a secret, which is answered together with the danger.
func TestRouteDanger(t *testing.T) {
	for _, c := range []struct{ said, wanted string }{
		{"ice took my husband this morning", "danger danger legal-aid"},
		{"/help ice took my husband this morning", "danger danger"},
		{"hello ice took my husband this morning", "danger danger"},
		{"ice took my husband this morning his number is A012345678", "danger danger"},
		{"ice took my husband this morning is https://locator.ice.gov real", "danger danger"},
		{"ice took my husband this morning his ssn is 123-45-6789", "private private"},
	} {
		checkRoute(t, bot.Message{Text: c.said}, c.wanted)
	}
}

// A button means what it carries, however old.
func TestRouteButtons(t *testing.T) {
	for _, c := range []struct{ pressed, wanted string }{
		{"article:account-number-where", "button answer account-number-where"},
		{"article:legal-aid", "button answer legal-aid"},
		{"helped:account-number-where", "button command"},
		{"nothelped:account-number-where", "button command"},
		{"number:IOE0912345678", "button number receipt-number-format"},
		{"command:help", "button command"},
		{"command:human", "button command"},
		{"language:en", "button command"},
		{"none:", "button none"},
		{"article:gone", "button command"},
		{"number:", "button command"},
		{"number:hello", "button command"},
		{"command:", "button command"},
		{"command:nope", "button command"},
		{"nonsense", "button command"},
		{":", "button command"},
	} {
		checkRoute(t, bot.Message{Action: c.pressed}, c.wanted)
	}
}

func checkRoute(t *testing.T, m bot.Message, wanted string) {
	t.Helper()
	m.Direct = true
	f := router(t).Route(t.Context(), m)
	got := fmt.Sprintf("%s %s %s", f.Intent, f.Kind, f.Topic)
	if got != wanted && !strings.HasPrefix(got, wanted+" ") {
		t.Errorf("%q means %q, want %q; because %q", m.Text+m.Action, got, wanted, f.Why)
	}
	if f.Kind != intent.None && (f.Confidence <= 0 || f.Confidence > 1) && f.Intent != "button" {
		t.Errorf("%q: confidence %v", m.Text+m.Action, f.Confidence)
	}
	if f.Handle == nil || f.Lang != language.Default {
		t.Errorf("%q: a finding without an answer or a language: %+v", m.Text+m.Action, f)
	}
}

// What is found says nothing of what the person said: it is shown by "casebell ask --explain", and may be logged.
func TestFindingsHoldNoWordsOfThePerson(t *testing.T) {
	for _, said := range []string{
		"zebrafish my ssn is 123-45-6789", "zebrafish IOE0912345678", "is zebrafish.com safe", "zebrafish where is my account number",
		`my status says "Case Was Moved To Zebrafish Office"`, "zebrafish", "/language zebrafish", "help zebrafish my password is Tiger2020!",
	} {
		f := router(t).Route(t.Context(), bot.Message{Text: said, Direct: true})
		shown := strings.ToLower(fmt.Sprint(f.Intent, f.Kind, f.Topic, f.Article, f.Near, f.Why))
		for _, planted := range []string{"zebrafish", "123-45-6789", "912345678", "tiger2020"} {
			if strings.Contains(shown, planted) {
				t.Errorf("%q: the finding holds %q: %s", said, planted, shown)
			}
		}
	}
}

// Every title of the glossary is taken for what it is, however it is typed, and every other wording of it.
func TestEveryStatusIsExplained(t *testing.T) {
	o, r := options(t), router(t)
	for _, s := range o.Glossary.All() {
		for _, typed := range append([]string{s.Title, strings.ToLower(s.Title), `"` + s.Title + `"`}, s.Aliases...) {
			if s.Title == "CASE STATUS" && typed == strings.ToLower(s.Title) {
				continue // in small letters it is a question
			}
			m := bot.Message{Text: typed, Direct: true}
			if f := r.Route(t.Context(), m); f.Intent != "status" {
				t.Errorf("%q is taken for %s %s", typed, f.Intent, f.Why)
				continue
			}
			reply, err := r.Handle(t.Context(), m)
			if err != nil || reply.Text[0].String() != s.Title || !strings.Contains(reply.Text.String(), s.Meaning) || !strings.Contains(reply.Text.String(), s.Todo) {
				t.Errorf("%q is not explained: %v\n%s", typed, err, render(reply))
			}
		}
	}
}

// What articles are found by is left to the book: an author's example question is never taken for a secret, a danger
// or a command. The book asked here is a small one, since only what comes before it matters.
func TestQuestionsReachTheBook(t *testing.T) {
	o := options(t)
	small, err := faq.Open(t.Context(), fstest.MapFS{"en/parcel.md": {Data: []byte("---\nid: parcel\ntopic: parcel\ntitle: Parcel\nquestions: [parcel]\nas_of: 2026-01-02\n---\nIt is here.\n")}}, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	defer small.Close()
	o.Book = small
	r := intent.NewRouter(o)
	for _, a := range articles(t) {
		for _, q := range append([]string{a.Title}, a.Questions...) {
			f := r.Route(t.Context(), bot.Message{Text: q, Direct: true})
			if f.Intent == "danger" && saysDanger[q] {
				continue
			}
			switch f.Intent {
			case "private", "danger", "command", "button":
				t.Errorf("%s: %q is taken for %s: %s", a.ID, q, f.Intent, f.Why)
			}
		}
	}
}

// saysDanger are the questions of articles in which somebody really is in danger: they get help first, and the article as
// a button below.
var saysDanger = map[string]bool{
	"A number of my husband he is detained": true, "i left my husband because he hit me and my two year card ends soon": true,
	"threatning call about my green card": true, "deadline tonight and the website is down": true, "rfe deadline is today and upload not working": true,
}

// Every button below any reply fits into what platforms carry, says something, does one thing, and leads somewhere.
func TestEveryButton(t *testing.T) {
	o, r := options(t), router(t)
	d := newDesk(t, "") // for the buttons that write
	pressed := map[string]bool{}
	var check func(from string, reply bot.Reply)
	press := func(from, action string) {
		if !pressed[action] {
			pressed[action] = true
			check(from+" → "+action, d.receive(bot.Message{Direct: true, Action: action}))
		}
	}
	check = func(from string, reply bot.Reply) {
		if reply.Text.String() == o.Sentences.In("en").Say("button.old") {
			t.Errorf("%s leads nowhere", from)
		}
		does := map[string]bool{}
		for _, b := range reply.Buttons {
			if b.Label == "" || (b.Action == "") == (b.URL == "") || does[b.Action+b.URL] {
				t.Errorf("%s: button %+v among %+v", from, b, reply.Buttons)
			}
			does[b.Action+b.URL] = true
			if len(b.Action) > bot.MaxAction {
				t.Errorf("%s: %q is %d bytes, and buttons carry %d", from, b.Action, len(b.Action), bot.MaxAction)
			}
			if b.Action != "" {
				press(from, b.Action)
			}
		}
	}
	say := func(text string) {
		reply, err := r.Handle(t.Context(), bot.Message{Text: text, Direct: true})
		if err != nil {
			t.Errorf("%q: %v", text, err)
		}
		check(text, reply)
	}
	for _, a := range articles(t) {
		press("the book", "article:"+a.ID)
		say(a.Title)
	}
	for _, s := range o.Glossary.All() {
		say(s.Title)
	}
	for _, text := range []string{"/start", "/help", "/human", "/language", "hello", "who are you", "", "asdkjhasd qwe", "will they deport me",
		"https://uscis-gov.com", "https://uscis.gov", `"Case Was Moved To The Moon Office"`, "IOE0912345678 IOE0912345679 A012345678 012345678901",
		"WAC21l2345678 LIN21l2345678 01234567S901", "my password is Tiger2020! and i cannot sign in", "ABC1234567890"} {
		say(text)
	}
}

// The buttons that lead to numbers are tried apart: what they show is what typing the number shows.
func TestMendedNumbers(t *testing.T) {
	for wrong, right := range map[string]string{"IOE912345678": "IOE0912345678", "WAC21l2345678": "WAC2112345678", "01234567S901": "012345675901"} {
		d := newDesk(t, "")
		if got := d.receive(bot.Message{Direct: true, Text: wrong}).Buttons[0].Action; got != "number:"+right {
			t.Errorf("%s is mended to %q, want %q", wrong, got, right)
		}
		typed := d.receive(bot.Message{Direct: true, Text: right})
		if pressed := d.receive(bot.Message{Direct: true, Action: "number:" + right}); render(pressed) != render(typed) || pressed.Private != typed.Private {
			t.Errorf("%s pressed is\n%s\n\nand typed\n%s", right, render(pressed), render(typed))
		}
	}
}

// What is about one person is private, and only that.
func TestPrivacyOfReplies(t *testing.T) {
	for said, private := range map[string]bool{
		"IOE0912345678": true, "IOE912345678": true, "A012345678": true, "012345678901": true, "passport 123456789": true,
		// A warning holds nothing of what was typed, and in a group the person must learn what was wrong with it.
		"my ssn is 123-45-6789": false, "my password is Tiger2020!": false, "my code is 482913": false,
		"where is my account number": false, "https://uscis-gov.com": false, "Case Was Received": false, "hello": false, "/help": false, "/human": false,
	} {
		reply, err := router(t).Handle(t.Context(), bot.Message{Text: said})
		if err != nil || reply.Private != private {
			t.Errorf("%q: private is %v (%v)", said, reply.Private, err)
		}
	}
}

func router(t testing.TB) *intent.Router {
	t.Helper()
	return intent.NewRouter(options(t))
}

// articles are all articles of the book.
func articles(t testing.TB) []*faq.Article {
	t.Helper()
	book, faults := faq.Read(faq.Embedded())
	if book == nil || len(book.Articles(language.Default)) == 0 {
		t.Fatalf("no book: %v", faults)
	}
	return book.Articles(language.Default)
}
