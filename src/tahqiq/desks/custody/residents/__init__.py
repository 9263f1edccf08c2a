"""The people of a facility by wing and cell."""
