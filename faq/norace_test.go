//go:build !race

package faq

const raceOn = false
