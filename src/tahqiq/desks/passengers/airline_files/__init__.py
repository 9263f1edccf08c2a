"""A file of an airline."""
