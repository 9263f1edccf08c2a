"""Who is who: which records may be of one person, organisation or thing, with the reasons. May import jobs,
access, store, model, names, kit."""
