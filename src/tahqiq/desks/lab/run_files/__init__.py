"""What a file or folder of an instrument holds."""
