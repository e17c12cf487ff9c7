// Package look is what everything shown in a browser has in common: colours with
// their meanings in a light and a dark theme, type, spacing, and the smallest parts
// of a page.
package look

import (
	_ "embed" // the style sheet
	"strings"
)

//go:embed look.css
var css string

// CSS is the style sheet. Its dark theme holds for pages whose root element says
// data-theme="dark".
func CSS() string { return css }

// dark begins the rule of the dark theme.
const dark = `html[data-theme="dark"] {`

// Following is the style sheet for pages that take the theme that the reader's
// system asks for, unless their root element says another.
func Following() string {
	at := strings.Index(css, dark)
	body, _, _ := strings.Cut(css[at+len(dark):], "}")
	rule := "@media (prefers-color-scheme: dark) {\nhtml:not([data-theme=\"light\"]) {" + body + "}\n}\n"
	return css[:at] + rule + css[at:]
}
