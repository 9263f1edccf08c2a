"""When what is granted ends: the vectors of the reference (T1), whatever zone the machine stands in."""

import json
import os
import time
from collections.abc import Iterator
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from tahqiq.casework.clocks import TO_THE_TIME, Period, deadline
from tahqiq.cli.main import app
from tahqiq.desks.covert.authorisations.expiry import moment
from tahqiq.desks.covert.authorisations.record import covers, term
from tahqiq.desks.covert.moments import stamp
from tahqiq.desks.covert.techniques.record import techniques
from tahqiq.kit.errors import WrongUse


@pytest.fixture(params=["UTC", "Asia/Baghdad", "America/New_York"])
def machine(request: pytest.FixtureRequest) -> Iterator[None]:
    before = os.environ.get("TZ")
    os.environ["TZ"] = request.param
    time.tzset()
    yield
    if before is None:
        del os.environ["TZ"]
    else:
        os.environ["TZ"] = before
    time.tzset()


def asked(granted: str, months: int, technique: str = "source") -> dict[str, str]:
    made = CliRunner().invoke(
        app,
        [
            "covert",
            "expiry",
            "--technique",
            technique,
            "--granted",
            granted,
            "--months",
            str(months),
            "--json",
        ],
    )
    assert made.exit_code == 0, made.output
    found: dict[str, str] = json.loads(made.stdout)
    return found


@pytest.mark.usefixtures("machine")
@pytest.mark.parametrize(
    ("granted", "months", "until"),
    [
        ("2026-01-01", 3, "2026-03-31T20:59:59Z"),
        ("2026-11-30", 3, "2027-02-28T20:59:59Z"),
        ("2026-12-01", 3, "2027-02-28T20:59:59Z"),
        ("2028-02-29", 12, "2029-02-28T20:59:59Z"),
        ("2026-01-01T23:30:00+03:00", 3, "2026-03-31T20:59:59Z"),
        ("2026-01-01T22:30:00Z", 3, "2026-04-01T20:59:59Z"),
    ],
)
def test_the_vectors_of_the_reference(granted: str, months: int, until: str) -> None:
    told = asked(granted, months)
    assert told == {"from": stamp(moment(granted)), "until": until}


@pytest.mark.usefixtures("machine")
def test_an_urgent_oral_one_ends_by_the_hand_of_the_clock() -> None:
    found = deadline(moment("2026-03-28T23:30+03:00"), Period(72, "hours"), TO_THE_TIME)
    assert found.until == moment("2026-03-31T23:30+03:00")
    assert {one.oral for one in techniques().values()} == {Period(72, "hours")}


def test_the_convention_that_nobody_verified_is_said_in_a_terminal() -> None:
    made = CliRunner().invoke(
        app,
        [
            "covert",
            "expiry",
            "--technique",
            "directed-surveillance",
            "--granted",
            "2026-01-01",
            "--months",
            "4",
        ],
    )
    assert "no Iraqi rule is verified" in made.stdout
    assert "beyond the model" in made.stdout


@pytest.mark.parametrize("granted", ["2026-01-01T09:00", "yesterday", "2026-02-30"])
def test_what_is_no_moment_is_said(granted: str) -> None:
    with pytest.raises(WrongUse):
        moment(granted)
    assert (
        CliRunner()
        .invoke(app, ["covert", "expiry", "--technique", "source", "--granted", granted, "--months", "3"])
        .exit_code
        == 2
    )


def test_the_last_second_is_in_time_and_the_next_is_not() -> None:
    begins, until = moment("2026-01-01"), moment("2026-03-31T23:59:59+03:00")
    assert covers(begins, until, moment("2026-03-31T23:59:59.999+03:00"))
    assert not covers(begins, until, moment("2026-04-01T00:00:00+03:00"))
    assert not covers(begins, until, moment("2025-12-31T23:59:59+03:00"))


@given(
    day=st.dates(min_value=moment("2000-01-01").date(), max_value=moment("2200-01-01").date()),
    months=st.integers(1, 120),
)
def test_terms_end_at_a_last_second_and_longer_ones_later(day: object, months: int) -> None:
    begins = moment(str(day))
    first, next_one = term(begins, months).until, term(begins, months + 1).until
    assert first is not None
    assert next_one is not None
    assert begins < first < next_one
    assert f"{first.astimezone(ZoneInfo('Asia/Baghdad')):%H:%M:%S}" == "23:59:59"
