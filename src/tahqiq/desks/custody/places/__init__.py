"""Sites, buildings, wings, cells and yards."""
