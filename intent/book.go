package intent

import (
	"context"
	"fmt"
	"regexp"
	"strings"

	"casebell/bot"
	"casebell/faq"
	"casebell/language"
)

// matchBook asks the book of answers. It takes every message: what the book does not know, nobody does.
func (d *desk) matchBook(ctx context.Context, m bot.Message) (Finding, bool) {
	choice, err := d.Book.Ask(ctx, m.Text, m.Lang)
	if err != nil {
		return Finding{Kind: None, Why: []string{"the search failed"}, Handle: func(context.Context, bot.Message) (bot.Reply, error) {
			return bot.Reply{}, err
		}}, true
	}
	if len(choice.Candidates) == 0 {
		return Finding{Kind: None, Handle: d.doNotKnow, Why: []string{"no word of it is in the book"}}, true
	}
	best := choice.Candidates[0]
	f := Finding{Topic: best.Article.Topic, Lang: best.Article.Lang, Confidence: best.Confidence}
	for _, c := range choice.Candidates {
		f.Near = append(f.Near, Choice{c.Article.Topic, c.Article.ID, c.Confidence})
		f.Why = append(f.Why, fmt.Sprintf("%s %.2f: %s", c.Article.ID, c.Confidence, c.Why))
	}
	counsel := needsCounsel(m.Text)
	if choice.Outcome == faq.Answer && (!counsel || !asksOwnFate(m.Text)) {
		f.Kind, f.Article, f.Handle = Answer, best.Article.ID, d.showArticle(best.Article)
		return f, true
	}
	if counsel {
		f.Kind, f.Handle, f.Why = None, d.sendToCounsel, append(f.Why, "about rights or chances")
		return f, true
	}
	if choice.Outcome == faq.None {
		f.Kind, f.Handle = None, d.doNotKnow
		return f, true
	}
	f.Kind = Near
	f.Handle = func(_ context.Context, m bot.Message) (bot.Reply, error) {
		say := d.Sentences.In(m.Lang)
		r := bot.Reply{Text: bot.Text{bot.Strong(say.Say("near.title"))}}
		for _, c := range choice.Candidates {
			r.Buttons = append(r.Buttons, bot.Button{Label: c.Article.Title, Action: verbArticle + c.Article.ID})
		}
		r.Buttons = append(r.Buttons, bot.Button{Label: say.Say("near.else"), Action: verbNone})
		return r, nil
	}
	return f, true
}

// answerButton leads to the article that answers a message, where the book is sure: for replies that something else in the
// message had to come before.
func (d *desk) answerButton(ctx context.Context, m bot.Message) (bot.Button, bool) {
	f, ok := d.matchBook(ctx, m)
	if !ok || f.Kind != Answer {
		return bot.Button{}, false
	}
	return bot.Button{Label: d.Book.Article(f.Article, m.Lang).Title, Action: verbArticle + f.Article}, true
}

// showArticle words an article: the answer first, its date and source last.
func (d *desk) showArticle(a *faq.Article) bot.HandlerFunc {
	return func(_ context.Context, m bot.Message) (bot.Reply, error) {
		say := d.Sentences.In(m.Lang)
		r := bot.Reply{Text: textOf(a)}
		if a.Topic == "escalate-human" {
			r.Text = append(r.Text, d.contact(say)...)
		}
		if !a.Reviewed {
			r.Text = append(r.Text, bot.Aside(say.Say("answer.unreviewed")))
		}
		r.Text = append(r.Text, sourceOf(a, say))
		for _, id := range a.Related {
			if related := d.Book.Article(id, m.Lang); related != nil && len(r.Buttons) < 3 {
				r.Buttons = append(r.Buttons, bot.Button{Label: related.Title, Action: verbArticle + id})
			}
		}
		r.Buttons = append(r.Buttons,
			bot.Button{Label: say.Say("answer.helped"), Action: verbHelped + a.ID},
			bot.Button{Label: say.Say("answer.nothelped"), Action: verbNotHelped + a.ID})
		return r, nil
	}
}

// textOf turns an article into a text. The first sentence is bold, unless the author chose otherwise.
func textOf(a *faq.Article) bot.Text {
	t := make(bot.Text, 0, len(a.Body)+1)
	for i, block := range a.Body {
		var p bot.Paragraph
		if block.Mark != "" {
			p = append(p, bot.Span{Text: block.Mark + " "})
		}
		for _, s := range block.Spans {
			p = append(p, spanOf(s))
		}
		if i == 0 {
			p = boldFirstSentence(p)
		}
		t = append(t, p)
	}
	return t
}

