"""Tasks under an authorisation."""
