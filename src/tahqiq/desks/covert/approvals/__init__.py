"""What waits for somebody's decision."""
