"""Registering sources."""
