"""Tables of passengers (CSV, spreadsheets), as airports and airlines send them beside their messages."""
