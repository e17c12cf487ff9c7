package main

import (
	"fmt"
	"strings"
)

// The long help of the commands. An indented paragraph is printed as it stands.

// exitStatuses says what the program's exit statuses mean.
var exitStatuses = [...]struct {
	status  int
	meaning string
}{
	{exitOK, "all went well"},
	{exitFailed, "a document failed, or what was asked could not be done"},
	{exitUsage, "the command line is wrong"},
}

const purpose = "Reads reports of violent incidents and writes one sourced record of each."

const aboutText = `Everything is read offline, on this machine. The same input gives the same bytes out. Every value of a record stands on exact words of a document, and where documents or those who speak in them disagree, all sides are kept.`

// description is the head of the program's help.
func description() string {
	var b strings.Builder
	b.WriteString(purpose + "\n\n" + aboutText + "\n\nExit status:\n")
	for _, s := range exitStatuses {
		fmt.Fprintf(&b, "\n  %d  %s", s.status, s.meaning)
	}
	return b.String()
}

// Help says what is read and what is printed.
func (ReadCmd) Help() string {
	return `The formats are told by content, not by name: plain text, MediaWiki wikitext, HTML, e-mail, PDF; also compressed (.gz, .bz2, .zst), in archives, in web archives (WARC, WACZ) and in wiki exports (the XML dumps of Wikipedia). Folders are walked. An address of the web is fetched; nothing else is ever asked of the network. Documents that tell of the same incident make one record.

A document that cannot be read gets a line on standard error, and the others are read.

With --coverage the sentences that gave nothing are listed by section: no value, event, attribution, reaction, account, item of evidence or relation stands on their words. A name that is only mentioned gives nothing, nor does the place named again; titles, headings and header lines are no sentences. The JSON always holds them, under "coverage" of each document.

Examples:

  dossier read story.html statement.pdf
  dossier read --coverage story.html
  dossier read --cite reports/
  dossier read https://example.org/2023/story
  dossier read --match 'category:attacks in 2023' enwiki-pages-articles-multistream.xml.bz2
  curl -s https://example.org/story | dossier read --json -`
}

// Help says what the text is for.
func (TextCmd) Help() string {
	return `The citations of a record count code points of this text. For a UTF-8 text file it is the file itself.

Example:

  dossier text story.html`
}

// Help says what is printed.
func (AnalyzeCmd) Help() string {
	return `Prints CoNLL-U (universaldependencies.org/format.html): words, tags, lemmas and dependency trees. With --json every layer is printed: words with their trees, sentences, names, times, numbers, and chains of mentions of one thing, as positions in code points of what "dossier text" prints; docs/analysis.md explains the keys.

Examples:

  dossier analyze story.html
  dossier analyze --json reports/ > layers.jsonl
  echo "Two guards were hurt." | dossier analyze -`
}

// Help says what the examples are.
func (DemoCmd) Help() string {
	return `Five reports of one real incident, written for this program, in five formats: an encyclopedia article, an agency story, an official statement, an alert by e-mail and a short article.

Examples:

  dossier demo
  dossier demo --cite`
}

// Help says what is kept.
func (AddCmd) Help() string {
	return `The bytes of each report are kept first, under their SHA-256, then its text and what is read out of it, in one step with the records that it changes and the log. A report that is kept already is left alone. What is acknowledged is on the disk.

Reports of one address, or of one place on disk with words in common, are versions of one document, as are those given one --name.

Of what an address of the web gives, the address that answered, the time and the header are kept too. Of a web archive or a wiki export every page is a report, or those that --match selects; when the reading of such a file is broken off, it goes on there the next time.

Examples:

  dossier add --archive cases reports/
  dossier add --archive cases --each story.html
  dossier add --archive cases https://example.org/2023/story captures.warc.gz
  dossier add --archive cases --name "ministry page" page.html`
}

// Help says what is watched.
func (WatchCmd) Help() string {
	return `Feeds are RSS, Atom and JSON Feed. Of each the pages that its items lead to are fetched, read and added to the archive, oldest first, and it is said which record each joins and what it changes there. An item that the feed says was changed is fetched again; when its page has other words it is a newer version of the document. In folders, files that are new or changed are read once they are quiet; what is removed stays in the archive.

What was seen is remembered beside the archive, so that nothing is fetched twice, also after a crash and by several watchers at once. A source that fails is told and looked at later and later; the others go on. docs/feeds.md says what is fetched and what is refused.

Examples:

  dossier watch --archive cases https://example.org/world.xml inbox/
  dossier watch --archive cases --once --list sources.txt
  dossier watch --archive cases --status`
}

// Help gives an example.
func (ListCmd) Help() string {
	return `Example:

  dossier list --archive cases`
}

// Help gives examples.
func (ShowCmd) Help() string {
	return `A record is named by any id that it has or had, also before it was merged with another, by the beginning of one, or by one of its documents ("d12", or the beginning of its hash).

Examples:

  dossier show --archive cases 2023-01-27-tehran
  dossier show --archive cases --cite 2023-01-27-tehran
  dossier show --archive cases --as-of 2023-01-28 2023-01-27-tehran`
}

