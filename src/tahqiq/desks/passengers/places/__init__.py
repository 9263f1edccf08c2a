"""Airports and countries as people call them."""
