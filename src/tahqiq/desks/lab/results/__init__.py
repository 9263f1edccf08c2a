"""What comes of examinations: their list, profiles beside each other, and statements in the case."""
