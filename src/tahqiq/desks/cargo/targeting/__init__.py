"""Models of the cargo desk: a table of what was opened and found teaches an order in which to open what comes
next. They rank, people decide."""
