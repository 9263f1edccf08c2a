"""Incidents, and inquiries into grave ones."""
