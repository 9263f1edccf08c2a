"""What was done under authorisations."""
