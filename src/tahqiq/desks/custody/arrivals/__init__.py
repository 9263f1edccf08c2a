"""Who is expected."""
