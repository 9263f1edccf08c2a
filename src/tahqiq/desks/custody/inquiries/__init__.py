"""The content of grave incidents."""
