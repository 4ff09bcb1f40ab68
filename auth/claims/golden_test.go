package claims

import (
	"flag"
	"fmt"
	"os"
	"reflect"
	"strings"
	"testing"
	"time"
)

var update = flag.Bool("update", false, "write the golden files anew")

// What a person reads about the sign-ins of testdata is in the .golden files beside them.
func TestEverySignInIsExplainedInWords(t *testing.T) {
	for name, s := range sittings(t) {
		t.Run(name, func(t *testing.T) {
			access, id := s.tokens()
			var b strings.Builder
			writeIdentity(&b, Identify(access, id))
			writeToken(&b, Explain(access, Access, noon, athens))
			writeToken(&b, Explain(id, ID, noon, athens))
			compare(t, name+".golden", b.String())
		})
	}
}

func writeIdentity(b *strings.Builder, identity Identity) {
	v := reflect.ValueOf(identity)
	for i := range v.NumField() {
		value := v.Field(i).Interface()
		if at, ok := value.(time.Time); ok {
			value = at.In(athens)
		}
		fmt.Fprintf(b, "%-13s %v\n", v.Type().Field(i).Name, value)
	}
}

func writeToken(b *strings.Builder, token Token) {
	fmt.Fprintf(b, "\n== %s token\n", token.Kind)
	if token.Opaque {
		fmt.Fprintln(b, "opaque")
	}
	for _, group := range token.Groups {
		fmt.Fprintf(b, "\n%s\n", group.Title)
		for _, c := range group.Claims {
			fmt.Fprintf(b, "  %-20s %s\n", c.Name, c.Value)
			if c.Meaning != "" {
				fmt.Fprintf(b, "  %-20s   %s\n", "", c.Meaning)
			}
		}
	}
}

func compare(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs (go test -update writes it anew); now it reads\n%s", file, got)
	}
}
