"""Released results as statements of the case."""
