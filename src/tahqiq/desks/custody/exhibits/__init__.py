"""Finds that came into a case."""
