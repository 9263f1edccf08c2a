"""The passengers' desk, and deposits at it."""

import pytest

from tahqiq.desks.passengers.screening.examples import SAMPLE_MESSAGE
from tahqiq.desks.passengers.screening.operations import screen_file
from tahqiq.desks.passengers.screening.requests import AirlineFileRequest
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
