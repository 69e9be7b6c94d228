package casebell_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// mayImport is the plan of the house: who may import whom, among our own packages. A name ending in /* stands for all
// packages below it.
var mayImport = map[string][]string{
	".":               {},
	"cmd/*":           {"*"},
	"number":          {},
	"status":          {},
	"language":        {},
	"site":            {},
	"knowledge":       {},
	"faq":             {"knowledge", "status", "language"},
	"bot":             {"language", "."},
	"bot/terminal":    {"bot", "."},
	"bot/webchat":     {"bot", "web", "language", "."},
	"web":             {"language"},
	"intent":          {"bot", "faq", "number", "site", "status", "language", "."},
	"store":           {"store/*", "."},
	"store/bolt":      {"."},
	"bot/bottest":     {"bot", "language", "store/bolt", "."},
	"store/storetest": {"store", "."},
}

// standardOnly are the packages of the heart that need nothing but the standard library.
var standardOnly = []string{".", "number", "status"}

// sources are the Go files of the house by package, tests left out.
func sources(t *testing.T) map[string][]string {
	t.Helper()
	out := map[string][]string{}
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (strings.HasPrefix(d.Name(), ".") && path != "." || d.Name() == "testdata" || d.Name() == "data") {
			return filepath.SkipDir
		}
		if strings.HasSuffix(path, ".go") && !strings.HasSuffix(path, "_test.go") {
			dir := filepath.ToSlash(filepath.Dir(path))
			out[dir] = append(out[dir], path)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func imports(t *testing.T, file string) []string {
	t.Helper()
	parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, spec := range parsed.Imports {
		path, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, path)
	}
	return out
}

// matches reports whether a package is meant by a name of the plan.
func matches(name, pkg string) bool {
	if name == "*" {
		return true
	}
	below, all := strings.CutSuffix(name, "/*")
	return name == pkg || all && strings.HasPrefix(pkg, below+"/")
}

func TestImports(t *testing.T) {
	for pkg, files := range sources(t) {
		var allowed []string
		planned := false
		for name, may := range mayImport {
			if matches(name, pkg) && name != "*" {
				allowed, planned = append(allowed, may...), true
			}
		}
		if !planned {
			t.Errorf("package %s is not in the plan: add it to the table here and to docs/architecture.md", pkg)
		}
		for _, file := range files {
			for _, path := range imports(t, file) {
				inner, ours := strings.CutPrefix(path, "casebell")
				inner = strings.TrimPrefix(inner, "/")
				if inner == "" {
					inner = "."
				}
				if ours && !slices.ContainsFunc(allowed, func(name string) bool { return matches(name, inner) }) {
					t.Errorf("%s imports %s, which %s may not", file, path, pkg)
				}
				if !ours && slices.Contains(standardOnly, pkg) && strings.Contains(strings.Split(path, "/")[0], ".") {
					t.Errorf("%s imports %s, and %s needs nothing but the standard library", file, path, pkg)
				}
			}
		}
	}
}

// Bleve, bbolt and the chat libraries are known to one package each.
func TestOnlyOnePackageKnowsALibrary(t *testing.T) {
	owners := map[string]string{
		"github.com/blevesearch/": "knowledge", "go.etcd.io/bbolt": "store/bolt", "github.com/yuin/goldmark": "faq",
		"github.com/nicksnyder/go-i18n": "language", "golang.org/x/net/publicsuffix": "site", "github.com/alecthomas/kong": "cmd/casebell",
	}
	for pkg, files := range sources(t) {
		for _, file := range files {
			for _, path := range imports(t, file) {
				for library, owner := range owners {
					if strings.HasPrefix(path, library) && pkg != owner {
						if pkg == "cmd/bench" && owner == "knowledge" {
							continue // measures ours beside the bare library
						}
						t.Errorf("%s imports %s, which only %s may know", file, path, owner)
					}
				}
			}
		}
	}
}

var tourEntry = regexp.MustCompile("(?m)^\\| `([a-z0-9/]+)` \\|")

// The tour names every package there is, and none that is not.
func TestTour(t *testing.T) {
	tour, err := os.ReadFile("docs/architecture.md")
	if err != nil {
		t.Fatal(err)
	}
	named := map[string]bool{}
	for _, m := range tourEntry.FindAllStringSubmatch(string(tour), -1) {
		named[m[1]] = true
	}
	for pkg := range sources(t) {
		if pkg != "." && !named[pkg] {
			t.Errorf("docs/architecture.md does not name %s", pkg)
		}
		delete(named, pkg)
	}
	for pkg := range named {
		t.Errorf("docs/architecture.md names %s, which is not there", pkg)
	}
}

var saying = regexp.MustCompile(`[sS]ay\("([a-z0-9.-]+)"`)
var sentence = regexp.MustCompile(`(?m)^([a-z0-9.-]+):`)

// Every sentence that is said is in the catalogue, and every sentence of the catalogue is said.
func TestSentences(t *testing.T) {
	catalogue, err := os.ReadFile("language/catalogue/en.yaml")
	if err != nil {
		t.Fatal(err)
	}
	known := map[string]bool{}
	for _, m := range sentence.FindAllStringSubmatch(string(catalogue), -1) {
		known[m[1]] = false
	}
	for _, files := range sources(t) {
		for _, file := range files {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range regexp.MustCompile(`"([a-z0-9]+\.[a-z0-9.-]*)"`).FindAllStringSubmatch(string(data), -1) {
				for id := range known { // a name in full, or the beginning of some
					if id == m[1] || strings.HasSuffix(m[1], ".") && strings.HasPrefix(id, m[1]) {
						known[id] = true
					}
				}
			}
			for _, m := range saying.FindAllStringSubmatch(string(data), -1) {
				if _, ok := known[m[1]]; !ok && strings.Contains(m[1], ".") && !strings.HasSuffix(m[1], ".") {
					t.Errorf("%s says %q, which is not in the catalogue", file, m[1])
				}
			}
		}
	}
	for id, said := range known {
		if !said && !strings.HasPrefix(id, "month.") {
			t.Errorf("nobody says %q", id)
		}
	}
}
