//go:build !race

package tui_test

// manySteps are as many as the property is to be trusted for.
const manySteps = 100_000
