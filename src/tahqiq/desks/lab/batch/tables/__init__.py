"""Files that a laboratory writes beside its runs, each read in a process of its own."""
