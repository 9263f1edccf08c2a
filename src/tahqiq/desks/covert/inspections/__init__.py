"""Inspections of the register."""
