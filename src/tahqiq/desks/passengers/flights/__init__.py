"""A flight and the messages about it."""
