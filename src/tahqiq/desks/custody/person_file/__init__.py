"""The file of a person, to be read."""
