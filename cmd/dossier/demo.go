package main

import (
	"embed"
	"path"

	"dossier/schema"
)

// examples are the bundled reports: five accounts of one incident in five
// formats. demo/README.md says who wrote them.
//
//go:embed demo/agency.html demo/alert.eml demo/article.txt demo/encyclopedia.wiki demo/statement.txt
var examples embed.FS

// exampleNames lists the examples in the order they are read.
var exampleNames = []string{"encyclopedia.wiki", "agency.html", "statement.txt", "alert.eml", "article.txt"}

// DemoCmd is "dossier demo".
type DemoCmd struct {
	Print Print `embed:""`
}

// Run reads the bundled reports and prints their record.
func (c *DemoCmd) Run(app *App) error {
	var files []File
	for _, name := range exampleNames {
		b, err := examples.ReadFile(path.Join("demo", name))
		if err != nil {
			return err
		}
		files = append(files, File{Path: path.Join("demo", name), Bytes: b})
	}
	return c.Print.records(app, func(report func(string, error)) (schema.Output, error) {
		return app.Rooms().ReadFiles(app.Context, files, report)
	})
}
