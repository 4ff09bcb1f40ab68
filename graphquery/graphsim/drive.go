package graphsim

import (
	"io"
	"strings"
	"sync"
	"time"
)

// drive is one person's OneDrive. Items are replaced, never changed; the map is held by storage.mu.
type drive struct {
	id    string
	host  string // of its files
	owner *User
	mu    *sync.Mutex           // the storage's
	items map[string]*driveItem // by lower-case id
	order []string
	made  int // items made since the beginning
}

// driveItem is a file or a folder.
type driveItem struct {
	drive          *drive
	id, name, mime string
	parent         string // id; "" = this is the root
	folder         bool
	size           int64
	content        io.ReaderAt
	created        time.Time
	version        int
}

func (i *driveItem) kind() *kind      { return driveItemKind }
func (i *driveItem) objectID() string { return i.id }

// eTag changes with every change of the item.
func (i *driveItem) eTag() string { return `"{` + i.id + `},` + number(i.version) + `"` }

// annotations: a whole file carries an address that opens it without a sign-in.
func (i *driveItem) annotations(q *request, whole bool) [][2]string {
	if !whole || i.folder {
		return nil
	}
	return [][2]string{{"@microsoft.graph.downloadUrl", q.server.download(i)}}
}

var driveItemKind = newKind("driveItem", func() []*property {
	return []*property{
		date("createdDateTime", func(i *driveItem) time.Time { return i.created }),
		text("eTag", (*driveItem).eTag),
		text("id", func(i *driveItem) string { return i.id }),
		date("lastModifiedDateTime", func(i *driveItem) time.Time { return i.created }),
		text("name", func(i *driveItem) string { return i.name }),
		other("size", "Int64", func(o object) any { return o.(*driveItem).size }),
		text("webUrl", func(i *driveItem) string { return i.drive.host + "/personal/Documents/" + i.name }),
		other("parentReference", "itemReference", func(o object) any { return o.(*driveItem).reference() }),
		other("file", "file", facet(false, func(i *driveItem) any { return map[string]string{"mimeType": i.mime} })),
		other("folder", "folder", facet(true, func(i *driveItem) any { return map[string]int{"childCount": i.drive.countOf(i.id)} })),
	}
})

// facet is what only files, or only folders, have.
func facet(ofFolders bool, get func(*driveItem) any) func(object) any {
	return func(o object) any {
		if i := o.(*driveItem); i.folder == ofFolders {
			return get(i)
		}
		return leftOut{}
	}
}

func (i *driveItem) reference() any {
	return map[string]string{"driveType": "business", "driveId": i.drive.id, "id": i.parent}
}

var driveKind = newKind("drive", func() []*property {
	return []*property{
		text("id", func(d *drive) string { return d.id }),
		text("driveType", func(*drive) string { return "business" }),
		text("name", func(*drive) string { return "OneDrive" }),
		text("webUrl", func(d *drive) string { return d.host + "/personal/Documents" }),
		other("owner", "identitySet", func(o object) any {
			u := o.(*drive).owner
			return map[string]any{"user": map[string]string{"id": u.ID, "displayName": u.DisplayName}}
		}),
	}
})

func (d *drive) kind() *kind      { return driveKind }
func (d *drive) objectID() string { return d.id }

// childrenOf are a folder's items in the order they were made. The caller holds storage.mu.
func (d *drive) childrenOf(parent string) (all []*driveItem) {
	for _, id := range d.order {
		if i := d.items[id]; i != nil && i.parent == parent {
			all = append(all, i)
		}
	}
	return all
}

func (d *drive) countOf(parent string) int {
	d.mu.Lock()
	defer d.mu.Unlock()
	n := 0
	for _, i := range d.items {
		if i.parent == parent {
			n++
		}
	}
	return n
}

// child finds an item by name, as capitals do not count there.
func (d *drive) child(parent, name string) *driveItem {
	for _, i := range d.childrenOf(parent) {
		if strings.EqualFold(i.name, name) {
			return i
		}
	}
	return nil
}

// put adds an item, or replaces the one of its id.
func (d *drive) put(i *driveItem) *driveItem {
	if i.drive = d; i.id == "" {
		d.made++
		i.id = "01" + strings.ToUpper(strings.ReplaceAll(guidOf(newSum(d.id+number(d.made))), "-", ""))
		d.order = append(d.order, strings.ToLower(i.id))
	}
	i.version++
	d.items[strings.ToLower(i.id)] = i
	return i
}

func (d *drive) remove(i *driveItem) {
	for _, child := range d.childrenOf(i.id) {
		d.remove(child)
	}
	delete(d.items, strings.ToLower(i.id))
}
