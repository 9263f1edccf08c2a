"""The passengers' desk, and deposits at it."""

import pytest

from tahqiq.desks.passengers.screening_desk import SAMPLE_MESSAGE, AirlineFileRequest, check
from tests.seat import Seat


@pytest.fixture
def desk_name() -> str:
    return "passengers"


def collected(at: Seat, data: str, name: str) -> str:
    """The id of the source that a text becomes."""
    return at.bench.collect_made(data.encode(), name, at.bench.deposit(at.home, zone="Asia/Baghdad")).source


def taken(at: Seat, data: str = SAMPLE_MESSAGE, name: str = "zz410.edi") -> str:
    source = collected(at, data, name)
    check(at, AirlineFileRequest(source=source), None)
    return source
