package intent

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"casebell"
	"casebell/bot"
	"casebell/language"
)

// The verbs of buttons. What follows a verb names a thing; a button lives as long as its message, so a verb is never
// given another meaning.
const (
	verbArticle   = "article:"   // shows an article
	verbHelped    = "helped:"    // an article helped
	verbNotHelped = "nothelped:" // it did not
	verbNumber    = "number:"    // looks a number up
	verbCommand   = "command:"   // as if it were typed with a slash
	verbLanguage  = "language:"  // chooses a language
	verbNone      = "none:"      // none of the near answers
)

// matchButton answers buttons, however old.
func (d *desk) matchButton(ctx context.Context, m bot.Message) (Finding, bool) {
	if m.Action == "" {
		return Finding{}, false
	}
	verb, name, _ := strings.Cut(m.Action, ":")
	f := Finding{Kind: Command, Confidence: 1, Why: []string{"button " + verb}}
	switch verb + ":" {
	case verbArticle:
		if a := d.Book.Article(name, m.Lang); a != nil {
			f.Kind, f.Topic, f.Article, f.Lang, f.Handle = Answer, a.Topic, a.ID, a.Lang, d.showArticle(a)
			return f, true
		}
	case verbHelped:
		f.Handle = d.vote(name, true)
		return f, true
	case verbNotHelped:
		f.Handle = d.vote(name, false)
		return f, true
	case verbNumber:
		if n, ok := d.matchNumber(ctx, bot.Message{Text: name, Lang: m.Lang}); ok {
			return n, true
		}
	case verbCommand:
		if handle := d.command(name, ""); handle != nil {
			f.Handle = handle
			return f, true
		}
	case verbLanguage:
		f.Handle = d.setLanguage(name)
		return f, true
	case verbNone:
		f.Kind, f.Handle = None, d.doNotKnow
		return f, true
	}
	f.Why = append(f.Why, "it leads nowhere any more")
	f.Handle = func(_ context.Context, m bot.Message) (bot.Reply, error) {
		say := d.Sentences.In(m.Lang)
		return bot.Reply{Text: bot.Say(say.Say("button.old")), Buttons: []bot.Button{d.helpButton(say)}}, nil
	}
	return f, true
}

// helpAsks are other ways of asking for help, as whole messages.
var helpAsks = set("menu commands helpme whatcanyoudo whatdoyoudo whatcanido whatcaniask whatcaniaskyou howdoesthiswork howdoyouwork whatelsecanyoudo")

// matchCommand answers /help and its like. The word alone will do, and so will /help@botname.
func (d *desk) matchCommand(_ context.Context, m bot.Message) (Finding, bool) {
	name, rest, _ := strings.Cut(strings.ToLower(strings.TrimSpace(m.Text)), " ")
	if slash, ok := strings.CutPrefix(name, "/"); ok {
		name, _, _ = strings.Cut(slash, "@")
	} else {
		name, rest = strings.Join(lettersOf(m.Text), ""), "" // the whole message
		if strings.ContainsRune(m.Text, '@') {
			name = "" // an address that begins like a command
		}
	}
	if helpAsks[name] {
		name = "help"
	}
	handle := d.command(name, strings.TrimSpace(rest))
	if handle == nil {
		return Finding{}, false
	}
	topic := ""
	if name == "human" {
		topic = "escalate-human"
	}
	return Finding{Kind: Command, Topic: topic, Confidence: 1, Why: []string{"command " + name}, Handle: handle}, true
}

// command finds the handler of a command. It is nil where there is none.
func (d *desk) command(name, rest string) bot.HandlerFunc {
	switch name {
	case "start":
		return d.start
	case "help":
		return d.showHelp
	case "human":
		return d.human
	case "language":
		if rest != "" {
			return d.setLanguage(strings.ToLower(rest))
		}
		return d.chooseLanguage
	}
	return nil
}

func (d *desk) start(_ context.Context, m bot.Message) (bot.Reply, error) {
	say := d.Sentences.In(m.Lang)
	example := func(name, article string) bot.Button {
		return bot.Button{Label: say.Say("start.example." + name), Action: verbArticle + article}
	}
	return bot.Reply{
		Text: append(bot.Text{bot.Strong(say.Say("start.hello"))}, bot.Say(
			say.Say("start.examples"),
			say.Say("start.who", language.Args{"Organisation": d.Organisation.Name}),
			say.Say("start.private"))...),
		Buttons: []bot.Button{example("number", "account-number-where"), example("status", "case-status-check"), example("locked", "account-login-problem")},
	}, nil
}

