"""What a file is in which no message of an airline was found."""

from pathlib import Path
from typing import Literal

from tahqiq.formats.confined.known import choose

What = Literal["message", "passengers", "empty", "table", "other"]
"""A message of an airline, a table of passengers that was read, a file without a byte, a table (CSV,
spreadsheet …) of which something is not known yet, anything else."""
TABLES = ("delimited", "spreadsheet", "parquet", "values")
"""Readers of tables, by name."""


def recognised(path: Path, name: str) -> Literal["empty", "table", "other"]:
    """What a file without messages is, by its bytes; ``name`` is what its owner called it."""
    if not path.stat().st_size:
        return "empty"
    found = choose(path, name)
    return "table" if found is not None and found[0].name in TABLES else "other"
