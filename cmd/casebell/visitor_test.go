package main

import (
	"errors"
	"fmt"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strings"
	"time"

	"golang.org/x/net/html"
)

// A visitor uses the web chat as a browser without a script does: it fills in the forms that are on the page.
type visitor struct {
	client *http.Client
	page   *html.Node // the page on the screen
	at     *url.URL
}

// patience is how long a test waits for what must happen.
const patience = 20 * time.Second

func newVisitor() *visitor {
	jar, _ := cookiejar.New(nil) // never fails
	return &visitor{client: &http.Client{Jar: jar, Timeout: patience}}
}

// open loads a page.
func (v *visitor) open(address string) error {
	resp, err := v.client.Get(address)
	return v.look(resp, err)
}

func (v *visitor) look(resp *http.Response, err error) error {
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("%s: %s", resp.Request.URL, resp.Status)
	}
	v.at = resp.Request.URL
	v.page, err = html.Parse(resp.Body)
	return err
}

// say types a text and sends it.
func (v *visitor) say(text string) error {
	form := find(v.page, func(n *html.Node) bool { return attribute(n, "id") == "ask" })
	if form == nil {
		return errors.New("there is nothing to type into")
	}
	return v.submit(form, "text", text)
}

// press presses the last button of a label.
func (v *visitor) press(label string) error {
	var pressed *html.Node
	for n := range v.page.Descendants() {
		if n.Data == "button" && wordsOf(n) == label {
			pressed = n
		}
	}
	if pressed == nil {
		return fmt.Errorf("there is no button %q", label)
	}
	form := pressed
	for form.Data != "form" {
		form = form.Parent
	}
	return v.submit(form, attribute(pressed, "name"), attribute(pressed, "value"))
}

// submit sends a form with its hidden fields and one more.
func (v *visitor) submit(form *html.Node, name, value string) error {
	fields := url.Values{}
	for n := range form.Descendants() {
		if n.Data == "input" {
			fields.Set(attribute(n, "name"), attribute(n, "value"))
		}
	}
	if name != "" {
		fields.Set(name, value)
	}
	to, err := v.at.Parse(attribute(form, "action"))
	if err != nil {
		return err
	}
	resp, err := v.client.PostForm(to.String(), fields)
	return v.look(resp, err)
}

// talk is what stands in the conversation: a line for each thing said.
func (v *visitor) talk() string {
	var out strings.Builder
	list := find(v.page, func(n *html.Node) bool { return attribute(n, "id") == "talk" })
	if list == nil {
		return ""
	}
	for n := range list.ChildNodes() {
		if n.Data == "li" {
			out.WriteString(wordsOf(n) + "\n")
		}
	}
	return out.String()
}

func find(in *html.Node, is func(*html.Node) bool) *html.Node {
	for n := range in.Descendants() {
		if n.Type == html.ElementNode && is(n) {
			return n
		}
	}
	return nil
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// wordsOf is the text of an element, its words apart by one space.
func wordsOf(n *html.Node) string {
	var b strings.Builder
	for t := range n.Descendants() {
		switch {
		case t.Type == html.TextNode:
			b.WriteString(t.Data)
		case t.Data == "p" || t.Data == "button":
			b.WriteString(" ")
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}
