"""Alerts, which expire by design."""
