// Command graphguest explores Microsoft Graph as a guest of any tenant.
package main

import "os"

func main() {
	keepFromPipes()
	os.Exit(run(os.Args[1:], osStreams()))
}
