package tui

import (
	"fmt"
	"path/filepath"
	"time"

	tea "charm.land/bubbletea/v2"

	"graphguest/auth"
	"graphguest/graphquery"
	"graphguest/graphquery/library"
	"graphguest/tui/kit"
)

// effects makes the commands that do I/O. Nothing else in the tree of panes does.
type effects struct {
	world World
	lent  *lent
}

// What effects report back to the root.
type (
	ran struct {
		done   kit.QueryDone
		tokens tokens
	}
	expanded struct {
		tab          *tab
		run, strokes int // what was asked and typed when it began
		written      string
		line         kit.RunQuery
		saved        library.Saved // the saved query that it is
		query        graphquery.Query
		follow       *library.Saved // whose changes are wanted
		task         task
		err          error
	}
	loaded struct {
		env auth.Environment
		err error
	}
	changed struct { // the environment's collection
		environment, what string
		err               error
		back              tea.Cmd // undoes it; nil = nothing is lost
		told              bool    // it is said wherever the person is
	}
	copied struct {
		what, how string
		err       error
	}
	told struct { // a note of run id while it is under way
		id   int
		note string
	}
	tick   struct{ alarm int }
	failed struct{ err error }
)

// writable is whether a write may pass: as the window knows it, and as the settings on
// disk say now. Another window may have made the environment read-only, or another place.
func (x effects) writable(env auth.Environment, q graphquery.Query) (bool, error) {
	if !q.Writes() || env.EffectiveAccess() != auth.ReadWrite {
		return false, nil
	}
	now, err := x.world.Store.Load(env.Name)
	if err != nil {
		return false, fmt.Errorf("%s was not sent: %w", q.Verb(), err)
	}
	if now.Cloud != env.Cloud || now.TenantID != env.TenantID || now.ClientID != env.ClientID {
		return false, fmt.Errorf("%s was not sent: the settings of %s lead to another place now; open it again", q.Verb(), env.Name)
	}
	return now.EffectiveAccess() == auth.ReadWrite, nil
}

// expand puts variables into a query: those of its file, over them the environment's.
func (x effects) expand(environment string, w kit.RunQuery, e expanded) tea.Cmd {
	return func() tea.Msg {
		e.written, e.line = w.Query.Path, w
		file := filepath.Join(x.world.Store.Path(environment), "http-client.env.json")
		variables, err := library.ReadVariables(file)
		if err != nil {
			e.err = err
			return e
		}
		e.query, e.err = library.Expand(w.Query, library.Variables(w.Variables).With(variables))
		return e
	}
}

// load reads one environment that the switcher did not list.
func (x effects) load(name string) tea.Cmd {
	return func() tea.Msg {
		env, err := x.world.Store.Load(name)
		return loaded{env, err}
	}
}

// keep writes what is remembered of an environment. That it failed is worth a word
// and nothing more.
func (x effects) keep(name string, k Kept) tea.Cmd {
	return func() tea.Msg {
		if err := x.world.Keep(name, k); err != nil {
			return failed{fmt.Errorf("the next start will not remember %s: %w", name, err)}
		}
		return nil
	}
}

// recall reads what is remembered of the environment that was entered in that generation.
func (x effects) recall(name string, generation int) tea.Cmd {
	return func() tea.Msg {
		k, err := x.world.Kept(name)
		return recalled{generation, k, err}
	}
}

type recalled struct {
	generation int
	kept       Kept
	err        error
}

// listSaved reads the environment's collection.
func (x effects) listSaved(environment string) tea.Cmd {
	return func() tea.Msg {
		list, problems := x.world.Library(environment).List()
		return kit.SavedListed{Environment: environment, Saved: list, Problems: problems}
	}
}

// change saves, renames or deletes in the environment's collection.
func (x effects) change(env auth.Environment, wish tea.Msg) tea.Cmd {
	environment := env.Name
	return func() tea.Msg {
		lib := x.world.Library(environment)
		switch wish := wish.(type) {
		case kit.SaveQuery:
			s, err := lib.Save(wish.Saved)
			return changed{environment: environment, what: fmt.Sprintf("saved “%s” in %s", s.Title, s.File), err: err}
		case kit.RenameQuery:
			s, err := lib.Rename(wish.Name, wish.Title)
			return changed{environment: environment, what: fmt.Sprintf("renamed to “%s”", s.Title), err: err}
		case kit.DeleteQuery:
			s, _ := lib.Find(wish.Name)
			return changed{environment: environment, what: fmt.Sprintf("deleted “%s”", s.Title), err: lib.Delete(wish.Name), back: x.bringBack(env, s)}
		}
		return nil
	}
}

// bringBack saves a query that was deleted.
// The environment of that name must still be the one where it was.
func (x effects) bringBack(env auth.Environment, s library.Saved) tea.Cmd {
	return func() tea.Msg {
		back := changed{environment: env.Name, what: fmt.Sprintf("“%s” is back in %s", s.Title, env.Name), told: true}
		now, err := x.world.Store.Load(env.Name)
		switch {
		case err != nil:
			back.err = err
		case now.TenantID != env.TenantID || now.Cloud != env.Cloud:
			back.err = fmt.Errorf("“%s” was not brought back: %s is another tenant now", s.Title, env.Name)
		default:
			_, back.err = x.world.Library(env.Name).Save(s)
		}
		return back
	}
}

// copy puts text on the native clipboard, where there is one.
func (x effects) copy(c kit.Copy) tea.Cmd {
	if x.world.Copy == nil {
		return kit.Ask(copied{what: c.What})
	}
	return func() tea.Msg {
		how, err := x.world.Copy(c.Text)
		return copied{c.What, how, err}
	}
}

// wait lets d pass.
func (x effects) wait(d time.Duration, alarm int) tea.Cmd {
	return func() tea.Msg {
		<-x.world.After(d)
		return tick{alarm}
	}
}
