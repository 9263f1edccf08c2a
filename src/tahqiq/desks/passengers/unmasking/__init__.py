"""Opening of masked data for a purpose of the law."""
