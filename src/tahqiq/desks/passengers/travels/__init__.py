"""A booking, or a traveller of a passenger list."""
