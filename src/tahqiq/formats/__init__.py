"""Collect: readers and writers (one file per format), sniffing, mapping, intake. May import jobs, access, store, model, names, kit."""
