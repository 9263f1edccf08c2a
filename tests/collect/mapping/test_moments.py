"""Times of events: every usual form, zones, orders, and what is no time."""

from datetime import UTC, datetime

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tahqiq.collect.mapping.moments import MISSING, read_times
from tahqiq.collect.mapping.texts import encode
from tahqiq.model.types.base import Context

BAGHDAD = Context(zone="Asia/Baghdad")


def read(text: str, context: Context = BAGHDAD) -> tuple[str | None, bool, str | None]:
    """(ISO UTC or None, own offset, note) of one text."""
    times = read_times(encode(pa.array([text])), context)
    stamp = int(times.utc[0])
    shown = (
        None if stamp == MISSING else datetime.fromtimestamp(stamp / 1e6, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    )
    return shown, bool(times.own_offset[0]), times.notes.get(0)


@pytest.mark.parametrize(
    "text",
    [
        "2024-03-25 08:15:22",
        "2024-03-25T08:15:22",
        "2024/03/25 08:15:22",
        "20240325081522.000",
        "25/03/2024 08:15:22",
        "25.03.2024 08:15:22",
        "25-03-2024 08:15:22",
        "25/03/2024, 8:15:22 AM",
        "20240325081522",
        "25-Mar-2024 08:15:22",
        "٢٥/٠٣/٢٠٢٤ ٠٨:١٥:٢٢ ص",
        "2024-03-25 08:15:22.000",
        "2024-03-25T05:15:22Z",
        "2024-03-25T08:15:22+03:00",
        "25/03/2024 08:15:22(UTC+3)",
        "25/03/2024 00:15:22 UTC-5",
    ],
)
def test_usual_forms_mean_the_same_moment(text: str) -> None:
    assert read(text)[0] == "2024-03-25T05:15:22Z"


def test_afternoon_words() -> None:
    assert read("25/03/2024 02:03 م")[0] == "2024-03-25T11:03:00Z"
    assert read("25/03/2024 02:03 PM")[0] == "2024-03-25T11:03:00Z"


def test_a_local_time_without_zone_is_never_guessed() -> None:
    assert read("2024-03-25 08:15:22", Context(zone=None)) == (None, False, "zone-missing")
    assert read("2024-03-25T08:15:22Z", Context(zone=None)) == ("2024-03-25T08:15:22Z", True, None)


def test_the_order_of_day_and_month_comes_from_the_mapping_or_the_column() -> None:
    assert read("03/04/2024 00:00", Context(zone="UTC", date_order="mdy"))[0] == "2024-03-04T00:00:00Z"
    assert read("03/04/2024 00:00", Context(zone="UTC")) == (
        "2024-04-03T00:00:00Z",
        False,
        "date-order-assumed",
    )
    both = read_times(encode(pa.array(["03/04/2024 00:00", "03/25/2024 00:00"])), Context(zone="UTC"))
    assert both.order == "mdy"
    assert not both.notes


def test_bare_numbers_are_times_only_when_the_mapping_says_so() -> None:
    assert read("1711343722")[0] is None
    assert read("1711343722", Context(serials="unix"))[0] == "2024-03-25T05:15:22Z"


@pytest.mark.parametrize(
    "text", ["2024-13-01 00:00:00", "31/02/2024 10:00", "yesterday", "9.64771E+11", "25:61"]
)
def test_what_is_no_time_is_noted(text: str) -> None:
    shown, _, note = read(text)
    assert shown is None
    assert note


@settings(max_examples=60, deadline=None)
@given(
    st.datetimes(datetime(1990, 1, 1), datetime(2099, 1, 1)),
    st.sampled_from(["%Y-%m-%d %H:%M:%S", "%d/%m/%Y %H:%M:%S", "%Y/%m/%d %I:%M:%S %p"]),
)
def test_every_moment_comes_back(moment: datetime, form: str) -> None:
    written = moment.strftime(form)
    shown, _, _ = read(written, Context(zone="UTC", date_order="dmy"))
    assert shown == moment.strftime("%Y-%m-%dT%H:%M:%SZ")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=25), min_size=1, max_size=5, unique=True))
def test_any_text_is_read_or_noted(texts: list[str]) -> None:
    times = read_times(encode(pa.array(texts)), BAGHDAD)
    for index, text in enumerate(encode(pa.array(texts)).listed()):
        assert (
            times.utc[index] != MISSING or index in times.notes or not text.strip() or not text.isprintable()
        )
