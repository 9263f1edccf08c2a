"""Time and place: where things were recorded, in which order, how far apart, and who else was recorded
there."""
