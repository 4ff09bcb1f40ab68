package tui

import (
	tea "charm.land/bubbletea/v2"

	"graphguest/tui/kit"
)

// obeyAnswer is for wishes about the answer in front, and for what is more than one query.
func (m *Model) obeyAnswer(msg tea.Msg) (tea.Cmd, bool) {
	switch msg := msg.(type) {
	case kit.NextPage:
		return m.nextPage(), true
	case kit.AllPages:
		return m.allPages(), true
	case kit.RunDelta:
		return m.followChanges(msg.Saved), true
	case kit.RunBatch:
		return m.sendBatch(msg.Saved), true
	case kit.AskPermission:
		return m.askPermission(msg), true
	case kit.SaveAnswer:
		return m.askSaveAnswer(), true
	case kit.OpenAnswer:
		return m.openAnswer(), true
	case kit.RunOnRows:
		return m.runOnRows(msg), true
	case onRows:
		return m.confirmRows(msg), true
	case batchOf:
		m.next(msg.order.tab)
		return m.gate(msg.order), true
	case saveTo:
		msg.strokes, msg.generation = m.strokes, m.here.generation
		return m.effects.saveAnswer(msg), true // unmarked, as a sign-out is
	case kit.ExportAnswer:
		return m.askExport(msg), true
	case exportTo:
		return m.export(msg), true // unmarked, too
	}
	return nil, false
}

// obeyAnswers is for wishes about the answers of before, and those that links lead to.
func (m *Model) obeyAnswers(msg tea.Msg) (tea.Cmd, bool) {
	switch msg := msg.(type) {
	case kit.OlderAnswer:
		return m.olderAnswer(), true
	case kit.NewerAnswer:
		return m.newerAnswer(), true
	case kit.FollowLink:
		return m.followLink(msg), true
	case kit.Back:
		return m.back(), true
	case kit.CompareAnswers:
		return m.compareAnswers(), true
	case comparison:
		return m.compare(msg), true
	case elsewhere:
		return m.askElsewhere(msg), true
	case kit.KeepLook:
		return m.keepLook(msg), true
	}
	return nil, false
}
