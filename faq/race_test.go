//go:build race

package faq

// raceOn: the race detector makes everything ten times slower, so the longest test takes a fifth of its questions.
const raceOn = true
