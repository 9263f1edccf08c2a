"""What the desk writes down, kind by kind."""