func (d *desk) showHelp(_ context.Context, m bot.Message) (bot.Reply, error) {
	say := d.Sentences.In(m.Lang)
	t := bot.Text{bot.Strong(say.Say("help.title"))}
	for _, name := range []string{"answers", "number", "link", "status"} {
		t = append(t, bot.Say("• "+say.Say("help."+name))...)
	}
	t = append(t, bot.Say(say.Say("help.commands"))...)
	return bot.Reply{Text: t, Buttons: []bot.Button{d.humanButton(say), d.legalButton(say)}}, nil
}

// human says how to reach the organisation.
func (d *desk) human(_ context.Context, m bot.Message) (bot.Reply, error) {
	say := d.Sentences.In(m.Lang)
	t := bot.Text{bot.Strong(say.Say("human.title"))}
	t = append(t, d.contact(say)...)
	t = append(t, bot.Say(say.Say("human.legal"))...)
	return bot.Reply{Text: t, Buttons: []bot.Button{d.legalButton(say)}}, nil
}

// contact is how to reach the organisation, or that nobody has said.
func (d *desk) contact(say language.Sentences) bot.Text {
	o := d.Organisation
	if o.Phone == "" && o.Email == "" && o.URL == "" {
		return bot.Say(say.Say("human.none"))
	}
	t := bot.Say(say.Say("human.intro", language.Args{"Organisation": o.Name}))
	if o.Phone != "" {
		t = append(t, bot.Say(say.Say("human.phone", language.Args{"Phone": o.Phone}))...)
	}
	if o.Email != "" {
		t = append(t, bot.Say(say.Say("human.email", language.Args{"Email": o.Email}))...)
	}
	if o.URL != "" {
		t = append(t, bot.Paragraph{{Text: say.Say("human.page"), Style: bot.Link, URL: o.URL}})
	}
	if o.Hours != "" {
		t = append(t, bot.Say(say.Say("human.hours", language.Args{"Hours": o.Hours}))...)
	}
	return t
}

func (d *desk) chooseLanguage(_ context.Context, m bot.Message) (bot.Reply, error) {
	say := d.Sentences.In(m.Lang)
	tags := d.Sentences.Languages()
	if len(tags) == 1 {
		return bot.Reply{Text: bot.Say(say.Say("language.only", language.Args{"Language": d.Sentences.Name(tags[0])}))}, nil
	}
	r := bot.Reply{Text: bot.Say(say.Say("language.choose"))}
	for _, tag := range tags {
		r.Buttons = append(r.Buttons, bot.Button{Label: d.Sentences.Name(tag), Action: verbLanguage + tag})
	}
	return r, nil
}

// setLanguage remembers a language, given by its tag or its name.
func (d *desk) setLanguage(wanted string) bot.HandlerFunc {
	return func(ctx context.Context, m bot.Message) (bot.Reply, error) {
		tags := d.Sentences.Languages()
		i := slices.IndexFunc(tags, func(tag string) bool {
			return tag == wanted || strings.EqualFold(d.Sentences.Name(tag), wanted)
		})
		if i < 0 {
			r, err := d.chooseLanguage(ctx, m)
			r.Text = append(bot.Say(d.Sentences.In(m.Lang).Say("language.unknown")), r.Text...)
			return r, err
		}
		err := d.Records.Update(ctx, func(tx casebell.Tx) error { return tx.SetLanguage(m.From.Person, tags[i]) })
		if err != nil {
			return bot.Reply{}, fmt.Errorf("language not kept: %w", err)
		}
		say := d.Sentences.In(tags[i])
		return bot.Reply{Text: bot.Say(say.Say("language.now", language.Args{"Language": d.Sentences.Name(tags[i])}))}, nil
	}
}

// vote counts whether an article helped.
func (d *desk) vote(article string, helped bool) bot.HandlerFunc {
	return func(ctx context.Context, m bot.Message) (bot.Reply, error) {
		say := d.Sentences.In(m.Lang)
		if d.Book.Article(article, m.Lang) != nil { // what is not an article is not counted: anyone can send any action
			err := d.Records.Update(ctx, func(tx casebell.Tx) error { return tx.Vote(m.From.Person, article, helped) })
			if err != nil {
				return bot.Reply{}, fmt.Errorf("vote not kept: %w", err)
			}
		}
		if helped {
			return bot.Reply{Text: bot.Say(say.Say("answer.thanks"))}, nil
		}
		return bot.Reply{Text: bot.Say(say.Say("answer.sorry")), Buttons: []bot.Button{d.humanButton(say), d.legalButton(say)}}, nil
	}
}

// The buttons that stand below many replies.

func (d *desk) humanButton(say language.Sentences) bot.Button {
	return bot.Button{Label: say.Say("button.human"), Action: verbCommand + "human"}
}

func (d *desk) legalButton(say language.Sentences) bot.Button {
	return bot.Button{Label: say.Say("button.legal"), Action: verbArticle + "legal-aid"}
}

func (d *desk) helpButton(say language.Sentences) bot.Button {
	return bot.Button{Label: say.Say("button.help"), Action: verbCommand + "help"}
}
