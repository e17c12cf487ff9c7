package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/alecthomas/kong"
)

// completion prints the completion script of a shell. Commands, flags and the
// words they take come from the parser's own model, so that the script cannot go
// stale.
func completion(w io.Writer, shell string, m *kong.Application) error {
	var b strings.Builder
	switch shell {
	case "bash":
		bash(&b, m)
	case "zsh":
		zsh(&b, m)
	case "fish":
		fish(&b, m)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// flags are the flags of a command, --help last.
func flags(m *kong.Application, n *kong.Node) []*kong.Flag {
	return append(n.Flags[:len(n.Flags):len(n.Flags)], m.HelpFlag)
}

// choices is the words that a flag or argument takes: those of its closed list,
// the names of the commands, or none when it takes anything.
func choices(m *kong.Application, v *kong.Value) []string {
	if v.Name == "command" {
		return commandNames(m)
	}
	if v.Enum == "" {
		return nil
	}
	return v.EnumSlice()
}

// takesFiles reports whether a flag or argument is the path of a file or folder.
func takesFiles(v *kong.Value) bool {
	switch v.Name {
	case "path", "source", "list", "archive", "sign", "new-key", "head", "key", "folder", "cert", "cert-key", "oidc-secret-file", "redact":
		return true
	}
	return false
}

func commandNames(m *kong.Application) []string {
	var out []string
	for _, n := range m.Children {
		out = append(out, n.Name)
	}
	return out
}

func bash(b *strings.Builder, m *kong.Application) {
	fmt.Fprintf(b, `# completion of %[1]s for bash
_%[1]s() {
  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} words= files=
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W "%[2]s --help" -- "$cur"))
    return
  fi
  [ "$cur" = "=" ] && cur=
  [ "$prev" = "=" ] && prev=${COMP_WORDS[COMP_CWORD-2]}
  case ${COMP_WORDS[1]}:$prev in
`, m.Name, strings.Join(commandNames(m), " "))
	for _, n := range m.Children {
		for _, f := range n.Flags {
			bashFlag(b, m, n, f)
		}
	}
	b.WriteString("    *) case ${COMP_WORDS[1]} in\n")
	for _, n := range m.Children {
		bashCommand(b, m, n)
	}
	fmt.Fprintf(b, `    esac ;;
  esac
  COMPREPLY=($(compgen -W "$words" -- "$cur"))
  if [ -n "$files" ] && [ "${cur#-}" = "$cur" ]; then
    compopt -o filenames 2>/dev/null
    COMPREPLY+=($(compgen -f -- "$cur"))
  fi
}
complete -F _%[1]s %[1]s
`, m.Name)
}

// bashFlag completes what follows a flag that takes a value.
func bashFlag(b *strings.Builder, m *kong.Application, n *kong.Node, f *kong.Flag) {
	switch words := choices(m, f.Value); {
	case f.IsBool():
	case words != nil:
		fmt.Fprintf(b, "    %s:--%s) words=\"%s\" ;;\n", n.Name, f.Name, strings.Join(words, " "))
	case takesFiles(f.Value):
		fmt.Fprintf(b, "    %s:--%s) files=1 ;;\n", n.Name, f.Name)
	default:
		fmt.Fprintf(b, "    %s:--%s) ;;\n", n.Name, f.Name)
	}
}

func bashCommand(b *strings.Builder, m *kong.Application, n *kong.Node) {
	var words []string
	files := ""
	for _, p := range n.Positional {
		words = append(words, choices(m, p)...)
		if takesFiles(p) {
			files = " files=1"
		}
	}
	for _, f := range flags(m, n) {
		words = append(words, "--"+f.Name)
	}
	fmt.Fprintf(b, "    %s) words=\"%s\"%s ;;\n", n.Name, strings.Join(words, " "), files)
}

func zsh(b *strings.Builder, m *kong.Application) {
	fmt.Fprintf(b, "#compdef %[1]s\ncompdef _%[1]s %[1]s\n\n_%[1]s() {\n  local -a commands\n  commands=(\n", m.Name)
	for _, n := range m.Children {
		fmt.Fprintf(b, "    %s\n", shellQuoted(n.Name+":"+zshText(n.Help)))
	}
	b.WriteString("  )\n  if (( CURRENT == 2 )); then\n    _describe command commands\n    return\n  fi\n  shift words\n  (( CURRENT-- ))\n  case $words[1] in\n")
	for _, n := range m.Children {
		fmt.Fprintf(b, "    %s) _arguments", n.Name)
		for _, f := range flags(m, n) {
			fmt.Fprintf(b, " \\\n      %s", shellQuoted(zshFlag(m, f)))
		}
		for _, p := range n.Positional {
			fmt.Fprintf(b, " \\\n      %s", shellQuoted("*:"+p.Name+":"+zshAction(m, p)))
		}
		b.WriteString(" ;;\n")
	}
	fmt.Fprintf(b, "  esac\n}\n\nif [ \"$funcstack[1]\" = _%[1]s ]; then\n  _%[1]s \"$@\"\nfi\n", m.Name)
}

func zshFlag(m *kong.Application, f *kong.Flag) string {
	s := "--" + f.Name
	if f.IsBool() {
		return s + "[" + zshText(f.Help) + "]"
	}
	return s + "=[" + zshText(f.Help) + "]:" + f.Name + ":" + zshAction(m, f.Value)
}

func zshAction(m *kong.Application, v *kong.Value) string {
	switch words := choices(m, v); {
	case words != nil:
		return "(" + strings.Join(words, " ") + ")"
	case takesFiles(v):
		return "_files"
	}
	return " "
}

// zshText keeps a help text from being taken for the marks of a specification.
func zshText(s string) string {
	return strings.NewReplacer("[", `\[`, "]", `\]`, ":", `\:`).Replace(s)
}

func fish(b *strings.Builder, m *kong.Application) {
	fmt.Fprintf(b, "# completion of %[1]s for fish\ncomplete -c %[1]s -f\n", m.Name)
	for _, n := range m.Children {
		fmt.Fprintf(b, "complete -c %s -n __fish_use_subcommand -a %s -d %s\n", m.Name, n.Name, shellQuoted(n.Help))
	}
	for _, n := range m.Children {
		in := fmt.Sprintf("complete -c %s -n '__fish_seen_subcommand_from %s'", m.Name, n.Name)
		for _, f := range flags(m, n) {
			fmt.Fprintf(b, "%s -l %s -d %s%s\n", in, f.Name, shellQuoted(f.Help), fishValue(m, f))
		}
		for _, p := range n.Positional {
			switch words := choices(m, p); {
			case words != nil:
				fmt.Fprintf(b, "%s -a %s\n", in, shellQuoted(strings.Join(words, " ")))
			case takesFiles(p):
				fmt.Fprintf(b, "%s -F\n", in)
			}
		}
	}
}

func fishValue(m *kong.Application, f *kong.Flag) string {
	switch words := choices(m, f.Value); {
	case f.IsBool():
		return ""
	case words != nil:
		return " -x -a " + shellQuoted(strings.Join(words, " "))
	case takesFiles(f.Value):
		return " -r -F"
	}
	return " -x"
}

// shellQuoted is s as one word of a shell.
func shellQuoted(s string) string { return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'" }
