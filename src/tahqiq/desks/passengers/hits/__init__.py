"""A hit: a traveller may be somebody of a list, or is named by a rule."""
