//go:build race

package tui_test

// manySteps under the race detector, which is ten times slower and looks for something else.
const manySteps = 10_000
