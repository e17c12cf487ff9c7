package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/alecthomas/kong"
)

// completion prints the completion script of a shell. Commands and flags come
// from the parser's own model, so that the script cannot go stale.
func completion(w io.Writer, shell string, m *kong.Application) error {
	var cmds []string
	flags := map[string][]string{}
	for _, n := range m.Children {
		cmds = append(cmds, n.Name)
		flags[n.Name] = flagNames(n)
	}
	var b strings.Builder
	switch shell {
	case "bash":
		bash(&b, cmds, flags)
	case "zsh":
		b.WriteString("#compdef dossier\nautoload -U +X bashcompinit && bashcompinit\n")
		bash(&b, cmds, flags)
	case "fish":
		fish(&b, m)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func flagNames(n *kong.Node) []string {
	var out []string
	for _, f := range n.Flags {
		out = append(out, "--"+f.Name)
	}
	return append(out, "--help")
}

func bash(b *strings.Builder, cmds []string, flags map[string][]string) {
	b.WriteString("_dossier() {\n  local cur=${COMP_WORDS[COMP_CWORD]}\n  local words=\"\"\n")
	fmt.Fprintf(b, "  if [ \"$COMP_CWORD\" -eq 1 ]; then words=\"%s\"; else\n  case ${COMP_WORDS[1]} in\n", strings.Join(cmds, " "))
	for _, c := range cmds {
		fmt.Fprintf(b, "    %s) words=\"%s\" ;;\n", c, strings.Join(flags[c], " "))
	}
	b.WriteString("  esac\n  fi\n  case $cur in\n    -*) COMPREPLY=($(compgen -W \"$words\" -- \"$cur\")) ;;\n" +
		"    *) if [ \"$COMP_CWORD\" -eq 1 ]; then COMPREPLY=($(compgen -W \"$words\" -- \"$cur\")); else COMPREPLY=($(compgen -f -- \"$cur\")); fi ;;\n  esac\n}\ncomplete -o filenames -F _dossier dossier\n")
}

func fish(b *strings.Builder, m *kong.Application) {
	for _, n := range m.Children {
		fmt.Fprintf(b, "complete -c dossier -n __fish_use_subcommand -a %s -d %s\n", n.Name, quoted(n.Help))
		for _, f := range n.Flags {
			fmt.Fprintf(b, "complete -c dossier -n '__fish_seen_subcommand_from %s' -l %s -d %s\n", n.Name, f.Name, quoted(f.Help))
		}
	}
}

func quoted(s string) string { return "'" + strings.ReplaceAll(s, "'", `\'`) + "'" }

// man prints the manual page in roff, from the same model.
func man(w io.Writer, m *kong.Application) error {
	var b strings.Builder
	b.WriteString(".TH DOSSIER 1\n.SH NAME\ndossier \\- sourced records of violent incidents\n.SH SYNOPSIS\n.B dossier\n.I command\n[flags] [arguments]\n")
	b.WriteString(".SH DESCRIPTION\n" + roff(m.Help) + "\nEverything is read offline. The same input gives the same bytes out.\n.SH COMMANDS\n")
	for _, n := range m.Children {
		fmt.Fprintf(&b, ".SS %s\n%s\n", roff(n.Summary()), roff(n.Help))
		for _, a := range n.Positional {
			fmt.Fprintf(&b, ".TP\n.I %s\n%s\n", roff(a.Name), roff(a.Help))
		}
		for _, f := range n.Flags {
			fmt.Fprintf(&b, ".TP\n.B \\-\\-%s\n%s\n", roff(f.Name), roff(f.Help))
		}
		if x := exampleOf[n.Name]; x != "" {
			fmt.Fprintf(&b, ".PP\nExample:\n.nf\n  %s\n.fi\n", roff(x))
		}
	}
	b.WriteString(".SH EXIT STATUS\n.TP\n0\nall went well\n.TP\n1\na document failed, or what was asked could not be done\n.TP\n2\nthe command line is wrong\n")
	b.WriteString(".SH ENVIRONMENT\n.TP\nDOSSIER_ARCHIVE\nthe folder of the archive\n.TP\nDOSSIER_WIDTH, DOSSIER_COLOR, NO_COLOR\nhow records are printed\n")
	_, err := io.WriteString(w, b.String())
	return err
}

// exampleOf gives an example of each command.
var exampleOf = map[string]string{
	"read":       "dossier read --cite story.html statement.pdf",
	"text":       "dossier text story.html",
	"demo":       "dossier demo --json",
	"add":        "dossier add --archive cases reports/",
	"list":       "dossier list --archive cases",
	"show":       "dossier show --archive cases 2023-01-27-tehran",
	"verify":     "dossier verify --archive cases",
	"schema":     "dossier schema > dossier.schema.json",
	"completion": "dossier completion bash > /etc/bash_completion.d/dossier",
	"man":        "dossier man | man -l -",
	"help":       "dossier help read",
	"version":    "dossier version",
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
