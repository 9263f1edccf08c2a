"""A chart as a product shows it: its content, its view and its saved look."""
