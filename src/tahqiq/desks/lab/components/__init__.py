"""The compounds that a run holds, each beside those of its blank."""
