package intent

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"casebell/bot"
	"casebell/language"
	"casebell/number"
	"casebell/site"
	"casebell/status"
)

// matchNumber recognises a number. Its reply is private: whoever sees a receipt number can look the case up.
func (d *desk) matchNumber(_ context.Context, m bot.Message) (Finding, bool) {
	if !strings.ContainsFunc(m.Text, unicode.IsDigit) { // most messages
		return Finding{}, false
	}
	text := m.Text
	var found []number.Found
	for _, f := range number.Find(text) {
		if f.Kind() != number.Phone || !strings.ContainsFunc(text[:f.Start]+text[f.End:], unicode.IsLetter) {
			found = append(found, f) // a phone number is only meant where nothing else is said
		}
	}
	if len(found) == 0 {
		return Finding{}, false
	}
	f := Finding{Kind: Number, Topic: topicOfNumber[found[0].Kind()], Confidence: 1, Why: []string{"form of: " + string(found[0].Kind())}}
	if found[0].Mistake != nil {
		f.Topic = "invalid-number-error"
	}
	f.Handle = func(ctx context.Context, m bot.Message) (bot.Reply, error) {
		say := d.Sentences.In(m.Lang)
		r := bot.Reply{Private: true}
		for _, n := range found[:min(len(found), 3)] {
			d.describe(n, say, &r)
		}
		rest := m
		rest.Text, rest.Action = redact(text, found), ""
		if status, ok := d.matchStatus(ctx, rest); ok { // "IOE… says Case Was Received"
			about, err := status.Handle(ctx, rest)
			if err != nil {
				return r, err
			}
			r.Text, r.Buttons = append(r.Text, about.Text...), append(about.Buttons, r.Buttons...)
		}
		if answer, ok := d.answerButton(ctx, rest); ok { // the question around the number
			r.Buttons = append([]bot.Button{answer}, r.Buttons...)
		}
		r.Text, r.Buttons = onceSaid(r.Text), once(r.Buttons)
		return r, nil
	}
	return f, true
}

// topicOfNumber is the topic that a number belongs to.
var topicOfNumber = map[number.Kind]string{
	number.Receipt: "receipt-number-format", number.OnlineAccount: "account-number-format", number.ANumber: "a-number-where",
	number.CardNumber: "receipt-number-format", number.DOSCase: "receipt-number-format",
}

// articleOfNumber says where a number is printed.
var articleOfNumber = map[number.Kind]string{
	number.Receipt: "receipt-number-where", number.OnlineAccount: "account-number-where", number.ANumber: "a-number-where",
}

// describe says what a number is, what it is for, where it is printed, and what it is not.
func (d *desk) describe(n number.Found, say language.Sentences, r *bot.Reply) {
	kind := func(k number.Kind) string { return say.Say("number.kind." + string(k)) }
	first := n.Candidates[0]
	switch {
	case n.Mistake != nil:
		d.diagnose(n, say, r)
	case len(n.Candidates) > 1:
		r.Text = append(r.Text, bot.Strong(say.Say("number.could")))
		for _, c := range n.Candidates {
			r.Text = append(r.Text, bot.Paragraph{{Text: "• "}, {Text: kind(c.Kind) + ". ", Style: bot.Bold}, {Text: say.Say("number.about." + string(c.Kind))}})
		}
	default:
		r.Text = append(r.Text, bot.Strong(say.Say("number.looks", language.Args{"Kind": kind(first.Kind)})))
		r.Text = append(r.Text, bot.Say(say.Say("number.about."+string(first.Kind)))...)
		if first.Kind == number.Receipt {
			r.Text = append(r.Text, decode(first.Normal, say)...)
			r.Buttons = append(r.Buttons, bot.Button{Label: say.Say("number.button.status"), Action: verbArticle + "case-status-check"})
		}
		if first.Kind == number.ANumber || first.Kind == number.Receipt {
			r.Text = append(r.Text, bot.Paragraph{{Text: say.Say("number.write", language.Args{"Normal": ""})}, {Text: first.Normal, Style: bot.Code}})
		}
	}
	if article := articleOfNumber[first.Kind]; article != "" {
		r.Buttons = append(r.Buttons, bot.Button{Label: say.Say("number.button.where"), Action: verbArticle + article})
	}
}

