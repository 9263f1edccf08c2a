"""The receipt sheet of an exhibit."""
