package intent

import (
	"context"
	"strings"
	"unicode"

	"casebell/bot"
)

// Small talk is recognised only where it is the whole message: every word of it is one of a few, and what makes it small
// talk is among them. A greeting before a question is part of the question.
type smallTalk struct {
	kind  string
	words map[string]bool // all words must be among these
	core  []string        // and one of these words or phrases must be there
}

// smallTalks are tried in order: "good night, thank you" is a goodbye, "hi, thanks" is thanks.
var smallTalks = []smallTalk{
	{"bye", set("bye goodbye byebye see you u later take care have a good great nice day night evening weekend ciao adios ok okay for now im done that is thats all i need cya ttyl thanks thank until tomorrow next time and the your help so much got to go talk"),
		[]string{"bye", "goodbye", "byebye", "see you", "see u", "see you later", "talk to you later", "take care", "good night", "ciao", "adios", "cya", "ttyl", "have a good", "have a nice", "have a great", "thats all", "that is all", "got to go"}},
	{"thanks", set("thank thanks thankyou thx ty tysm you u so much very a lot again for the your ur help helped that it really appreciate appreciated was helpful this great god bless amen ok okay perfect good got i have gracias muchas merci obrigado kindly worked info information answer time everything all cool awesome wow nice many million bless team guys"),
		[]string{"thank", "thanks", "thankyou", "thx", "ty", "tysm", "appreciate", "appreciated", "gracias", "merci", "obrigado", "god bless", "perfect", "awesome", "great", "cool", "it worked", "that helped", "this helped", "very helpful"}},
	{"greeting", set("hi hello hey heyy heya hii hiya hola good morning afternoon evening day greetings dear sir madam maam miss mister friend team everyone anybody anyone someone here there are you how r u doing today is yo salam salaam salut bonjour namaste please can i ask a question quick uscis casebell bot ok to have need some help with something and"),
		[]string{"hi", "hello", "hey", "heyy", "heya", "hii", "hiya", "hola", "good morning", "good afternoon", "good evening", "good day", "greetings", "yo", "salam", "salaam", "salut", "bonjour", "namaste", "anybody there", "anyone there", "anybody here", "anyone here", "someone there", "someone here", "are you there", "can i ask"}},
}

func set(words string) map[string]bool {
	out := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		out[w] = true
	}
	return out
}

// whoAsks are the ways of asking who this is, as whole messages, written without spaces.
var whoAsks = set("whoareyou whoru whatareyou whoisthis whosthis areyouabot areyouarobot areyouahuman areyouhuman areyoureal areyouarealperson areyouai areyouanai isthisabot isthisarobot isthisai ruabot ruarobot ruhuman " +
	"areyouamachine areyouaperson isthisarealperson whatisyourname whatsyourname whatsurname areyouuscis areyoufromuscis isthisuscis areyouofficial whomadeyou whobuiltyou areyouchatgpt whatisthis whatisthisthing whatiscasebell whoiscasebell areyoualawyer " +
	"areyouanattorney amitalkingtoabot amitalkingtoarobot amitalkingtoamachine areyouthegovernment isthisgovernment isthisthegovernment areyougovernment areyoupartofuscis whorunsthis whorunsthischat isthistherealuscis")

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
	words := lettersOf(text)
	if len(words) == 0 || len(words) > maxSmallTalk {
		return ""
	}
	rest := words
	for len(rest) > 1 && (rest[0] == "hi" || rest[0] == "hello" || rest[0] == "hey" || rest[0] == "sorry" || rest[0] == "wait") {
		rest = rest[1:]
	}
	if whoAsks[strings.Join(rest, "")] {
		return "who"
	}
	joined := " " + strings.Join(words, " ") + " "
	for _, talk := range smallTalks {
		all, core := true, false
		for _, w := range words {
			all = all && talk.words[w]
		}
		for _, phrase := range talk.core {
			core = core || strings.Contains(joined, " "+phrase+" ")
		}
		if all && core {
			return talk.kind
		}
	}
	return ""
}

// lettersOf cuts a text into lower-case words.
func lettersOf(text string) []string {
	text = strings.NewReplacer("'", "", "’", "").Replace(strings.ToLower(text))
	return strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}
