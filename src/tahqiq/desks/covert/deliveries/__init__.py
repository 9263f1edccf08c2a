"""Controlled deliveries."""
