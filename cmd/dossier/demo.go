package main

// DemoCmd is "dossier demo".
type DemoCmd struct {
	Print Print `embed:""`
}

// Run reads the bundled reports and prints their record.
func (c *DemoCmd) Run(app *App) error {
	out, err := app.Rooms().ReadFiles(app.Context, nil, app.report)
	if err != nil {
		return err
	}
	return c.Print.output(app, out)
}
