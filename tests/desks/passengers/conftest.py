"""The passengers' desk, and deposits at it."""

from datetime import date

import pytest

from tahqiq.desk.lifecycles import Lives
from tahqiq.desks.passengers.duty.operations import enter
from tahqiq.desks.passengers.duty.record import DutyTelephone
from tahqiq.desks.passengers.hits.record import HIT
from tahqiq.desks.passengers.screening.examples import SAMPLE_MESSAGE
from tahqiq.desks.passengers.screening.operations import screen_file
from tahqiq.desks.passengers.screening.requests import AirlineFileRequest
from tahqiq.desks.passengers.watchlists.examples import SAMPLE_LIST
from tahqiq.desks.passengers.watchlists.operations import add_watchlist
from tahqiq.desks.passengers.watchlists.record import WatchlistRequest
from tests.desks.conftest import person
from tests.seat import Seat


@pytest.fixture
def desk_name() -> str:
    return "passengers"


def collected(at: Seat, data: str, name: str) -> str:
    """The id of the source that a text becomes."""
    return at.bench.collect_made(data.encode(), name, at.bench.deposit(at.home, zone="Asia/Baghdad")).source


def taken(at: Seat, data: str = SAMPLE_MESSAGE, name: str = "zz410.edi") -> str:
    source = collected(at, data, name)
    screen_file(at, AirlineFileRequest(source=source), None)
    return source


def with_duty_telephone(at: Seat) -> None:
    """Without one nobody is referred."""
    enter(at, DutyTelephone(telephone="+964 780 000 0000"), None)


def listed(at: Seat) -> None:
    """A watchlist with the traveller of the sample message is in use, and the duty telephone is known."""
    with_duty_telephone(at)
    add_watchlist(
        at,
        WatchlistRequest(
            source=collected(at, SAMPLE_LIST, "national.csv"),
            name="National",
            basis="Order 12",
            owner="Court",
            until=date(2099, 1, 1),
        ),
        None,
    )


def put_aside(at: Seat, hit: str, reason: str = "Another mother's name on the card") -> None:
    """An exact hit is said to be of somebody else by two officers."""
    second = person(at, f"second-{hit[:8]}", "analyst")
    for who, transition in ((at, "take"), (at, "doubt"), (second, "agree-doubt")):
        lives = Lives(who, HIT)
        lives.act(hit, transition, lives.of(who.records(HIT).get(hit)).sha256, reason)