// Help says what can be decided.
func (DecideCmd) Help() string {
	return `A decision is kept with who, when and why, for good; it is undone by "dossier undo". It is about a value and its words, so that it holds when the documents are read anew: a value decided on that is no longer found is shown as obsolete.

A value is written as it is shown: 3, 2-5, 3+ or <=5 for counts; codes; dates as EDTF; names. An added value needs exact words of a document of the record.

Examples:

  dossier decide 2023-01-27-tehran injured 3 --reject --reason "counts the attacker"
  dossier decide 2023-01-27-tehran injured 2 --choose --by ada
  dossier decide 2023-01-27-tehran place --edit Tehran
  dossier decide 2023-01-27-tehran weapon --add "hunting rifle" --kind firearm --words "a hunting rifle"
  dossier decide 2023-01-27-tehran --merge 2023-01-28-tehran --reason "one attack"
  dossier decide 2023-01-27-tehran --split d4`
}

// Help says what is asked, and when no more.
func (QuestionsCmd) Help() string {
	return `Two records are asked about when reports of theirs are alike enough to be of one incident and stand apart all the same. What is answered, with "dossier decide ID --same OTHER", --different or --unsure, is kept for good and not asked again.

Examples:

  dossier questions
  dossier questions 2023-01-27-tehran`
}

// Help gives an example.
func (UndoCmd) Help() string {
	return `Nothing is removed: an undo is a decision that cancels another, and can be undone itself. The record is as it was, to the byte.

Example:

  dossier undo 12 --reason "the second report was right"`
}

// Help says what an entry holds.
func (LogCmd) Help() string {
	return `Each entry holds the hash of the one before, so that "dossier verify" finds what was changed, removed, swapped or cut off.

Examples:

  dossier log --archive cases
  dossier log --archive cases 2023-01-27-tehran
  dossier log --archive cases --json d3`
}

// Help says what is compared.
func (DiffCmd) Help() string {
	return `Each change names the documents whose words brought it. --from may be a day before anything was known.

Example:

  dossier diff 2023-01-27-tehran --from 2023-01-27 --to 2023-01-29`
}

// Help says what is told of a version.
func (VersionsCmd) Help() string {
	return `The claims of a version keep citing that version. Held against the newest one, cited words are intact (where they stood), moved (elsewhere, among the same words) or lost. A value all of whose words are lost is marked in its record and is no longer shown first.

Examples:

  dossier versions d3
  dossier versions --lost d3`
}

// Help says what reading anew does.
func (RereadCmd) Help() string {
	return `What is read otherwise than before is kept as a new reading; the old one stays, for what was known when. Decisions stay: one whose value is no longer found shows as obsolete, and it is told where the words stand for another value now. With --dry-run it is only told what would change.

Examples:

  dossier reread --dry-run
  dossier reread d3 d4
  dossier reread --fold`
}

// Help says what a head is for.
func (HeadCmd) Help() string {
	return `Whoever has a head can check later that nothing at or before it was changed or cut off. Signatures are ed25519 in the form of the Go checksum database (golang.org/x/mod/sumdb/note).

Examples:

  dossier head --new-key desk.key
  dossier head --sign desk.key > 2023-02-01.head
  dossier verify --head 2023-02-01.head --key desk.key.pub`
}

// Help gives examples.
func (BackupCmd) Help() string {
	return `The copy is an archive itself. A backup of the same archive that is there already is brought up to date.

Example:

  dossier backup /media/disk/cases`
}

// Help gives an example.
func (RestoreCmd) Help() string {
	return `The archive is made where there is none, and is checked before the command ends.

Example:

  dossier restore --archive cases /media/disk/cases`
}

// Help says what is checked.
func (VerifyCmd) Help() string {
	return `Hashes every document again and reads it again; holds every reading, every decision and every id of a record against the log, every citation against the preserved bytes, every record against the fold of what is kept; and goes through the log from its first entry. Whatever was changed, removed, swapped or cut off is named.

Examples:

  dossier verify --archive cases
  dossier verify --archive cases --head 2023-02-01.head --key desk.key.pub`
}

// Help says what the schema is.
func (SchemaCmd) Help() string {
	return `The schema, JSON Schema draft 2020-12, accepts what read --json prints; keys may be added.

Example:

  dossier schema > dossier.schema.json`
}

// Help says where the scripts go.
func (CompletionCmd) Help() string {
	return `Examples:

  dossier completion bash > ~/.local/share/bash-completion/completions/dossier
  dossier completion zsh > "${fpath[1]}/_dossier"
  dossier completion fish > ~/.config/fish/completions/dossier.fish`
}

// Help gives an example.
func (ManCmd) Help() string {
	return `Example:

  dossier man | man -l -`
}
