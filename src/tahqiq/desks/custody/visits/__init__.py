"""Visits and calls."""
