"""A watchlist as an answer."""

from tahqiq.desk.answers import ProblemView, Strict
from tahqiq.desks.passengers.watchlists.record import Watchlist
from tahqiq.kit import clock


class WatchlistView(Watchlist):
    """A list, its record, and whether it is in use today."""

    id: str
    version: int
    in_use: bool


def watchlist_view(identity: str, version: int, body: Watchlist) -> WatchlistView:
    return WatchlistView(
        **body.model_dump(), id=identity, version=version, in_use=body.until >= clock.now().date()
    )


class WatchlistFileView(Strict):
    """A list as it was read."""

    file: str
    kind: str
    entries: int
    problems: list[ProblemView]
