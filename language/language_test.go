package language

import (
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"go.yaml.in/yaml/v3"
)

func load(t *testing.T) *Catalogue {
	t.Helper()
	c, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// withSpanish is the catalogue with a language more, of which one sentence is missing: with English alone nothing could
// be chosen.
func withSpanish(t *testing.T) *Catalogue {
	t.Helper()
	c := load(t)
	sentences := "language.name: Español\nerror.neutral: \"Algo falló: {{.Reference}}\"\ndate.month: \"{{.Month}} de {{.Year}}\"\nmonth.11: noviembre\n" +
		"test.count: {one: \"{{.Count}} caso\", other: \"{{.Count}} casos\"}\n"
	if _, err := c.bundle.ParseMessageFileBytes([]byte(sentences), "es.yaml"); err != nil {
		t.Fatal(err)
	}
	if !slices.Contains(c.tags, "es") {
		c.tags = append(c.tags, "es")
	}
	return c
}

// sentences reads a file of the catalogue. The library for YAML refuses a name that stands there twice.
func sentences(t *testing.T, file string) map[string]string {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var out map[string]string
	if err := yaml.Unmarshal(data, &out); err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	return out
}

var place = regexp.MustCompile(`\{\{[^}]*\}\}`)

// places are what is filled into a sentence.
func places(sentence string) []string {
	found := place.FindAllString(sentence, -1)
	slices.Sort(found)
	return slices.Compact(found)
}

func TestEveryLanguageIsWhole(t *testing.T) {
	t.Parallel()
	c := load(t)
	english := sentences(t, filepath.Join("catalogue", "en.yaml"))
	files, err := filepath.Glob(filepath.Join("catalogue", "*"))
	if err != nil {
		t.Fatal(err)
	}
	var tags []string
	for _, file := range files {
		tag := strings.TrimSuffix(filepath.Base(file), ".yaml")
		tags = append(tags, tag)
		own := sentences(t, file)
		for _, id := range slices.Sorted(maps.Keys(english)) {
			switch said := c.In(tag).Say(id); {
			case strings.TrimSpace(own[id]) == "":
				t.Errorf("%s: there is no %s", file, id)
			case !slices.Equal(places(own[id]), places(english[id])):
				t.Errorf("%s: %s fills in %v, and in English %v", file, id, places(own[id]), places(english[id]))
			case len(places(own[id])) == 0 && said != own[id]:
				t.Errorf("%s: %s is said as %q", file, id, said)
			}
		}
		for id := range own {
			if _, ok := english[id]; !ok {
				t.Errorf("%s: %s is not in English", file, id)
			}
		}
	}
	got := c.Languages()
	if got[0] != Default {
		t.Errorf("the first language is %s", got[0])
	}
	slices.Sort(got)
	slices.Sort(tags)
	if !slices.Equal(got, tags) {
		t.Errorf("the languages are %q, and there are files for %q", got, tags)
	}
	if got[0] = "xx"; slices.Contains(c.Languages(), "xx") {
		t.Error("who asks for the languages can change them")
	}
}

// Each sentence takes each of its places, and says what is put there.
func TestPlaces(t *testing.T) {
	t.Parallel()
	c := load(t)
	for id, sentence := range sentences(t, filepath.Join("catalogue", "en.yaml")) {
		args, want := Args{}, sentence
		for _, p := range places(sentence) {
			name := strings.Trim(p, "{. }")
			args[name] = "<" + name + ">"
			want = strings.ReplaceAll(want, p, "<"+name+">")
		}
		if got := c.In("en").Say(id, args); got != want {
			t.Errorf("%s is said as %q, want %q", id, got, want)
		}
	}
}

func TestIn(t *testing.T) {
	t.Parallel()
	c := withSpanish(t)
	for tag, want := range map[string]string{
		"en": "en", "en-US": "en", "EN-gb": "en", "es": "es", "ES": "es", "es-MX": "es", "es-419": "es", "es-Latn-MX-x-private": "es",
		"": "en", "zh": "en", "zh-Hant-TW": "en", "esx": "en", "e": "en", "-": "en", "-es": "en", "*": "en", "../es": "en", "es/../en": "en", "{{.}}": "en", "\x00": "en",
	} {
		s := c.In(tag)
		if s.Tag != want {
			t.Errorf("%q is spoken as %s, want %s", tag, s.Tag, want)
		}
		if name := s.Say("language.name"); name != map[string]string{"en": "English", "es": "Español"}[want] || c.Name(tag) != name {
			t.Errorf("%q is called %s and %s", tag, name, c.Name(tag))
		}
	}
	if got := load(t).In("es-MX"); got.Tag != "en" && !slices.Contains(load(t).Languages(), "es") {
		t.Errorf("a language without a file is spoken as %s", got.Tag)
	}
	if got := c.In("es").Say("near.else"); got != "Something else" { // not translated
		t.Errorf("a sentence that is missing in Spanish is %q", got)
	}
	for count, want := range map[int]string{1: "1 caso", 2: "2 casos"} {
		if got := c.In("es-MX").Say("test.count", Args{"Count": count}); got != want {
			t.Errorf("%d are %q", count, got)
		}
	}
}

func TestMissing(t *testing.T) {
	t.Parallel()
	for _, tag := range []string{"en", "es", "xx"} {
		for _, args := range [][]Args{nil, {{}}, {{"Reference": "1"}}, {{"Count": 2}}} {
			if got := withSpanish(t).In(tag).Say("test.nobody", args...); got != "test.nobody" {
				t.Errorf("%s, %v: a sentence that is missing is %q", tag, args, got)
			}
		}
	}
}

// Values come from outside. They are no templates, no names of sentences and no markup.
func TestValuesAreText(t *testing.T) {
	t.Parallel()
	s := load(t).In("en")
	before, after, _ := strings.Cut(s.Say("error.neutral", Args{"Reference": "|"}), "|")
	for _, value := range []string{
		"{{.Reference}}", `{{printf "%s" .}}`, "{{", "}}", "{{range .}}", "{{.Missing}}", "<b>&amp;</b>", "%s %d", "error.neutral", "", "a\nb", "\xff", "${HOME}", "{{{.Reference}}}",
	} {
		if got := s.Say("error.neutral", Args{"Reference": value}); got != before+value+after {
			t.Errorf("%q is said as %q", value, got)
		}
	}
	if got := s.Say("error.neutral", Args{"Reference": "1", "More": "{{.Reference}}"}); got != before+"1"+after {
		t.Errorf("with a value too many: %q", got)
	}
	if got := s.Say("{{.Reference}}", Args{"Reference": "1"}); got != "{{.Reference}}" {
		t.Errorf("a name is said as %q", got)
	}
}

func TestMonth(t *testing.T) {
	t.Parallel()
	c := withSpanish(t)
	for month, want := range []string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"} {
		if got := c.In("en").Month(time.Date(2026, time.Month(month+1), 1, 0, 0, 0, 0, time.UTC)); got != want+" 2026" {
			t.Errorf("month %d is %q", month+1, got)
		}
	}
	if got := c.In("es-MX").Month(time.Date(2026, time.November, 30, 23, 59, 59, 0, time.UTC)); got != "noviembre de 2026" {
		t.Errorf("in Spanish it is %q", got)
	}
}
