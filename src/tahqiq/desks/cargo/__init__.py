"""The cargo desk: papers held against each other, models that learn from what was opened, a list that fits
the shift."""
