"""Mapping: what the columns of a table mean, written down as a readable, versioned document; its engine and
its proposer."""
