"""Second codes for sources who are in the vault already."""
