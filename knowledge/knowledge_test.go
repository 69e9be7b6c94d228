package knowledge_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"casebell/knowledge"
)

var fields = []knowledge.Field{{Name: "title", Weight: 2}, {Name: "body", Weight: 1}}

func open(t *testing.T, docs ...knowledge.Document) *knowledge.Set {
	t.Helper()
	s, err := knowledge.New(t.Context(), fields, docs)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func doc(id, lang, title, body string) knowledge.Document {
	return knowledge.Document{ID: id, Lang: lang, Fields: map[string][]string{"title": {title}, "body": {body}}}
}

func ids(t *testing.T, s *knowledge.Set, text, lang string) []string {
	t.Helper()
	hits, err := s.Search(t.Context(), s.Terms(text, lang), lang, 10)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, h := range hits {
		out = append(out, h.ID)
	}
	return out
}

func TestSearch(t *testing.T) {
	s := open(t,
		doc("password", "en", "Forgot your password", "Reset it on the sign-in page."),
		doc("receipt", "en", "Receipt numbers", "Printed at the top of the notice. A password is not needed."),
		doc("es-password", "es", "Olvidó su contraseña", "Cámbiela en la página."),
	)
	for _, c := range []struct {
		text, lang string
		want       []string
	}{
		{"password", "en", []string{"password", "receipt"}}, // a title counts more than a body
		{"passwords", "en", []string{"password", "receipt"}},
		{"PÁSSWORD’S", "en", []string{"password", "receipt"}},
		{"ｐａｓｓｗｏｒｄ", "en", []string{"password", "receipt"}},
		{"p̶a̶s̶s̶w̶o̶r̶d̶", "en", []string{"password", "receipt"}},
		{"contrasena", "es", []string{"es-password"}},
		{"contraseña", "en", nil},
		{"password", "fr", nil},
		{"", "en", nil},
		{"🙂🙂", "en", nil},
	} {
		if got := ids(t, s, c.text, c.lang); !slices.Equal(got, c.want) {
			t.Errorf("search %q in %s: %v, want %v", c.text, c.lang, got, c.want)
		}
	}
}

// Everything a person can type is words: nothing of it is a query.
func TestHostileText(t *testing.T) {
	s := open(t, doc("password", "en", "Forgot your password", "Reset it."))
	for _, text := range []string{
		`title:password`, `+password -reset`, `"unterminated`, `/(((/`, `password~~`, `a:b:c`, `*`, `pass?ord`, `(password`,
		"\x00password", "<b>password</b>", strings.Repeat("password ", 5000), strings.Repeat("x", 40000), "\u202epassword",
	} {
		if _, err := s.Search(t.Context(), s.Terms(text, "en"), "en", 10); err != nil {
			t.Errorf("search %.40q: %v", text, err)
		}
	}
	if got := ids(t, s, `title:password`, "en"); !slices.Equal(got, []string{"password"}) {
		t.Errorf("words beside query syntax are not found: %v", got)
	}
}

// The trap that New avoids: an index that takes the scoring model and ignores it. In texts of one length forty times the
// word counts √40 = 6.3 times as much by TF-IDF; BM25 saturates. (Bleve's BM25 takes the root of the frequency too, and takes for
// the average length of a field the number of its different words over all documents: the third one keeps that near 40.)
func TestScoresAreBM25(t *testing.T) {
	s := open(t,
		doc("once", "en", "password "+strings.Repeat("other ", 39), "x"),
		doc("often", "en", strings.Repeat("password ", 40), "x"),
		doc("none", "en", different(120), "y"),
	)
	hits, err := s.Search(t.Context(), s.Terms("password", "en"), "en", 10)
	if err != nil || len(hits) != 2 {
		t.Fatalf("%v, %v", hits, err)
	}
	if ratio := max(hits[0].Score, hits[1].Score) / min(hits[0].Score, hits[1].Score); ratio > 4 {
		t.Errorf("forty times the word scores %.1f times as much: this is not BM25", ratio)
	}
}

// different makes a text of n different words.
func different(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "word%d ", i)
	}
	return b.String()
}
