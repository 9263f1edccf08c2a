"""One person on a watchlist by name."""
