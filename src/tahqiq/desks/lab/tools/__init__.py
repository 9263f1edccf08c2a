"""The commands of the laboratory that need files alone."""
