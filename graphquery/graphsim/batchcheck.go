package graphsim

import "strings"

// checkBatch refuses a batch that is wrong as a whole.
func checkBatch(items []batchItem) error {
	switch {
	case len(items) == 0:
		return badRequest("Invalid batch payload format.")
	case len(items) > batchAtMost:
		return badRequest("Number of batch request steps exceeds the maximum value of %d.", batchAtMost)
	}
	places := map[string]int{}
	for i, item := range items {
		id := strings.ToLower(item.ID)
		if _, twice := places[id]; twice {
			return badRequest("Request Id: %s is specified more than once.", item.ID)
		}
		places[id] = i
		if err := item.check(); err != nil {
			return err
		}
	}
	return checkShape(items, places)
}

// bodies are the methods that are nothing without a body.
var bodies = map[string]bool{"POST": true, "PUT": true, "PATCH": true}

func (i *batchItem) check() error {
	switch hasBody := len(i.Body) > 0 && string(i.Body) != "null"; {
	case i.ID == "" || i.Method == "" || i.URL == "":
		return badRequest("Invalid batch payload format. A request needs id, method and url.")
	case (bodies[strings.ToUpper(i.Method)] || hasBody) && (!hasBody || i.contentType() == ""):
		return badRequest("Write request id : %s does not contain Content-Type header or body.", i.ID)
	}
	return nil
}

// checkShape lets three shapes through: none depends on another, each on the one before, or all on the same one.
func checkShape(items []batchItem, places map[string]int) error {
	alone, chain, same := true, true, true
	first := -1
	for i, item := range items {
		for _, on := range item.DependsOn {
			at, ok := places[strings.ToLower(on)]
			if !ok || at >= i {
				return badRequest("Request id : %s depends on %s, which does not stand before it.", item.ID, on)
			}
			if first < 0 {
				first = at
			}
			alone, chain, same = false, chain && at == i-1, same && at == first
		}
		chain = chain && (i == 0 || len(item.DependsOn) == 1)
		same = same && len(item.DependsOn) <= 1
	}
	if !alone && !chain && !same {
		return badRequest("The dependencies of the requests are neither parallel, nor serial, nor all on the same request.")
	}
	return nil
}
