"""What was found."""
