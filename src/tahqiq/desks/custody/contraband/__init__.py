"""Patterns of searches and finds."""
