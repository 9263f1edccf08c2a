"""Registers and logs in files."""
