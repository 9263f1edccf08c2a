"""What health staff write, in a compartment of its own."""
