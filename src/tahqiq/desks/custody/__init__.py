"""The custody desk: who is held, on which order, where, under which conditions, and whether what the law asks
is done."""
