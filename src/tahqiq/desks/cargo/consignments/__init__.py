"""What the desk shows of consignments: the board of a post, and one of them with all that is said of it."""
