"""How many units of a seizure are examined, and which: plans that a court can check by hand."""