func spanOf(s faq.Span) bot.Span {
	span := bot.Span{Text: s.Text, URL: s.URL}
	switch {
	case s.URL != "":
		span.Style = bot.Link
	case s.Code:
		span.Style = bot.Code
	case s.Bold:
		span.Style = bot.Bold
	}
	return span
}

// boldFirstSentence makes the plain spans up to the end of the first sentence bold.
func boldFirstSentence(p bot.Paragraph) bot.Paragraph {
	for _, s := range p {
		if s.Style == bot.Bold {
			return p
		}
	}
	var out bot.Paragraph
	for i, s := range p {
		if s.Style != bot.Plain {
			out = append(out, s)
			continue
		}
		end := strings.Index(s.Text, ". ")
		if end < 0 {
			out = append(out, bot.Span{Text: s.Text, Style: bot.Bold})
			continue
		}
		out = append(out, bot.Span{Text: s.Text[:end+1], Style: bot.Bold}, bot.Span{Text: s.Text[end+1:]})
		return append(out, p[i+1:]...)
	}
	return out
}

// sourceOf is the line below an article: where the facts come from, and when they were checked.
func sourceOf(a *faq.Article, say language.Sentences) bot.Paragraph {
	p := bot.Paragraph{{Text: say.Say("answer.source"), Style: bot.Quiet}}
	if len(a.Sources) > 0 {
		p = append(p, bot.Span{Text: a.Sources[0].Title, Style: bot.Link, URL: a.Sources[0].URL})
	}
	return append(p, bot.Span{Text: say.Say("answer.asof", language.Args{"Month": say.Month(a.AsOf)}), Style: bot.Quiet})
}

// doNotKnow says so, what is known, and who may know more.
func (d *desk) doNotKnow(_ context.Context, m bot.Message) (bot.Reply, error) {
	say := d.Sentences.In(m.Lang)
	if strings.TrimSpace(m.Text) == "" && m.Action == "" {
		return bot.Reply{Text: bot.Say(say.Say("none.empty")), Buttons: []bot.Button{d.helpButton(say)}}, nil
	}
	return bot.Reply{
		Text:    append(bot.Text{bot.Strong(say.Say("none.title"))}, bot.Say(say.Say("none.know"), say.Say("none.lawyer"))...),
		Buttons: []bot.Button{d.humanButton(say), d.legalButton(say), d.helpButton(say)},
	}, nil
}

// counselWords stand in questions about somebody's rights and chances. The book has no answer to these, and near answers
// about the same words would read like one.
var counselWords = []string{"deport", "my chances", "kick me out", "kicked out", "illegal", "undocumented", "overstay", "out of status", "felony", "misdemeanor",
	"dui", "criminal record", "convict", "should i lie", "can i lie", "sue uscis", "lawsuit", "will i get approved", "will they approve", "will i be approved", "am i eligible", "am i qualified", "do i qualify", "removal order"}

// ownFate begins a question about what will become of somebody. Not "a caller says I will be deported", which asks something else.
var ownFate = regexp.MustCompile(`(?i)^\W*(?:(?:hi|hello|please|so|and|but)\W+)*(?:will|can|could|would|am|are|is|do|does|should|what are)\b`)

func asksOwnFate(text string) bool { return ownFate.MatchString(text) }

func needsCounsel(text string) bool {
	lower := strings.ToLower(text)
	if strings.Contains(lower, "fee") { // who may pay less is written on the form
		return false
	}
	for _, w := range counselWords {
		if strings.Contains(lower, w) {
			return true
		}
	}
	return false
}

// sendToCounsel says kindly that only somebody who sees the papers can answer.
func (d *desk) sendToCounsel(_ context.Context, m bot.Message) (bot.Reply, error) {
	say := d.Sentences.In(m.Lang)
	return bot.Reply{
		Text:    append(bot.Text{bot.Strong(say.Say("none.counsel"))}, bot.Say(say.Say("none.counsel.who"))...),
		Buttons: []bot.Button{d.legalButton(say), d.humanButton(say)},
	}, nil
}
