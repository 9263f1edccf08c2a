"""Undercover officers."""
