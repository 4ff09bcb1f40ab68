package graphsim

import (
	"fmt"
	"net/http"
)

// refusal is an error answer: what Graph says in error.code and error.message.
type refusal struct {
	status        int
	code, message string
	header        http.Header
}

func (r *refusal) Error() string { return r.code + ": " + r.message }

func refused(status int, code, format string, args ...any) *refusal {
	if len(args) > 0 {
		format = fmt.Sprintf(format, args...)
	}
	return &refusal{status: status, code: code, message: format}
}

func denied() error {
	return refused(http.StatusForbidden, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.")
}

func notFound(id string) error {
	return refused(http.StatusNotFound, "Request_ResourceNotFound",
		"Resource '%s' does not exist or one of its queried reference-property objects are not present.", id)
}

func noSegment(segment string) error {
	return refused(http.StatusBadRequest, "BadRequest", "Resource not found for the segment '%s'.", segment)
}

func wrongMethod() error {
	return refused(http.StatusMethodNotAllowed, "Request_BadRequest", "Specified HTTP method is not allowed for the request target.")
}

func badRequest(format string, args ...any) error {
	return refused(http.StatusBadRequest, "BadRequest", format, args...)
}

func unsupported(format string, args ...any) error {
	return refused(http.StatusBadRequest, "Request_UnsupportedQuery", format, args...)
}

func noImage() error {
	return refused(http.StatusNotFound, "ImageNotFound",
		"Exception of type 'Microsoft.Fast.Profile.Core.Exception.ImageNotFoundException' was thrown.")
}
