"""Who examines which line of a signed list, and where."""
