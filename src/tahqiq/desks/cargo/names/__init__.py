"""What posts, threats and examinations are called, where data hold their short names."""
