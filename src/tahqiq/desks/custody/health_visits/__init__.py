"""That health staff saw somebody."""
