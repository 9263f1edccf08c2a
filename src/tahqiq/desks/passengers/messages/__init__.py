"""The words of the passengers desk; what its reader says stands with the readers."""
