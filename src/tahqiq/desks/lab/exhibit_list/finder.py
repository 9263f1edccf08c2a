"""Exhibits by the beginning of their number, for the search of the page."""

from collections.abc import Iterator, Sequence
from itertools import islice

from tahqiq.access.desk_file import desk_of
from tahqiq.desk import Desktop
from tahqiq.desk.lookups import MOST, Candidate, Finder
from tahqiq.desks.lab.examinations.record import EXAMINATION
from tahqiq.store.record_where import Between

_LAST = "\U0010ffff"


def _like(at: Desktop, words: str) -> Sequence[Candidate]:
    """Exhibits of the cases that the person may read, case by case; the value is the case and the id of the
    examination with a stroke between, the case stands beside."""
    return list(islice(_found(at, words.strip()), MOST)) if words.strip() else ()


def _found(at: Desktop, words: str) -> Iterator[Candidate]:
    for case in at.bench.door.cases.of(at.actor.id):
        if desk_of(case.id) or not at.bench.door.may(at.actor, "read-case", case):
            continue
        there = Desktop(at.bench, at.desk, case.id, at.purpose)
        spellings = dict.fromkeys((words, words.upper()))
        for begun in spellings:
            found = there.records(EXAMINATION).find(
                {"exhibit": Between(begun, begun + _LAST)}, order="exhibit", case=case.id, limit=MOST
            )
            for one in found.records:
                yield Candidate(f"{case.id}/{one.id}", one.body.exhibit, case.title)


EXHIBITS = Finder("exhibit", _like)
