"""Cells that are opened, changed, closed and used again."""
