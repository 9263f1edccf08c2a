"""What is due, and until when."""
