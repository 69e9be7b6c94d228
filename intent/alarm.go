package intent

import (
	"cmp"
	"context"
	"regexp"
	"slices"

	"casebell/bot"
	"casebell/language"
	"casebell/number"
)

// matchPrivate finds what must not be in a chat, wherever it was typed.
func (d *desk) matchPrivate(_ context.Context, m bot.Message) (Finding, bool) {
	secrets := number.Secrets(m.Text)
	if len(secrets) == 0 {
		return Finding{}, false
	}
	kind := secrets[0].Kind()
	f := Finding{Kind: Private, Topic: "security-scam", Confidence: 1, Why: []string{"form of: " + string(kind)}}
	rest := m
	rest.Text = redact(m.Text, secrets)
	f.Handle = func(ctx context.Context, m bot.Message) (bot.Reply, error) {
		say := d.Sentences.In(m.Lang)
		// Not private: it holds nothing of the message, and in a group, too, the person must learn what was wrong.
		r := bot.Reply{Withdraw: true, Text: bot.Say(say.Say("private." + string(kind)))}
		if danger, ok := d.matchDanger(ctx, rest); ok { // who is in danger is not sent away with a warning
			help, err := danger.Handle(ctx, rest)
			r.Text, r.Buttons = append(r.Text, help.Text...), help.Buttons
			return r, err
		}
		r.Text = append(r.Text, bot.Say(say.Say("private.instead"))...)
		if answer, ok := d.answerButton(ctx, rest); ok {
			r.Text = append(r.Text, bot.Say(say.Say("private.question"))...)
			r.Buttons = []bot.Button{answer}
		}
		return r, nil
	}
	return f, true
}

// introducing are the words that say which number comes. With the number gone they would only mislead.
var introducing = regexp.MustCompile(`(?i)\b(?:(?:and|here|it)?\s*my\s+)?(?:ssn|social(?:\s+security)?(?:\s+number)?|receipt(?:\s+number)?|case\s+number)\s*(?:is|:)?\s*#?\s*$`)

// redact takes numbers out of a text, and the words that lead up to them.
func redact(text string, found []number.Found) string {
	for _, f := range slices.Backward(found) {
		text = introducing.ReplaceAllString(text[:f.Start], " ") + " " + text[f.End:]
	}
	return text
}

// matchDanger finds somebody in danger.
func (d *desk) matchDanger(_ context.Context, m bot.Message) (Finding, bool) {
	danger, why := dangerIn(m.Text)
	if danger == "" {
		return Finding{}, false
	}
	return Finding{Kind: Alarm, Topic: "legal-aid", Confidence: 1, Why: []string{string(danger) + ": " + why},
		Handle: func(ctx context.Context, m bot.Message) (bot.Reply, error) {
			r := d.help(danger, why, d.Sentences.In(m.Lang))
			if answer, ok := d.answerButton(ctx, m); ok { // "the site is down and my deadline is tonight"
				r.Buttons = once(append(r.Buttons, answer))
			}
			return r, nil
		}}, true
}

// help says who can help now, the organisation first. A deadline of USCIS is no matter for the court's line.
func (d *desk) help(danger Danger, why string, say language.Sentences) bot.Reply {
	deadline := danger == Hearing && why == ruleDeadline
	t := bot.Text{bot.Strong(say.Say("danger." + string(danger)))}
	if phone := cmp.Or(d.Organisation.Emergency, d.Organisation.Phone); phone != "" {
		t = append(t, bot.Strong(say.Say("danger.organisation", language.Args{"Organisation": d.Organisation.Name, "Phone": phone})))
	}
	var oldest *Hotline
	for _, h := range d.Hotlines {
		if h.For != danger || deadline {
			continue
		}
		t = append(t, bot.Say(say.Say("danger.hotline", language.Args{"Name": h.Name, "Contact": h.Contact}))...)
		if oldest == nil || h.AsOf.Before(oldest.AsOf) {
			oldest = &h
		}
	}
	sentences := map[Danger][]string{
		Detention: {"danger.detention.find", "danger.detention.sign", "danger.nopapers"},
		Hearing:   {"danger.hearing.court"},
		Violence:  {"danger.violence.now", "danger.violence.law"},
		Suicide:   {"danger.suicide.now"},
	}[danger]
	if deadline {
		sentences = []string{"danger.hearing.deadline", "danger.hearing.help"}
	}
	for _, sentence := range sentences {
		t = append(t, bot.Say(say.Say(sentence, language.Args{"Phone": courtLine}))...)
	}
	if oldest != nil && !oldest.AsOf.IsZero() {
		t = append(t, bot.Aside(say.Say("danger.asof", language.Args{"Month": say.Month(oldest.AsOf)})))
	}
	return bot.Reply{Text: t, Buttons: []bot.Button{d.humanButton(say), d.legalButton(say)}}
}

// Valid reports whether it is one of the dangers.
func (d Danger) Valid() bool {
	switch d {
	case Detention, Hearing, Violence, Suicide:
		return true
	}
	return false
}
