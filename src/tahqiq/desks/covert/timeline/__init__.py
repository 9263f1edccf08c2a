"""The register around a moment, as a line of time."""
