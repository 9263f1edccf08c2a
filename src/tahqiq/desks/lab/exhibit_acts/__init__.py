"""Acts with an exhibit in the laboratory: custody, weighing, drawing of units."""
