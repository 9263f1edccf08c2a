"""Contacts with sources, and contact reports."""
