"""How an exhibit came is shown as it was entered, and a report states nothing that nobody stated."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from tahqiq.desks.lab.examinations.operations import ExhibitRequest, open_
from tahqiq.desks.lab.reports.words import Say
from tests.seat import Seat

from .seats import seated


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Seat]:
    """The owner at the desk in a case."""
    with seated(tmp_path, "Intake") as made:
        yield made


def test_an_exhibit_is_shown_as_received_at_the_moment_that_was_entered(at: Seat) -> None:
    received = datetime.fromisoformat("2026-02-02T17:00:00+03:00")
    told = open_(
        at,
        ExhibitRequest(case=at.home, exhibit="4/1", seal="S-1", brought_by="Courier", received=received),
        None,
    )
    assert [(one.what, one.happened, one.by) for one in told.steps] == [
        ("taken", "2026-02-02T14:00:00Z", "Courier"),
        ("sealed", "2026-02-02T14:00:00Z", "Courier"),
        ("handed", "2026-02-02T14:00:00Z", "Courier"),
    ]
    assert (told.holder, told.seals) == ("owner", ["S-1"])


@pytest.mark.parametrize(
    ("stated", "shown"),
    [
        ("", "not stated"),
        (" ", "not stated"),
        ("None.", "none"),
        ("لا يوجد", "none"),
        ("-", "none"),
        ("Injected twice", "Injected twice"),
    ],
)
def test_none_is_printed_only_where_somebody_stated_it(stated: str, shown: str) -> None:
    assert Say("en").none_or(stated) == shown
