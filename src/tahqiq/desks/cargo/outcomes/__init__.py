"""What became of a consignment that was examined, and what is learned from it."""
