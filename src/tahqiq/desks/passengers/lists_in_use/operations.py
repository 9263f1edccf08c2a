"""Take a watchlist from a file, or of the people of a case, into use and compare passengers already held with
it."""

from datetime import date

from tahqiq.desk import ActingDesktop, Operation
from tahqiq.desks.passengers.lists_in_use.comparison import ComparedWatchlistView, compared
from tahqiq.desks.passengers.watchlists.case_lists import CaseWatchlistRequest, watchlist_of_case
from tahqiq.desks.passengers.watchlists.examples import watchlist_request
from tahqiq.desks.passengers.watchlists.operations import add_watchlist
from tahqiq.desks.passengers.watchlists.record import WATCHLIST, WatchlistRequest
from tahqiq.jobs.progress import Progress


def take_into_use(
    at: ActingDesktop, asked: WatchlistRequest, progress: Progress | None
) -> ComparedWatchlistView:
    """Take a collected list into use. Raises ``NotFound``, ``WrongUse`` (``passengers-empty-list``)."""
    return compared(at, at.records(WATCHLIST).get(add_watchlist(at, asked, progress).id))


def take_case_into_use(
    at: ActingDesktop, asked: CaseWatchlistRequest, progress: Progress | None
) -> ComparedWatchlistView:
    """Make a list of the people of a case and take it into use. Raises ``NotFound`` (``no-such-case``),
    ``Refused``, ``WrongUse`` (``passengers-empty-case``)."""
    own = at.elsewhere(at.desk.file)
    return compared(own, own.records(WATCHLIST).get(watchlist_of_case(at, asked, progress).id))


def _of_case(at: ActingDesktop) -> CaseWatchlistRequest:
    data = "name;passport\nKareem Jasim Alsample;X9000001\n"
    at.bench.collect_made(
        data.encode(), "people of the case.csv", at.bench.deposit(at.home, zone="Asia/Baghdad")
    )
    return CaseWatchlistRequest(
        case=at.home, basis="Sample order 12", owner="Sample court", until=date(2099, 1, 1)
    )


OPERATIONS = (
    Operation(
        "lists-add",
        WatchlistRequest,
        ComparedWatchlistView,
        "act",
        "write-case",
        take_into_use,
        watchlist_request,
        group="lists",
    ),
    Operation(
        "lists-of-case",
        CaseWatchlistRequest,
        ComparedWatchlistView,
        "act",
        "write-case",
        take_case_into_use,
        _of_case,
        group="lists",
        leaves=True,
    ),
)
