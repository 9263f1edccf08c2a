"""Travellers compared with watchlists and risk rules."""
