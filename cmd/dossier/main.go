// Command dossier reads reports of violent incidents and writes one sourced
// record of each.
//
// Each command is a struct in a file of its own, with the flags and arguments it
// takes and a Run method; help, completion scripts and the manual page are
// printed from these structs.
//
// Exit status: 0 all went well; 1 a document failed, or what was asked could not
// be done; 2 the command line is wrong.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"time"

	"github.com/alecthomas/kong"

	"dossier/internal/fetch/remote"
)

// The exit statuses.
const (
	exitOK     = 0
	exitFailed = 1
	exitUsage  = 2
)

// commands is the command line: one field for each command.
type commands struct {
	Read    ReadCmd    `cmd:"" help:"Read reports and print one record for each incident."`
	Text    TextCmd    `cmd:"" help:"Print the text that the offsets of a document count in."`
	Analyze AnalyzeCmd `cmd:"" help:"Print the language analysis of documents: words, trees, names, times, numbers."`
	Demo    DemoCmd    `cmd:"" help:"Read the bundled example reports and print their record."`

	Add    AddCmd    `cmd:"" help:"Keep reports in the archive."`
	Watch  WatchCmd  `cmd:"" help:"Look at feeds and folders and keep what is new in the archive."`
	List   ListCmd   `cmd:"" help:"List the records of the archive."`
	Show   ShowCmd   `cmd:"" help:"Print one record of the archive."`
	Decide DecideCmd `cmd:"" help:"Accept, edit or reject a value, choose the one shown, add one; merge or split records; leave a note."`
	Undo   UndoCmd   `cmd:"" help:"Cancel a decision."`
	Log    LogCmd    `cmd:"" help:"Print what was done: collected, read, decided, exported; when and by whom."`
	Diff   DiffCmd   `cmd:"" help:"Tell how a record changed between two days, and what brought it."`
	Verify VerifyCmd `cmd:"" help:"Check the archive against the preserved bytes."`

	Versions VersionsCmd `cmd:"" help:"List the versions of a document, and what became of the words that were cited."`
	Reread   RereadCmd   `cmd:"" help:"Read the preserved documents anew."`
	Head     HeadCmd     `cmd:"" help:"Print how far the log has come, signed."`
	Backup   BackupCmd   `cmd:"" help:"Copy the archive, also while it is written to."`
	Restore  RestoreCmd  `cmd:"" help:"Make an archive of a backup."`
	Serve    ServeCmd    `cmd:"" help:"Open the desk in the browser."`
	MCP      MCPCmd      `cmd:"" name:"mcp" help:"Let a language-model client search and read the archive."`
	Token    TokenCmd    `cmd:"" help:"Make, list and revoke the tokens with which programs use the desk."`
	People   PeopleCmd   `cmd:"" help:"List who has an account at the desk; make a link for a new password."`
	Export   ExportCmd   `cmd:"" help:"Write records of the archive in a format for other programs and people."`

	Publish PublishCmd `cmd:"" help:"Write records as a static site, for any web server or a folder."`

	Package PackageCmd `cmd:"" help:"Seal a record with all it stands on into one file."`
	Check   CheckCmd   `cmd:"" help:"Check a sealed package, on any machine."`
	Import  ImportCmd  `cmd:"" help:"Take a sealed package into the archive."`

	Search  SearchCmd  `cmd:"" help:"Find records of the archive."`
	Count   CountCmd   `cmd:"" help:"Count records of the archive."`
	Reindex ReindexCmd `cmd:"" help:"Make the index of search anew."`

	Questions QuestionsCmd `cmd:"" help:"List records that may be one incident, and people and bodies that may be one, which nobody has judged."`

	Entities EntitiesCmd `cmd:"" help:"List the people and bodies of all records, or find some by name."`
	Entity   EntityCmd   `cmd:"" help:"Print who somebody is, and all that is said of and by them in every record."`
	Sources  SourcesCmd  `cmd:"" help:"List the sources of documents, and how their values fared."`
	Source   SourceCmd   `cmd:"" help:"Print one source, or say what it is."`

	Schema     SchemaCmd     `cmd:"" help:"Print the JSON Schema of the records."`
	Completion CompletionCmd `cmd:"" help:"Print the completion script of a shell."`
	Man        ManCmd        `cmd:"" help:"Print the manual page."`
	Version    VersionCmd    `cmd:"" help:"Print the version."`
	Help       HelpCmd       `cmd:"" help:"Explain a command."`
}

// App is what a command works with: the three streams, the environment, and the
// rooms behind the front.
type App struct {
	Context context.Context
	Stdin   io.Reader
	Stdout  io.Writer
	Stderr  io.Writer
	Getenv  func(string) string
	Now     func() time.Time // the clock; nil for the system's

	// Network is the internet of a test; nil for the real one.
	Network *remote.Network

	// Rooms opens the rooms behind the front. It is called by the commands that
	// need them and by no other, so that the small ones start at once.
	Rooms func() Rooms
}

// now is the present time.
func (app *App) now() time.Time {
	if app.Now == nil {
		return time.Now()
	}
	return app.Now()
}

// errReported ends a command whose errors are already on stderr.
var errReported = errors.New("some documents failed")

// usageError is a mistake on the command line that the parser cannot see.
type usageError string

func (e usageError) Error() string { return string(e) }

func main() { os.Exit(start(nil)) }

// start runs the program in an internet, nil for the real one.
func start(network *remote.Network) int {
	ignoreLimits()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	app := &App{
		Context: ctx,
		Stdin:   os.Stdin,
		Stdout:  os.Stdout,
		Stderr:  os.Stderr,
		Getenv:  os.Getenv,
		Network: network,
	}
	app.Rooms = func() Rooms { return openRooms(app, app.progress()) }
	defer stop()
	return app.run(os.Args[1:])
}

// run does what the arguments say and gives the exit status.
func (app *App) run(args []string) int {
	exited := false
	parser, err := newParser(app, func(int) { exited = true })
	if err != nil {
		return app.fail(err)
	}
	if len(args) == 0 {
		if app.clicked() {
			return app.fail(app.runClicked())
		}
		args = []string{"--help"}
	}
	cmd, err := parser.Parse(args)
	switch {
	case exited: // help was asked for, and printed
		return exitOK
	case err != nil:
		return app.fail(usageError(err.Error()))
	}
	return app.fail(cmd.Run(app))
}

// newParser makes the parser of the command line. exit is called after --help.
func newParser(app *App, exit func(int)) (*kong.Kong, error) {
	return kong.New(&commands{},
		kong.Name("dossier"),
		kong.Description(description()),
		kong.Writers(app.Stdout, app.Stderr),
		kong.Exit(exit),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, WrapUpperBound: 90}),
	)
}

// fail tells of an error on stderr and gives the exit status that belongs to it.
func (app *App) fail(err error) int {
	var usage usageError
	switch {
	case err == nil:
		return exitOK
	case errors.Is(err, errReported):
		return exitFailed
	case errors.As(err, &usage):
		fmt.Fprintf(app.Stderr, "dossier: %s\nTry \"dossier help\".\n", usage)
		return exitUsage
	}
	fmt.Fprintf(app.Stderr, "dossier: %s\n", err)
	return exitFailed
}

// report tells of one document that failed.
func (app *App) report(path string, err error) {
	fmt.Fprintf(app.Stderr, "dossier: %s: %s\n", path, err)
}
