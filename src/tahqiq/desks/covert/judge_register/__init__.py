"""The judge's register."""
