"""Individual plans."""
