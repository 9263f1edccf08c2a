"""Exhibits of buys and deliveries."""
