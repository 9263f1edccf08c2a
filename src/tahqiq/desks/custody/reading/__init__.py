"""Registers and logs of a facility as they come: tables with a header, read row by row, each fault with its
place."""
