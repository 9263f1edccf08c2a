"""True identities behind pseudonyms: kept apart, opened for a purpose by two persons for a while, and never
listed. See docs/explanation/vault.md."""
