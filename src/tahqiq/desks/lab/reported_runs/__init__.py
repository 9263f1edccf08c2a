"""The runs that an examination rests on, as report, page and export show them."""
