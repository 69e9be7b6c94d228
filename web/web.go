// Package web is what all pages share: the sheet, the frame, the headers, protection from other origins, and limits.
//
// It refuses to know what the pages are for.
package web

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"html/template"
	"io/fs"
	"net/http"
	"path"
	"strings"
	"time"
)

//go:embed sheet.css frame.html
var files embed.FS

// A Site is what every page says about who shows it.
type Site struct {
	Organisation string
	Secure       bool // pages come by HTTPS, so cookies and browsers may be told to insist on it

	frame *template.Template
	style template.CSS
	csp   string
}

// NewSite reads the sheet and the frame.
func NewSite(organisation string, secure bool) (*Site, error) {
	sheet, err := files.ReadFile("sheet.css")
	if err != nil {
		return nil, fmt.Errorf("web: %w", err)
	}
	frame, err := template.ParseFS(files, "frame.html")
	if err != nil {
		return nil, fmt.Errorf("web: %w", err)
	}
	// The sheet stands in the page, so that a page is one request; its digest allows it and no other style.
	sum := sha256.Sum256(sheet)
	return &Site{
		Organisation: organisation, Secure: secure, frame: frame, style: template.CSS(sheet),
		csp: "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'; script-src 'self'; connect-src 'self'; " +
			"img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
	}, nil
}

// A Page is what goes into the frame.
type Page struct {
	Title  string
	Lang   string
	Notice string        // that this is not the government
	Script string        // the address of a script, or ""
	Class  string        // of the body
	Body   template.HTML // made by a template of its own
}

// Show writes a page.
func (s *Site) Show(w http.ResponseWriter, status int, p Page) {
	var b bytes.Buffer
	err := s.frame.Execute(&b, map[string]any{"Page": p, "Organisation": s.Organisation, "Style": s.style})
	if err != nil {
		http.Error(w, "This page cannot be shown right now.", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	w.Write(b.Bytes())
}

// Protect puts the headers on every answer and refuses what other sites send.
func (s *Site) Protect(next http.Handler) http.Handler {
	guarded := http.NewCrossOriginProtection().Handler(next)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", s.csp)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "same-origin") // with no-referrer browsers send Origin: null with forms
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=()")
		if s.Secure {
			h.Set("Strict-Transport-Security", "max-age=31536000")
		}
		guarded.ServeHTTP(w, r)
	})
}

// cookieAge is how long a browser keeps a cookie: browsers allow 400 days at most.
const cookieAge = 400 * 24 * time.Hour

// Cookie makes a cookie that scripts cannot read and other sites cannot send. It ends with the browser unless lasting.
// Over HTTPS its name begins with __Host-, which no other host of the domain can set.
func (s *Site) Cookie(name, value string, lasting bool) *http.Cookie {
	c := &http.Cookie{Name: s.CookieName(name), Value: value, Path: "/", HttpOnly: true, SameSite: http.SameSiteLaxMode, Secure: s.Secure}
	if lasting {
		c.MaxAge = int(cookieAge.Seconds())
	}
	return c
}

// CookieName is a cookie's name as the browser knows it.
func (s *Site) CookieName(name string) string {
	if s.Secure {
		return "__Host-" + name
	}
	return name
}

// Static serves files under names that change with their content, so that browsers may keep them for ever.
type Static struct {
	content map[string][]byte // by address
	address map[string]string // by file
}

// NewStatic reads files.
func NewStatic(folder fs.FS, names ...string) (*Static, error) {
	s := &Static{content: map[string][]byte{}, address: map[string]string{}}
	for _, name := range names {
		data, err := fs.ReadFile(folder, name)
		if err != nil {
			return nil, fmt.Errorf("web: %w", err)
		}
		sum := sha256.Sum256(data)
		ext := path.Ext(name)
		address := "/static/" + strings.TrimSuffix(path.Base(name), ext) + "-" + hex.EncodeToString(sum[:6]) + ext
		s.address[name], s.content[address] = address, data
	}
	return s, nil
}

// Address is where a file is served.
func (s *Static) Address(name string) string { return s.address[name] }

// ServeHTTP serves the files.
func (s *Static) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	data, ok := s.content[r.URL.Path]
	if !ok {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	http.ServeContent(w, r, path.Base(r.URL.Path), time.Time{}, bytes.NewReader(data))
}
