"""What the prison's intelligence writes, in a compartment of its own."""
