package main

// Help says what an entity of several records is.
func (EntitiesCmd) Help() string {
	return `People and bodies of all records, those in most records first. Names are found in other spellings. Namesakes stand apart until a person says that they are one, with "dossier decide ID --entity NAME --same OTHER".

Examples:

  dossier entities
  dossier entities Hoseinzadeh
  dossier entities --kind group --json`
}

// Help gives examples.
func (EntityCmd) Help() string {
	return `Names and spellings, offices, roles in each record, what is said of and by them with the words it stands on, and who may be the same, with the reasons.

Examples:

  dossier entity "Orkhan Asgarov"
  dossier entity "Orkhan Asgarov" --json`
}

// Help says what is counted.
func (SourcesCmd) Help() string {
	return `Outlets and offices, with how many documents, records and independent origins are theirs, and how often what they say is shown, in dispute, or was rejected by a person.

Examples:

  dossier sources
  dossier sources gazette --json`
}

// Help says what a person can say of a source.
func (SourceCmd) Help() string {
	return `Its documents, what it alone says, and where it differs from others. What is said with --kind, --country or --reliability is a decision: it is kept with who, when and why, and can be undone. The Admiralty letter is never demanded and never averaged.

Examples:

  dossier source "Caspian Wire"
  dossier source "Caspian Wire" --reliability B --reason "checked against the court's file"`
}
