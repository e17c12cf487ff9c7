// Command dossier reads reports of violent incidents and writes one sourced
// record of each.
package main

func main() {}
