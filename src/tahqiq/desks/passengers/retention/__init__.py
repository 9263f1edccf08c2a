"""Masking and closing at the end of the legal terms."""
