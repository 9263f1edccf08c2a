"""Retained data (ETSI TS 102 657) and warrant messages (ETSI TS 103 120) as they are handed over: received,
never taken."""
