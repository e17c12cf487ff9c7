// Package query is the search language: what a person writes to find records,
// as a tree, and that tree as the text it is written in. It knows no store and no
// words of any language; internal/search says what a query means.
//
//	country:IR type:shooting target:diplomatic killed>=1 date:2010..2025 conflict:injured "Pasdaran" person:Asgarov
//
// Terms beside each other must all hold; OR binds loosest; a minus before a term or
// a parenthesis turns it round. docs/search.md is the manual.
package query