// diagnose says what is wrong with a number, to the character.
func (d *desk) diagnose(n number.Found, say language.Sentences, r *bot.Reply) {
	m := n.Mistake
	args := language.Args{"Kind": say.Say("number.kind." + string(n.Kind())), "At": m.At, "Typed": m.Typed, "Have": m.Have, "Want": m.Want, "Mended": m.Mended}
	r.Text = append(r.Text, bot.Say(say.Say("number.wrong."+string(m.What), args))...)
	if m.Mended == "" {
		return
	}
	if m.What == number.LetterForDigit {
		r.Text = append(r.Text, bot.Say(say.Say("number.wrong.letter-for-digit.mended", args))...)
	}
	r.Buttons = append(r.Buttons, bot.Button{Label: say.Say("number.button.mended"), Action: verbNumber + m.Mended})
}

// decode says what a receipt number tells by itself.
func decode(receipt string, say language.Sentences) bot.Text {
	d, ok := number.Decode(receipt)
	if !ok {
		return nil
	}
	var t bot.Text
	add := func(id string, args language.Args) { t = append(t, bot.Say(say.Say("number.receipt."+id, args))...) }
	switch {
	case d.Electronic:
		add("electronic", nil)
	case !d.Known:
		add("unknown", language.Args{"Prefix": d.Office.Prefix})
	default:
		add("office", language.Args{"Office": d.Office.Name})
	}
	if d.Year > 0 && !d.Office.Asylum {
		add("date", language.Args{"Year": d.Year, "Before": d.Year - 1, "Workday": d.Workday, "Sequence": d.Sequence})
	}
	if d.Office.Asylum {
		add("asylum", nil)
		return t
	}
	add("look", nil)
	return t
}

// matchLink judges addresses. Only a trap, and a page that is not official, are told where they stand beside a question.
func (d *desk) matchLink(_ context.Context, m bot.Message) (Finding, bool) {
	found := site.Find(m.Text)
	if len(found) == 0 {
		return Finding{}, false
	}
	worst := found[0]
	for _, j := range found {
		if severity[j.Verdict] > severity[worst.Verdict] {
			worst = j
		}
	}
	// "My email is …, and I forgot my password" asks something else.
	told := worst.Verdict == site.Dangerous || worst.Verdict == site.NotOfficial && !worst.Mail
	if !told && !asksAboutLink(m.Text, worst.Typed) {
		return Finding{}, false
	}
	topic := "official-site"
	if worst.Verdict == site.Dangerous {
		topic = "security-scam"
	}
	return Finding{Kind: Link, Topic: topic, Confidence: 1, Why: []string{fmt.Sprint(worst.Verdict, " ", worst.Reason)},
		Handle: func(_ context.Context, m bot.Message) (bot.Reply, error) {
			return judged(worst, d.Sentences.In(m.Lang)), nil
		}}, true
}

// severity orders the verdicts: of several addresses the worst is told.
var severity = map[site.Verdict]int{site.Official: 0, site.Government: 1, site.Insecure: 2, site.NotOfficial: 3, site.Dangerous: 4}

// aroundLink are the words that say nothing beside an address.
var aroundLink = set("is this the a an it link site website page address url email mail from got i what about check pls please here")

// asksAboutLink reports whether a message is about an address itself: it holds little else, or it doubts.
func asksAboutLink(text, link string) bool {
	rest := strings.ToLower(strings.Replace(text, link, "", 1))
	for _, doubt := range []string{"real", "legit", "scam", "fake", "safe", "official", "trust", "phish", "got a text", "got an email", "got this"} {
		if strings.Contains(rest, doubt) {
			return true
		}
	}
	for _, w := range lettersOf(rest) {
		if !aroundLink[w] {
			return false
		}
	}
	return true
}

// withCode writes one word of a sentence as code, so that no platform makes a link of it.
func withCode(sentence, word string) bot.Paragraph {
	before, after, found := strings.Cut(sentence, word)
	if !found || word == "" {
		return bot.Paragraph{{Text: sentence}}
	}
	return bot.Paragraph{{Text: before}, {Text: word, Style: bot.Code}, {Text: after}}
}

