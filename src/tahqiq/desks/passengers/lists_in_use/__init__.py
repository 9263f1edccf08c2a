"""Lists that come into use."""
