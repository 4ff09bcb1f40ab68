package kit

import "graphguest/graphquery"

// AnswerArrives brings what has come so far of run ID's answer, while more of it comes: the whole so far, its parts in the
// same memory as the last time where they are still good. It may end anywhere. QueryDone brings the answer itself.
type AnswerArrives struct {
	ID     int
	Result *graphquery.Result
}
