"""The report of an examination: what it says, how it is set, its seal, and whether a file is still what was
issued."""
