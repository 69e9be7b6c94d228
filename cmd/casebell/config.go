package main

import (
	"bytes"
	"cmp"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/netip"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"

	"casebell/intent"
	"casebell/store"
)

// config is everything that the operator decides. Its zero value is a working server on this machine alone.
type config struct {
	Listen         string              `yaml:"listen"`          // address and port
	PublicURL      string              `yaml:"public_url"`      // how people reach it, "https://chat.example.org"
	Store          string              `yaml:"store"`           // "bolt:FILE"
	Articles       string              `yaml:"articles"`        // a folder in place of the book in the program
	MetricsListen  string              `yaml:"metrics_listen"`  // address and port of /metrics; none where empty
	TrustedProxies []string            `yaml:"trusted_proxies"` // networks whose X-Forwarded-For is believed
	TLS            tlsConfig           `yaml:"tls"`
	Organisation   intent.Organisation `yaml:"organisation"`
	Hotlines       []hotlineConfig     `yaml:"hotlines"`

	proxies []netip.Prefix
}

type tlsConfig struct {
	Certificate string `yaml:"certificate"` // a PEM file with the whole chain
	Key         string `yaml:"key"`
}

type hotlineConfig struct {
	For     string `yaml:"for"`
	Name    string `yaml:"name"`
	Contact string `yaml:"contact"`
	AsOf    string `yaml:"as_of"`
}

// Defaults of the configuration.
const (
	defaultListen       = "127.0.0.1:8080"
	defaultStore        = "bolt:data/casebell.db"
	defaultOrganisation = "this help desk"
)

// variables are the settings that the environment may give. They win over the file.
var variables = map[string]func(*config) *string{
	"CASEBELL_LISTEN":         func(c *config) *string { return &c.Listen },
	"CASEBELL_PUBLIC_URL":     func(c *config) *string { return &c.PublicURL },
	"CASEBELL_STORE":          func(c *config) *string { return &c.Store },
	"CASEBELL_ARTICLES":       func(c *config) *string { return &c.Articles },
	"CASEBELL_METRICS_LISTEN": func(c *config) *string { return &c.MetricsListen },
}

// configVariable names the file of the configuration.
const configVariable = "CASEBELL_CONFIG"

// mistakes is an error that lists all that is wrong with a configuration, each with its place.
type mistakes []string

func (m mistakes) Error() string {
	return "the configuration has mistakes:\n  " + strings.Join(m, "\n  ")
}

// loadConfig reads the file, if there is one, and the environment.
func loadConfig(path string, env []string) (config, error) {
	var c config
	var wrong mistakes
	values := environment(env)
	path = cmp.Or(path, values[configVariable])
	places := map[string]string{} // where a setting was given, by its path
	if path != "" {
		data, err := os.ReadFile(path)
		if err != nil {
			return c, fmt.Errorf("the configuration cannot be read: %w", err)
		}
		wrong = append(wrong, decodeConfig(path, data, &c, places)...)
	}
	for _, name := range slices.Sorted(keys(values)) {
		setting, known := variables[name]
		switch {
		case known:
			*setting(&c) = values[name]
			places[strings.ToLower(strings.TrimPrefix(name, "CASEBELL_"))] = name
		case name != configVariable:
			wrong = append(wrong, name+": there is no such setting. See docs/operating.md for their names")
		}
	}
	wrong = append(wrong, c.complete(places)...)
	if len(wrong) > 0 {
		return c, wrong
	}
	return c, nil
}

func environment(env []string) map[string]string {
	values := map[string]string{}
	for _, line := range env {
		if name, value, _ := strings.Cut(line, "="); strings.HasPrefix(name, "CASEBELL_") {
			values[name] = value
		}
	}
	return values
}

