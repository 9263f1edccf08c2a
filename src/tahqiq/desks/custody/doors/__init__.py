"""What doors recorded."""
