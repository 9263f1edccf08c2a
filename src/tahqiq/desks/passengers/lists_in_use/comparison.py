"""A list that comes into use is compared with the passengers already held, as they are compared when a
message comes."""

from tahqiq.casework.records import RecordVersion
from tahqiq.desk import ActingDesktop
from tahqiq.desks.passengers.screening.operations import screen_held
from tahqiq.desks.passengers.watchlists.record import Watchlist
from tahqiq.desks.passengers.watchlists.view import WatchlistView, watchlist_view


class ComparedWatchlistView(WatchlistView):
    """A list that came into use. ``compared`` are the passengers already held with whom it was compared,
    ``fresh`` the hits among them that wait for a decision."""

    compared: int = 0
    fresh: int = 0


def compared(at: ActingDesktop, kept: RecordVersion[Watchlist]) -> ComparedWatchlistView:
    """The list, once passengers already held were compared with it, if it is in use."""
    view = watchlist_view(kept.id, kept.version, kept.body)
    screened = screen_held(at, kept) if view.in_use else None
    return ComparedWatchlistView(
        **view.model_dump(),
        compared=screened.travellers if screened else 0,
        fresh=screened.fresh if screened else 0,
    )
