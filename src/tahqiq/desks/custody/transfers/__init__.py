"""From one facility to another."""
