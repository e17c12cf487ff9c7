// Package importtest holds the program to its floor plan: table.txt says which
// package may import which, and the tests of this folder check the code against
// it.
package importtest
