package intent_test

import (
	"os"
	"strings"
)

// An archive is a txtar file: a comment, then sections that each begin with a line "-- name --". It is read here because
// the library for it would be one more entry in go.sum for twenty lines.
type archive struct {
	comment  string
	sections []section
}

type section struct{ name, text string }

func readArchive(file string) (archive, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return archive{}, err
	}
	var a archive
	for line := range strings.Lines(string(data)) {
		name, begins := strings.CutPrefix(strings.TrimRight(line, "\n"), "-- ")
		name, ends := strings.CutSuffix(name, " --")
		switch {
		case begins && ends:
			a.sections = append(a.sections, section{name: name})
		case len(a.sections) == 0:
			a.comment += line
		default:
			a.sections[len(a.sections)-1].text += line
		}
	}
	return a, nil
}

func (a archive) write(file string) error {
	var b strings.Builder
	b.WriteString(a.comment)
	for _, s := range a.sections {
		b.WriteString("-- " + s.name + " --\n" + s.text)
	}
	return os.WriteFile(file, []byte(b.String()), 0o644)
}
