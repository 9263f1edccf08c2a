"""Extracts of a person's file."""
