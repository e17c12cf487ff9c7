package sqlite

// CountAsInALargeArchive makes a store count the names of any set of records as it
// does those of many.
func CountAsInALargeArchive(s *Store) { s.topping = topping{few: -1, once: 3} }
