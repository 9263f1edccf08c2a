"""Times apart from the others."""
