"""Invented days as consignments without a workspace, read from their papers by the desk's own readers: for
measuring rules on many days."""

from collections.abc import Sequence
from datetime import datetime

from tahqiq.desks.cargo.arrivals.intake import Intake
from tahqiq.desks.cargo.arrivals.papers import ImportedFile, read_papers
from tahqiq.desks.cargo.arrivals.record import Arrival
from tahqiq.desks.cargo.arrivals.tables import read_table
from tahqiq.desks.cargo.synthetic.papers import papers_of
from tahqiq.desks.cargo.synthetic.traffic import POSTS, Sent
from tahqiq.formats.cargo.content import of_bytes
from tahqiq.formats.plain_table import PlainTable


def arrivals_of(day: Sequence[Sent], now: datetime, passed: float = 24.0) -> list[Arrival]:
    """The consignments of one day, as its papers and tables tell them."""
    found: list[Arrival] = []
    for post in POSTS:
        book = Intake(ImportedFile("0" * 16, "", post, now), ())
        for own, name, text in papers_of(day, passed):
            if own != post:
                continue
            brought = ImportedFile("0" * 16, name, post, now, day[0].day.isoformat())
            book.brought = brought
            if name.endswith(".csv"):
                told = read_table(_table(name, text), brought, None)
                for line in told.lines if told else []:
                    book.line(line)
                continue
            read = read_papers(of_bytes(text.encode()), brought)
            for one in read.arrivals:
                book.put(one)
            for key, said in read.boxes.items():
                book.say(key, said)
        found += book.now.values()
    return found


def _table(name: str, text: str) -> PlainTable:
    header, *rows = [tuple(line.split(",")) for line in text.splitlines()]
    return PlainTable(name, header, tuple(rows), tuple(range(2, len(rows) + 2)))
