"""Find people as somebody types."""
