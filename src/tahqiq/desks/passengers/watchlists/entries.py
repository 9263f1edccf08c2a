"""The people of a watchlist in use, read from its sealed original."""

from collections.abc import Iterator

from tahqiq.casework.records import RecordVersion
from tahqiq.desk import Desktop
from tahqiq.desks.passengers.originals import source_of
from tahqiq.desks.passengers.watchlists.list_files import ListFile, read_list_file
from tahqiq.desks.passengers.watchlists.record import WATCHLIST, Watchlist
from tahqiq.kit import clock
from tahqiq.model.kind import day_of
from tahqiq.model.source import Source


def people_listed(at: Desktop, source: str, aliases: str) -> tuple[Source, ListFile]:
    """The people of a collected list, with further names from another collected file where there is one.
    Raises ``NotFound``."""
    listed, originals = source_of(at, source), at.bench.workspace.originals
    beside = originals.path(source_of(at, aliases).sha256) if aliases else None
    return listed, read_list_file(originals.path(listed.sha256), listed.name, beside)


def contacts_of_cases(at: Desktop) -> Iterator[tuple[str, str, str]]:
    """What the lists made of cases that are in use say of how people are reached and of their documents:
    case, kind (phone, email, document) and value."""
    for one in case_lists(at):
        for entry in people_listed(at, one.body.source, one.body.aliases)[1].entries:
            for what, values in (
                ("phone", entry.phones),
                ("email", entry.emails),
                ("document", entry.documents),
            ):
                yield from ((one.body.case, what, value) for value in values)


def case_lists(at: Desktop) -> list[RecordVersion[Watchlist]]:
    """The lists made of cases that are in use today."""
    today = day_of(clock.now())
    return [
        one
        for one in at.records(WATCHLIST).find(order="ends", limit=500).records
        if one.body.case and one.body.used_on(today)
    ]
