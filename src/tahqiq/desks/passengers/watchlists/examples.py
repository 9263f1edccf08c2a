"""A watchlist for the examples of operations."""

from datetime import date

from tahqiq.desk import ActingDesktop
from tahqiq.desks.passengers.watchlists.record import WatchlistRequest

SAMPLE_LIST = "name;birth date;passport;reason\nكريم جاسم السامبل;1988;X9000001;Order 12\n"


def watchlist_request(at: ActingDesktop) -> WatchlistRequest:
    return WatchlistRequest(
        source=collected(at, SAMPLE_LIST, "national.csv"),
        name="Sample list",
        basis="Sample order 12",
        owner="Sample court",
        until=date(2099, 1, 1),
    )


def collected(at: ActingDesktop, data: str, name: str) -> str:
    return at.bench.collect_made(data.encode(), name, at.bench.deposit(at.home, zone="Asia/Baghdad")).source