// judged words a verdict.
func judged(j site.Judged, say language.Sentences) bot.Reply {
	args := language.Args{"Domain": j.Domain, "Agency": j.Agency}
	mail := ""
	if j.Mail {
		mail = ".mail"
	}
	var r bot.Reply
	switch j.Verdict {
	case site.Official:
		r.Text = bot.Text{bot.Strong(say.Say("link.official", args))}
		if j.Mail {
			r.Text = bot.Say(say.Say("link.official.mail"))
		}
	case site.Insecure:
		r.Text = bot.Say(say.Say("link.insecure"))
	case site.Government:
		sentence := "link.government"
		if j.Agency == "" {
			sentence = "link.government.unknown"
		}
		r.Text = bot.Say(say.Say(sentence, args))
	case site.NotOfficial:
		r.Text = bot.Text{withCode(say.Say("link.not-official"+mail, args), j.Domain)}
		if !j.Mail {
			r.Text = append(r.Text, bot.Say(say.Say("link.rule"))...)
		}
	case site.Dangerous:
		reason := withCode(say.Say("link."+string(j.Reason), args), j.Domain)
		r.Text = bot.Text{append(bot.Paragraph{{Text: say.Say("link.danger"+mail) + " ", Style: bot.Bold}}, reason...)}
		r.Text = append(r.Text, bot.Say(say.Say("link.rule"))...)
		r.Buttons = []bot.Button{{Label: say.Say("link.button.scam"), Action: verbArticle + "security-scam"}, {Label: say.Say("link.button.paid"), Action: verbArticle + "security-scam-already-paid"}}
		return r
	}
	r.Buttons = []bot.Button{{Label: say.Say("link.button.official"), Action: verbArticle + "official-site"}}
	return r
}

// matchStatus explains a status text. A message that holds one among many other words is a question about something else.
func (d *desk) matchStatus(_ context.Context, m bot.Message) (Finding, bool) {
	s, ok := d.Glossary.Find(m.Text)
	why := "title"
	if strings.EqualFold(s.Title, plainTitle) && !strings.Contains(m.Text, s.Title) {
		ok = false // "case status" asks how to see it; "CASE STATUS" is a heading that was copied
	}
	if !ok {
		s, ok = d.Glossary.In(m.Text)
		why = "title within the message"
		ok = ok && asksAboutStatus(m.Text, s)
	}
	if ok {
		return Finding{Kind: Status, Topic: "case-status-meaning", Confidence: 1, Why: []string{why + ": " + s.Title},
			Handle: func(_ context.Context, m bot.Message) (bot.Reply, error) {
				return d.explain(s, d.Sentences.In(m.Lang)), nil
			}}, true
	}
	title := unknownTitle(m.Text)
	if title == "" {
		return Finding{}, false
	}
	return Finding{Kind: Status, Topic: "case-status-meaning", Confidence: 1, Why: []string{"looks like a title that nobody knows"},
		Handle: func(_ context.Context, m bot.Message) (bot.Reply, error) {
			say := d.Sentences.In(m.Lang)
			return bot.Reply{
				Text:    bot.Text{{{Text: say.Say("status.unknown")}}, bot.Strong(title), {{Text: say.Say("status.unknown.look")}}},
				Buttons: []bot.Button{{Label: say.Say("status.button.check"), Action: verbArticle + "case-status-check"}, d.humanButton(say)},
			}, nil
		}}, true
}

// plainTitle is the one title that is also what everybody calls the thing.
const plainTitle = "CASE STATUS"

// asksAboutStatus reports whether a message is about a status text that it holds: it quotes it with capitals, or asks
// what it means.
func asksAboutStatus(text string, s status.Status) bool {
	for _, title := range append([]string{s.Title}, s.Aliases...) {
		if strings.Contains(text, title) {
			return true
		}
	}
	lower := strings.ToLower(text)
	for _, asks := range []string{"mean", "status", "says", "say ", "what is", "whats", "what does", "shows"} {
		if strings.Contains(lower, asks) {
			return true
		}
	}
	return len(strings.Fields(text)) <= len(strings.Fields(s.Title))+3
}

