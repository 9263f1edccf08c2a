"""What happened on a day."""
