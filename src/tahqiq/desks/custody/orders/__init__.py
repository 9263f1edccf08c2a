"""Orders that somebody is held by."""
