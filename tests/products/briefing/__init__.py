"""Briefings, reports and slides."""
