"""Deconfliction between units."""
