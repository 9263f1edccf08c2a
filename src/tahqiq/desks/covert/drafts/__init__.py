"""Drafts of contact reports."""
