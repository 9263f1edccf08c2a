"""Who is kept apart from whom."""
