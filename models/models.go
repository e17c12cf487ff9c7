// Package models holds the trained models that the program embeds. Each is one
// file of [dossier/internal/learn]'s format whose section "card" says what it was
// trained on, by which command, under which licence and how well it does.
package models
