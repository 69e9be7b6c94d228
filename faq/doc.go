// Package faq holds the answers: articles that people wrote, by language, and the choice of the best one for a question.
//
// It loads and checks the book, finds candidates in it, and says how sure it is. It refuses to know who asks, on which
// platform, and what else the program can do; and it never changes a word of an article.
package faq
