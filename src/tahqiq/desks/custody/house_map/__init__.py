"""The map of a facility."""
