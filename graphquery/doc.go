// Package graphquery sends one Microsoft Graph query and understands its answer.
//
// A Query is what a person wrote; a Client runs it in one environment, with that
// environment's token, and hands back a Result or an error that ends with the next step.
// It knows nothing of signing in: the token comes from a function it is given.
package graphquery
