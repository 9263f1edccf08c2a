"""A watchlist that is made at the desk: sealed as a table, as a list that came from elsewhere is."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

from tahqiq.desk import ActingDesktop


def seal_table(at: ActingDesktop, name: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Write rows under a header as delimited text in UTF-8 and seal it as ``name``.csv where the desktop is;
    the id of the source."""
    text = StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    deposit = at.bench.deposit(at.home, zone="Asia/Baghdad")
    return at.bench.collect_made(text.getvalue().encode(), f"{name}.csv", deposit).source
