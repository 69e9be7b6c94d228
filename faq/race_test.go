//go:build race

package faq

// raceOn: the race detector makes everything ten times slower, so the long tests take a part of their questions.
const raceOn = true