func keys(m map[string]string) func(func(string) bool) {
	return func(yield func(string) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}

var (
	configLine  = regexp.MustCompile(`^(?:yaml: )?line (\d+): (.*)$`)
	configField = regexp.MustCompile(`field (\S+) not found in type \S+`)
	configKind  = regexp.MustCompile("cannot unmarshal !!(\\w+)( `.*`)? into \\S+")
)

// configMistake puts a message of the YAML library into the operator's words.
func configMistake(file, message string) string {
	m := configLine.FindStringSubmatch(message)
	if m == nil {
		return file + ": " + strings.TrimPrefix(message, "yaml: ")
	}
	line, _ := strconv.Atoi(m[1])
	if strings.Contains(message, "did not find expected") { // the library's parser counts from 0
		line++
	}
	text := configField.ReplaceAllString(m[2], `there is no setting "$1"`)
	text = configKind.ReplaceAllString(text, "the value$2 is of the wrong kind")
	return fmt.Sprintf("%s:%d: %s", file, line, text)
}

// decodeConfig reads a file strictly and notes on which line each setting stands.
func decodeConfig(path string, data []byte, c *config, places map[string]string) []string {
	name := filepath.Base(path)
	var wrong []string
	dec := yaml.NewDecoder(bytes.NewReader(data))
	dec.KnownFields(true)
	err := dec.Decode(c)
	var list *yaml.TypeError
	switch {
	case err == nil || errors.Is(err, io.EOF):
	case errors.As(err, &list):
		for _, e := range list.Errors {
			wrong = append(wrong, configMistake(name, e))
		}
	default:
		wrong = append(wrong, configMistake(name, err.Error()))
	}
	var doc, second yaml.Node
	dec = yaml.NewDecoder(bytes.NewReader(data))
	if dec.Decode(&doc) == nil && len(doc.Content) > 0 {
		note(doc.Content[0], name, "", places)
		if dec.Decode(&second) == nil {
			wrong = append(wrong, fmt.Sprintf("%s:%d: a second document begins here. Put all settings into one", name, second.Line))
		}
	}
	return wrong
}

// note records the lines of all settings below a node.
func note(n *yaml.Node, file, path string, places map[string]string) {
	places[path] = fmt.Sprintf("%s:%d", file, n.Line)
	switch n.Kind {
	case yaml.MappingNode:
		for i := 0; i+1 < len(n.Content); i += 2 {
			note(n.Content[i+1], file, strings.TrimPrefix(path+"."+n.Content[i].Value, "."), places)
		}
	case yaml.SequenceNode:
		for i, item := range n.Content {
			note(item, file, fmt.Sprintf("%s.%d", path, i), places)
		}
	}
}

// complete fills in the defaults and says everything that is wrong.
func (c *config) complete(places map[string]string) []string {
	var wrong []string
	check := func(path string, ok bool, what string, args ...any) {
		if !ok {
			wrong = append(wrong, cmp.Or(places[path], "configuration")+": "+path+" "+fmt.Sprintf(what, args...))
		}
	}
	c.Listen, c.Store = cmp.Or(c.Listen, defaultListen), cmp.Or(c.Store, defaultStore)
	c.Organisation.Name = cmp.Or(c.Organisation.Name, defaultOrganisation)
	check("listen", listenable(c.Listen), "%q is no address and port. Write it like 127.0.0.1:8080", c.Listen)
	if c.MetricsListen != "" {
		check("metrics_listen", listenable(c.MetricsListen), "%q is no address and port. Write it like 127.0.0.1:9090", c.MetricsListen)
	}
	if c.PublicURL != "" {
		u, _ := url.Parse(c.PublicURL)
		check("public_url", webAddress(c.PublicURL) && strings.Trim(u.Path, "/") == "",
			"%q is no address of a site. Write it like https://chat.example.org", c.PublicURL)
	}
	check("store", store.Valid(c.Store) == nil, "%q is no storage. Write bolt: and the name of a file", c.Store)
	if c.Articles != "" {
		info, err := os.Stat(c.Articles)
		check("articles", err == nil && info.IsDir(), "%q is no folder", c.Articles)
	}
	for i, network := range c.TrustedProxies {
		prefix, err := netip.ParsePrefix(network)
		if addr, single := netip.ParseAddr(network); single == nil {
			prefix, err = netip.PrefixFrom(addr, addr.BitLen()), nil
		}
		check(fmt.Sprintf("trusted_proxies.%d", i), err == nil, "%q is no network. Write it like 10.0.0.0/8", network)
		c.proxies = append(c.proxies, prefix)
	}
	check("tls", (c.TLS.Certificate == "") == (c.TLS.Key == ""), "needs both certificate and key")
	readable := c.TLS.Certificate != "" && c.TLS.Key != ""
	for _, f := range []struct{ path, file string }{{"tls.certificate", c.TLS.Certificate}, {"tls.key", c.TLS.Key}} {
		if f.file == "" {
			continue
		}
		_, err := os.Stat(f.file)
		check(f.path, err == nil, "%q cannot be read", f.file)
		readable = readable && err == nil
	}
	if readable {
		_, err := tls.LoadX509KeyPair(c.TLS.Certificate, c.TLS.Key)
		check("tls.certificate", err == nil, "and tls.key are no certificate and its key: %v", err)
	}
	if c.Organisation.URL != "" {
		check("organisation.url", webAddress(c.Organisation.URL), "%q is no address of a page. Write it like https://example.org/contact", c.Organisation.URL)
	}
	for i, h := range c.Hotlines {
		_, err := time.Parse(time.DateOnly, h.AsOf)
		check(fmt.Sprintf("hotlines.%d", i), intent.Danger(h.For).Valid(), "for %q is no danger. Write detention, hearing, violence or suicide", h.For)
		check(fmt.Sprintf("hotlines.%d", i), h.Name != "" && h.Contact != "", "needs name and contact")
		check(fmt.Sprintf("hotlines.%d", i), err == nil, "as_of %q is no day. Write the day on which it was last checked, YYYY-MM-DD", h.AsOf)
	}
	return wrong
}

// listenable reports whether a text is an address and port.
func listenable(address string) bool {
	_, port, err := net.SplitHostPort(address)
	n, errPort := strconv.ParseUint(port, 10, 16)
	return err == nil && errPort == nil && n <= 65535
}

// webAddress reports whether a text is the address of a page.
func webAddress(address string) bool {
	u, err := url.Parse(address)
	return err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != ""
}

// hotlines are those of the configuration, or else the program's own.
func (c config) hotlines() []intent.Hotline {
	if len(c.Hotlines) == 0 {
		return intent.DefaultHotlines()
	}
	var out []intent.Hotline
	for _, h := range c.Hotlines {
		day, _ := time.Parse(time.DateOnly, h.AsOf) // checked by complete
		out = append(out, intent.Hotline{For: intent.Danger(h.For), Name: h.Name, Contact: h.Contact, AsOf: day})
	}
	return out
}

// secure reports whether browsers reach the program by HTTPS, its own or a proxy's.
func (c config) secure() bool {
	return c.TLS.Certificate != "" || strings.HasPrefix(c.PublicURL, "https://")
}
