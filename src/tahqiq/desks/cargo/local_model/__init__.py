"""What examinations teach the next list: counts by signs, the bandit of cells, following up a find, and
models trained at the desk."""
