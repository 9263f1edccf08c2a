"""The file of each person, for life."""
