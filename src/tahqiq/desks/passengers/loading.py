"""The people of a list in use, read from its sealed original."""

from collections.abc import Iterator

from tahqiq.casework.closed_originals import require_open
from tahqiq.casework.shelves import Kept
from tahqiq.desk import Desktop
from tahqiq.desks.passengers.listing import Loaded, load
from tahqiq.desks.passengers.records import WATCHLIST, Watchlist
from tahqiq.kit import clock
from tahqiq.kit.errors import NotFound
from tahqiq.model.source import Source


def loaded_of(at: Desktop, source: str, aliases: str) -> tuple[Source, Loaded]:
    """The people of a collected list, with further names from another collected file where there is one.
    Raises ``NotFound``."""
    listed, originals = source_of(at, source), at.bench.workspace.originals
    beside = originals.path(source_of(at, aliases).sha256) if aliases else None
    return listed, load(originals.path(listed.sha256), listed.name, beside)


def source_of(at: Desktop, identity: str) -> Source:
    """A source of the desk's file that can be read. Raises ``NotFound`` (``no-such-source``, ``source-due``,
    ``source-erased``), ``Refused`` (``original-closed``)."""
    found = at.bench.source(identity)
    if found.case != at.home:
        raise NotFound("no-such-source", no=identity)
    require_open(at.bench.door, at.actor, "source-rows", found)
    return found


def of_cases(at: Desktop) -> Iterator[tuple[str, str, str]]:
    """What the lists made of cases that are in use say of how people are reached and of their documents:
    case, kind (phone, email, document) and value."""
    for one in case_lists(at):
        for entry in loaded_of(at, one.body.source, one.body.aliases)[1].entries:
            for what, values in (
                ("phone", entry.phones),
                ("email", entry.emails),
                ("document", entry.documents),
            ):
                yield from ((one.body.case, what, value) for value in values)


def case_lists(at: Desktop) -> list[Kept[Watchlist]]:
    """The lists made of cases that are in use today."""
    today = clock.now().date()
    return [
        one
        for one in at.shelf(WATCHLIST).find(order="ends", limit=500).records
        if one.body.case and one.body.until >= today
    ]
