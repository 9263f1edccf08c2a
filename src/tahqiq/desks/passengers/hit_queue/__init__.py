"""The hits that wait for a decision, and one of them in full."""
