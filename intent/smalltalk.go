package intent

import (
	"context"
	"strings"
	"unicode"

	"casebell/bot"
)

// Small talk is recognised only where it is the whole message: every word of it is one of a few. A greeting before a
// question is part of the question.
var smallTalk = []struct {
	kind  string
	words map[string]bool // all words must be among these
	core  map[string]bool // and one among these
}{
	{"thanks", set("thank thanks thankyou thx ty tysm you u so much very a lot again for the your help ur that it helped really appreciate appreciated was helpful this great god bless amen ok okay perfect good got it i have gracias muchas merci obrigado kindly this worked info information answer time everything all cool awesome wow nice"),
		set("thank thanks thankyou thx ty tysm appreciate appreciated gracias merci obrigado perfect cool awesome")},
	{"bye", set("bye goodbye byebye see you later take care have a good great nice day night evening weekend ciao adios ok okay for now im done that is thats all i need cya ttyl thanks thank until tomorrow next time"),
		set("bye goodbye byebye later care night day evening weekend ciao adios done cya ttyl time")},
	{"greeting", set("hi hello hey heyy heya hii hiya hola good morning afternoon evening day greetings there dear sir madam maam miss mister friend team everyone anybody anyone someone here are you how r u doing today is yo salam salaam salut bonjour namaste please help me can i ask need a question quick uscis casebell bot ok test testing ping"),
		set("hi hello hey heyy heya hii hiya hola morning afternoon evening greetings yo salam salaam salut bonjour namaste anybody anyone test testing ping there")},
}

func set(words string) map[string]bool {
	out := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		out[w] = true
	}
	return out
}

// whoAsks are the ways of asking who this is, as whole messages.
var whoAsks = set("whoareyou whoru whatareyou whoisthis whosthis areyouabot areyouarobot areyouahuman areyouhuman areyoureal areyouarealperson areyouai areyouanai isthisabot isthisarobot isthisai " +
	"whatisyourname whatsyourname whatsurname areyouuscis areyoufromuscis isthisuscis areyouofficial whomadeyou whobuiltyou areyouchatgpt whatisthis whatiscasebell whoiscasebell areyoualawyer areyouanattorney amitalkingtoabot amitalkingtoarobot areyouthegovernment isthisgovernment isthisthegovernment areyougovernment r u a bot")

// matchSmallTalk answers greetings, thanks and goodbyes.
func (d *desk) matchSmallTalk(_ context.Context, m bot.Message) (Finding, bool) {
	kind := smallTalkIn(m.Text)
	if kind == "" {
		return Finding{}, false
	}
	return Finding{Kind: SmallTalk, Confidence: 1, Why: []string{kind}, Handle: func(_ context.Context, m bot.Message) (bot.Reply, error) {
		say := d.Sentences.In(m.Lang)
		r := bot.Reply{Text: bot.Say(say.Say("smalltalk." + kind))}
		if kind == "greeting" || kind == "who" {
			r.Buttons = []bot.Button{d.helpButton(say), d.humanButton(say)}
		}
		return r, nil
	}}, true
}

// maxSmallTalk is how many words small talk has at most.
const maxSmallTalk = 12

func smallTalkIn(text string) string {
	words := strings.FieldsFunc(strings.ToLower(strings.NewReplacer("'", "", "’", "").Replace(text)), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
	if len(words) == 0 || len(words) > maxSmallTalk {
		return ""
	}
	greeted := 0
	for greeted < len(words)-1 && smallTalk[2].core[words[greeted]] {
		greeted++
	}
	if whoAsks[strings.Join(words[greeted:], "")] {
		return "who"
	}
	for _, talk := range smallTalk {
		all, core := true, false
		for _, w := range words {
			all = all && talk.words[w]
			core = core || talk.core[w]
		}
		if all && core {
			return talk.kind
		}
	}
	return ""
}