// titleBegins are the words with which the titles begin that USCIS writes.
var titleBegins = set("Advance Amended Appeal Application Biometrics Card Case Certificate Continuation Correspondence Date Decision Document Duplicate " +
	"Eligibility Expedite Fee Fees Fingerprint Fingerprints Intent Interview Name New Notice Notification Oath Petition Premium Re-entry Refugee Request Response Revocation Travel Withdrawal")

// The bounds of a title that nobody knows.
const (
	minUnknown, maxUnknown = 4, 20 // words
	maxUnknownLetters      = 140
)

// unknownTitle finds what is written like a status title: it begins like one, has four words or more of which nearly all
// are capitalised, and a verb that titles have. It is "" where there is none.
func unknownTitle(text string) string {
	for _, piece := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(`"“”:.?!`+"\n", r) }) {
		fields := strings.Fields(piece)
		for len(fields) > 0 && !titleBegins[fields[0]] {
			fields = fields[1:]
		}
		title := strings.Join(fields, " ")
		if len(fields) < minUnknown || len(fields) > maxUnknown || len(title) > maxUnknownLetters {
			continue
		}
		capitals, verb := 0, false
		for _, f := range fields {
			if capitalised(f) {
				capitals++
			}
			verb = verb || f == "Was" || f == "Is" || f == "Were" || f == "Has" || f == "Been"
		}
		own := slices.ContainsFunc(fields, func(f string) bool { return f == "I" || f == "My" || f == "You" }) // somebody's own sentence
		if verb && !own && capitals*10 >= len(fields)*7 {
			return title
		}
	}
	return ""
}

func capitalised(word string) bool {
	for _, r := range word {
		return unicode.IsUpper(r)
	}
	return false
}

// explain words an entry of the glossary.
func (d *desk) explain(s status.Status, say language.Sentences) bot.Reply {
	r := bot.Reply{Text: bot.Text{
		bot.Strong(s.Title),
		{{Text: say.Say("status.meaning", language.Args{"Meaning": s.Meaning})}},
		{{Text: say.Say("status.todo", language.Args{"Todo": s.Todo})}},
	}}
	if s.Note != "" {
		r.Text = append(r.Text, bot.Say(s.Note)...)
	}
	if s.Secondary {
		r.Text = append(r.Text, bot.Aside(say.Say("status.secondary")))
	}
	r.Text = append(r.Text, bot.Aside(say.Say("status.asof", language.Args{"Month": say.Month(d.Glossary.AsOf)})))
	for _, id := range articlesOfStatus[s.Category] {
		if a := d.Book.Article(id, say.Tag); a != nil {
			r.Buttons = append(r.Buttons, bot.Button{Label: a.Title, Action: verbArticle + id})
		}
	}
	if s.Category == status.Denied || s.Category == status.IntentNotice || s.Category == status.Revoked || s.Category == status.Terminated {
		r.Buttons = append(r.Buttons, d.legalButton(say), d.humanButton(say))
	}
	return r
}

// articlesOfStatus are what one wants to read after a status.
var articlesOfStatus = map[status.Category][]string{
	status.Biometrics: {"biometrics-appointment"}, status.Interview: {"interview-appointment"},
	status.EvidenceRequest: {"respond-rfe", "rfe-meaning"}, status.IntentNotice: {"rfe-meaning"},
	status.MailProblem: {"update-address"}, status.CardDocument: {"update-address"}, status.Review: {"processing-time"},
	status.Notice: {"view-notices"}, status.Received: {"receipt-number-where", "processing-time"}, status.Fee: {"pay-fee-online"},
	status.Unknown: {"case-status-check"}, status.ExpeditePremium: {"expedite"}, status.Transferred: {"processing-time"},
}

// onceSaid keeps the first of the paragraphs that say the same.
func onceSaid(t bot.Text) bot.Text {
	var out bot.Text
	known := map[string]bool{}
	for _, p := range t {
		if text := p.String(); !known[text] {
			known[text] = true
			out = append(out, p)
		}
	}
	return out
}

// once keeps the first of the buttons that do the same.
func once(buttons []bot.Button) []bot.Button {
	var out []bot.Button
	known := map[string]bool{}
	for _, b := range buttons {
		if !known[b.Action+b.URL] {
			known[b.Action+b.URL] = true
			out = append(out, b)
		}
	}
	return out
}
