"""Stays in custody."""
