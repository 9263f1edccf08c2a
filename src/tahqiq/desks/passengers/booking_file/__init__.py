"""One booking or traveller in full."""
