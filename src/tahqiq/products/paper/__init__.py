"""A chart on paper: the same drawing for every way in which a chart leaves the program."""
