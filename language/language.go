// Package language holds the sentences of the interface by language, and chooses the language to speak.
//
// It refuses to know what the sentences are used for. The answers themselves are the business of package faq.
package language

import (
	"embed"
	"fmt"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"go.yaml.in/yaml/v3"
	"golang.org/x/text/language"
)

// Default is the language of the book and of everything that has no translation.
const Default = "en"

//go:embed catalogue/*.yaml
var files embed.FS

// A Catalogue is all sentences in all languages.
type Catalogue struct {
	bundle *i18n.Bundle
	tags   []string // of the languages that have a file, the default first
}

// Load reads the sentences that come with the program.
func Load() (*Catalogue, error) {
	c := &Catalogue{bundle: i18n.NewBundle(language.Make(Default)), tags: []string{Default}}
	c.bundle.RegisterUnmarshalFunc("yaml", yaml.Unmarshal)
	entries, err := files.ReadDir("catalogue")
	if err != nil {
		return nil, fmt.Errorf("language: %w", err)
	}
	for _, e := range entries {
		if _, err := c.bundle.LoadMessageFileFS(files, path.Join("catalogue", e.Name())); err != nil {
			return nil, fmt.Errorf("language: %w", err)
		}
		if tag := strings.TrimSuffix(e.Name(), ".yaml"); tag != Default {
			c.tags = append(c.tags, tag)
		}
	}
	return c, nil
}

// Languages are the tags of the languages that the interface speaks, the default first.
func (c *Catalogue) Languages() []string { return slices.Clone(c.tags) }

// Name is what a language calls itself, "Español" for "es".
func (c *Catalogue) Name(tag string) string { return c.In(tag).Say("language.name") }

// In gives the sentences in a language, or in the default where there is no such language. Any tag will do: "es-MX" is
// spoken as "es".
func (c *Catalogue) In(tag string) Sentences {
	base, _, _ := strings.Cut(strings.ToLower(tag), "-")
	if !slices.Contains(c.tags, base) {
		base = Default
	}
	return Sentences{Tag: base, localizer: i18n.NewLocalizer(c.bundle, base, Default)}
}

// Sentences is the interface in one language.
type Sentences struct {
	Tag       string
	localizer *i18n.Localizer
}

// Args fill the places in a sentence. "Count" also chooses the plural.
type Args map[string]any

// Say gives a sentence. Its values come from outside: they stand in the result as they are, so the result is text and
// never markup. A sentence that is missing shows its name; a test sees to it that none is.
func (s Sentences) Say(id string, args ...Args) string {
	config := &i18n.LocalizeConfig{MessageID: id}
	if len(args) > 0 {
		config.TemplateData = args[0]
		config.PluralCount = args[0]["Count"]
	}
	text, err := s.localizer.Localize(config)
	if err != nil && text == "" {
		return id
	}
	return text
}

// Month writes a day as people say when something was true: "November 2026".
func (s Sentences) Month(day time.Time) string {
	return s.Say("date.month", Args{"Month": s.Say(fmt.Sprintf("month.%d", day.Month())), "Year": day.Year()})
}
