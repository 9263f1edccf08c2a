"""Payments to sources."""
