"""Where the items of a chart stand: pure geometry over numbered nodes, the same for the same input and seed.
One unit is the length of a link."""
