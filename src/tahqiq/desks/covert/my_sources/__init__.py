"""The sources that a handler has."""
