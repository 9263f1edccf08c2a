"""A watchlist as an answer."""

from tahqiq.desk.answers import ProblemView, Strict
from tahqiq.desks.passengers.watchlists.record import Watchlist
from tahqiq.kit import clock
from tahqiq.model.kind import day_of


class WhoIsListedView(Strict):
    """One person who was put on by name: birth and documents as far as they are known, further spellings, and
    why they are listed."""

    spellings: list[str]
    born: list[str]
    documents: list[str]
    reason: str


class WatchlistView(Watchlist):
    """A list, its record, and whether it is in use today; ``asked_name`` and ``agreed_name`` are what those
    two people are called, ``mine``: who looks asked for it; ``person`` is who was put on by name (null
    for other lists)."""

    id: str
    version: int
    in_use: bool
    asked_name: str = ""
    agreed_name: str = ""
    mine: bool = False
    person: WhoIsListedView | None = None


def watchlist_view(identity: str, version: int, body: Watchlist) -> WatchlistView:
    return WatchlistView(
        **body.model_dump(), id=identity, version=version, in_use=body.used_on(day_of(clock.now()))
    )


class WatchlistFileView(Strict):
    """A list as it was read."""

    file: str
    kind: str
    entries: int
    problems: list[ProblemView]
