"""Who and what passes the gate."""
