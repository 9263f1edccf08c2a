"""The exhibits of a case, and which of them have similar profiles."""
