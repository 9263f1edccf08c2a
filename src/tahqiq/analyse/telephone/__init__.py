"""Telephone analyses. A cell is not a place and a number is not a person: results say which handset used
which cell, and show the number alone unless a registration, use or find is asked for and cited."""
