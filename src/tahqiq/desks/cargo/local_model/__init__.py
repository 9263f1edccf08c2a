"""What openings taught the next list: counts by signs, the bandit of cells, following up a find, and models
taught at the desk."""
