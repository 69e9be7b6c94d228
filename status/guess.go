package status

import "strings"

// Guess says to which category a title belongs that the glossary does not
// know, by its keywords. Where these leave a doubt there is no guess: the
// category is Unknown and ok is false. A guess is good for sorting, never for
// telling a person what a status means.
func (g *Glossary) Guess(text string) (category Category, ok bool) {
	title := " ^ " + key(core(words(text))) + " "
	for _, r := range rules() {
		for _, pattern := range r.patterns {
			if matches(title, pattern) {
				return r.category, r.category != Unknown
			}
		}
	}
	return Unknown, false
}

// matches tells whether the parts of the pattern, which "…" divides, stand in
// the title in that order, each word for word. "^" stands before the first word.
func matches(title, pattern string) bool {
	for part := range strings.SplitSeq(pattern, " … ") {
		_, rest, found := strings.Cut(title, " "+part+" ")
		if !found {
			return false
		}
		title = " " + rest
	}
	return true
}

type rule struct {
	category Category
	patterns []string
}

// rules are tried from first to last, and their order is their sense: most
// titles hold the keyword of more than one category. A rule with Unknown stops
// the search where a later keyword would mislead. The patterns are in the form
// of [core]: no articles, no "was".
func rules() []rule {
	return []rule{
		// The mail first: "could not deliver" must be seen before "not" stops everything.
		// So must "case rejected", as the reason is often that something was not signed.
		{MailProblem, []string{"undeliverable", "could not deliver", "card … returned", "document … returned", "notice … returned"}},
		{Rejected, []string{"^ case rejected", "^ petition rejected", "^ application rejected"}},
		// "Not denied" is the opposite of denied, and "no one appeared" of an appointment kept.
		{Unknown, []string{"not", "no", "never", "cannot", "without"}},
		// Keywords do not tell how a back and forth ended, why a card was destroyed, or what
		// a motion asked for.
		{Unknown, []string{"destroyed", "motion", "reversed", "eligibility", "oath", "request … withdrawn",
			"intent … withdrawn", "intent … rescinded", "approved … received", "received … approved",
			"approved … denied", "denied … approved", "denied … reopened", "reopened … denied"}},
		// A denial stays one whatever it gives as its reason.
		{Denied, []string{"^ case denied", "^ petition denied", "^ application denied"}},

		// An answer names what it answers: a request for evidence, or an intent to deny.
		{EvidenceReceived, []string{"response … received", "evidence received", "information received", "correspondence received"}},
		{Unknown, []string{"response"}},
		{IntentNotice, []string{"intent to", "intention to"}},
		{EvidenceRequest, []string{"request for evidence", "request for … evidence"}},

		// Requests beside the case: what happens to them does not happen to the case.
		{Withdrawn, []string{"withdrawn", "withdrawal … acknowledged", "withdrawal acknowledgement", "withdrawal acknowledgment"}},
		{Fee, []string{"refund", "refunded", "fee waiver", "fee received"}},
		{ExpeditePremium, []string{"expedite", "expedited", "request for premium processing"}},
		{Appeal, []string{"appeal"}},
		{Unknown, []string{"request … denied", "request … approved", "reschedule"}},

		// Decisions. Rejected is not denied, and a revoked approval is no approval.
		{Rejected, []string{"rejected", "rejection notice"}},
		{Revoked, []string{"revoked", "revocation"}},
		{Hold, []string{"on hold"}},
		{Unknown, []string{"litigation"}},
		{Terminated, []string{"terminated", "termination"}},
		{Denied, []string{"denied", "denial notice"}},
		{Reopened, []string{"reopened", "reconsideration"}},
		{Closed, []string{"case closed", "administratively closed"}},
		{Approved, []string{"approved", "approval notice"}},

		// The way to a decision.
		{Interview, []string{"interview"}},
		{Biometrics, []string{"biometrics", "biometric", "fingerprint", "fingerprints"}},
		{Transferred, []string{"case … transferred", "case … relocated", "case sent to"}},
		{CardDocument, []string{"card … produced", "card … mailed", "card … delivered", "card picked up",
			"document … produced", "document … mailed", "permit … produced", "permit … mailed"}},
		{Update, []string{"name updated", "date of birth updated", "address updated"}},
		{Received, []string{"case received", "case accepted", "application received", "petition received"}},
		{Fee, []string{"fees waived", "fee waived"}},
		{Review, []string{"actively reviewed", "being processed", "currently processing", "remains pending", "still pending"}},
		{Notice, []string{"notice mailed", "notice sent", "notice emailed"}},
	}
}
