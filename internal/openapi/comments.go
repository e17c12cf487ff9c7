package openapi

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"strings"
)

// Comments reads what the types of a package in a folder, and their fields, mean.
func Comments(dir string, into map[string]string) error {
	files, err := fs.Glob(os.DirFS(dir), "*.go")
	if err != nil {
		return err
	}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), dir+"/"+name, nil, parser.ParseComments)
		if err != nil {
			return err
		}
		for _, decl := range f.Decls {
			if g, ok := decl.(*ast.GenDecl); ok && g.Tok == token.TYPE {
				comment(g, into)
			}
		}
	}
	return nil
}

func comment(g *ast.GenDecl, into map[string]string) {
	for _, s := range g.Specs {
		t := s.(*ast.TypeSpec)
		doc := t.Doc
		if doc == nil {
			doc = g.Doc
		}
		if doc != nil {
			into[t.Name.Name] = sentence(doc.Text())
		}
		st, ok := t.Type.(*ast.StructType)
		if !ok {
			continue
		}
		for _, f := range st.Fields.List {
			text := f.Doc.Text() + f.Comment.Text()
			for _, n := range f.Names {
				if text != "" {
					into[t.Name.Name+"."+n.Name] = sentence(text)
				}
			}
		}
	}
}

// sentence is a comment on one line.
func sentence(s string) string { return strings.Join(strings.Fields(s), " ") }
