"""Days on which people go to court."""
