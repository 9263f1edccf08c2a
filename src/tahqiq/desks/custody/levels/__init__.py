"""Levels that trained people chose."""
