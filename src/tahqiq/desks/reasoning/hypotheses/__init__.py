"""Boards of competing hypotheses, and the evidence on them."""
