"""Exhibits by the beginning of their number, for the search of the page."""

from collections.abc import Iterator, Sequence
from itertools import islice

from tahqiq.desk import Desktop
from tahqiq.desk.lookups import MOST, Candidate, Finder
from tahqiq.desks.lab.backlog.waiting import readable_cases
from tahqiq.desks.lab.examinations.record import EXAMINATION
from tahqiq.store.record_where import begins_with


def _like(at: Desktop, words: str) -> Sequence[Candidate]:
    """Exhibits of the cases that the person may read, case by case; the value is the case and the id of the
    examination with a stroke between, the case stands beside."""
    return list(islice(_found(at, words.strip()), MOST)) if words.strip() else ()


def _found(at: Desktop, words: str) -> Iterator[Candidate]:
    for case, there in readable_cases(at):
        spellings = dict.fromkeys((words, words.upper()))
        for begun in spellings:
            found = there.records(EXAMINATION).find(
                {"exhibit": begins_with(begun)}, order="exhibit", case=case.id, limit=MOST
            )
            for one in found.records:
                yield Candidate(f"{case.id}/{one.id}", one.body.exhibit, case.title)


EXHIBITS = Finder("exhibit", _like)
