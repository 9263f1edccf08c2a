"""Entries of the in-house library from runs of reference materials: checked, entered, verified, issued."""
