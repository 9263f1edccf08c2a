"""Inspection boards."""
