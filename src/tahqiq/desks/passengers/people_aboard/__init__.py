"""Who is on a flight."""
