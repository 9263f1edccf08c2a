"""The words of the laboratory desk."""
