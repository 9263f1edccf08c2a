"""Findings of a sequence as results of an exhibit."""
