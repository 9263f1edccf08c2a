"""The words of the cargo desk."""
