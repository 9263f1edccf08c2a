"""Warrant messages of others (ETSI TS 103 120) as authorisations that were received."""
