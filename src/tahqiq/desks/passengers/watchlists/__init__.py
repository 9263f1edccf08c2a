"""Watchlists: the people with whom travellers are compared, on which basis, until when."""
