"""What became of a consignment that was opened, and what is learned from it."""
