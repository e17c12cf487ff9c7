package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/alecthomas/kong"
)

// man prints the manual page in roff. Commands, flags and their help come from
// the parser's own model.
func man(w io.Writer, m *kong.Application) error {
	var b strings.Builder
	fmt.Fprintf(&b, ".TH %s 1\n.SH NAME\n%s \\- sourced records of violent incidents\n", strings.ToUpper(m.Name), m.Name)
	fmt.Fprintf(&b, ".SH SYNOPSIS\n.B %s\n.I command\n[flags] [arguments]\n", m.Name)
	b.WriteString(".SH DESCRIPTION\n" + roff(purpose) + "\n")
	roffText(&b, aboutText)
	b.WriteString(".SH COMMANDS\n")
	for _, n := range m.Children {
		manCommand(&b, n)
	}
	b.WriteString(".SH EXIT STATUS\n")
	for _, s := range exitStatuses {
		fmt.Fprintf(&b, ".TP\n%d\n%s\n", s.status, roff(s.meaning))
	}
	b.WriteString(".SH ENVIRONMENT\n")
	for _, e := range environment(m) {
		fmt.Fprintf(&b, ".TP\n.B %s\n%s\n", roff(e[0]), roff(e[1]))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func manCommand(b *strings.Builder, n *kong.Node) {
	fmt.Fprintf(b, ".SS %s\n%s\n", roff(n.Summary()), roff(n.Help))
	for _, a := range n.Positional {
		fmt.Fprintf(b, ".TP\n.I %s\n%s\n", roff(a.Name), roff(a.Help))
	}
	for _, f := range n.Flags {
		value := ""
		if !f.IsBool() {
			value = "=" + f.FormatPlaceHolder()
		}
		fmt.Fprintf(b, ".TP\n.B %s\n%s\n", roff("--"+f.Name+value), roff(f.Help))
	}
	roffText(b, n.Detail)
}

// environment is the environment variables that flags are taken from, and what
// they are for.
func environment(m *kong.Application) [][2]string {
	var out [][2]string
	seen := map[string]bool{}
	for _, n := range m.Children {
		for _, f := range n.Flags {
			for _, e := range f.Envs {
				if !seen[e] {
					seen[e] = true
					out = append(out, [2]string{e, "The value of --" + f.Name + " where it is not given."})
				}
			}
		}
	}
	return append(out,
		[2]string{"NO_COLOR", "No colours, whatever its value."},
		[2]string{"CLICOLOR_FORCE", "Colours even where the output is no terminal, unless it is 0."},
		[2]string{"CLICOLOR", "No colours when it is 0."})
}

// roffText prints paragraphs; indented lines stand as they are.
func roffText(b *strings.Builder, s string) {
	for _, par := range strings.Split(strings.TrimSpace(s), "\n\n") {
		switch {
		case par == "":
		case strings.HasPrefix(par, "  "):
			fmt.Fprintf(b, ".PP\n.nf\n%s\n.fi\n", roffLines(par))
		default:
			fmt.Fprintf(b, ".PP\n%s\n", roffLines(par))
		}
	}
}

func roffLines(s string) string {
	lines := strings.Split(s, "\n")
	for i, l := range lines {
		lines[i] = roff(l)
	}
	return strings.Join(lines, "\n")
}

// roff keeps text from being taken for commands of the formatter.
func roff(s string) string {
	s = strings.ReplaceAll(s, `\`, `\e`)
	s = strings.ReplaceAll(s, "-", `\-`)
	if strings.HasPrefix(s, ".") || strings.HasPrefix(s, "'") {
		s = `\&` + s
	}
	return s
}
