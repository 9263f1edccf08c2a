"""Dates: precision, calendars, order of day and month, zones."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tahqiq.kit.errors import WrongUse
from tahqiq.model.types import Context, property_type
from tahqiq.model.types.date import is_default_day
from tahqiq.model.types.date_order import date_order
from tahqiq.model.types.hijri import from_gregorian, to_gregorian

DATE = property_type("date")
NOW = datetime(2026, 11, 24, tzinfo=UTC)
PLAIN = Context(now=NOW)
BAGHDAD = Context(now=NOW, zone="Asia/Baghdad")


@pytest.mark.parametrize(
    ("text", "value", "note"),
    [
        ("2024", "2024", None),
        ("2024-03", "2024-03", None),
        ("03/2024", "2024-03", None),
        ("2024-3-1", "2024-03-01", None),
        ("25/3/2024", "2024-03-25", None),
        ("3/25/2024", "2024-03-25", None),
        ("05/05/2024", "2024-05-05", None),
        ("1/3/2024", "2024-03-01", "date-order-assumed"),
        ("01.03.2024", "2024-03-01", "date-order-assumed"),
        ("٢٠٢٤/٠٣/٠١", "2024-03-01", None),
        ("۲۰۲۴-۰۳-۰۱", "2024-03-01", None),
        ("20240301", "2024-03-01", None),
        ("25032024", "2024-03-25", None),
        ("3 آذار 2024", "2024-03-03", None),
        ("٣ كانون الثاني ٢٠٢٤", "2024-01-03", None),
        ("15-ك2-2023", "2023-01-15", None),
        ("5 تشرين الأول 2023", "2023-10-05", None),
        ("5 تشرين الثاني 2023", "2023-11-05", None),
        ("٧ يناير ٢٠٢٠", "2020-01-07", None),
        ("15ی ئازاری 2024", "2024-03-15", None),
        ("15ێ چریا ئێکێ 2024", "2024-10-15", None),
        ("March 3, 2024", "2024-03-03", None),
        ("3rd of March 2024", "2024-03-03", None),
        ("Sunday 3 March 2024", "2024-03-03", None),
        ("الأحد 3 آذار 2024", "2024-03-03", None),
        ("شباط 2024", "2024-02", None),
        ("3-Mar-24", "2024-03-03", "date-two-digit-year"),
        ("3-Mar-58", "1958-03-03", "date-two-digit-year"),
        ("25/3/24", "2024-03-25", "date-two-digit-year"),
        ("00/00/1985", "1985", None),
        ("1985-01-01", "1985-01-01", "date-default-day"),
        ("1985-07-01", "1985-07-01", "date-default-day"),
        ("12 رمضان 1445", "2024-03-22", "date-hijri-tabular"),
        ("1445/9/12 هـ", "2024-03-22", "date-hijri-tabular"),
        ("رمضان 1445", "2024-03", "date-hijri-approximate"),
        ("1445/9/12", None, "date-perhaps-hijri"),
        ("45352", None, "date-invalid"),
        ("2024-02-30", None, "date-invalid"),
        ("32/1/2024", None, "date-invalid"),
        ("9999-12-31", None, "date-invalid"),
        ("بعد العيد", None, "date-invalid"),
        ("4.5352E+4", None, "number-in-scientific-notation"),
        ("-", None, "placeholder"),
        ("0000-00-00", None, "placeholder"),
        ("", None, None),
    ],
)
def test_days(text: str, value: str | None, note: str | None) -> None:
    assert DATE.clean(text, PLAIN) == (value, note)


@pytest.mark.parametrize(
    ("text", "local", "utc"),
    [
        ("2024-03-25 10:15:00", "2024-03-25T10:15:00", "2024-03-25T07:15:00Z"),
        ("2024-03-25T10:15", "2024-03-25T10:15", "2024-03-25T07:15Z"),
        ("25/3/2024 10:15:22 PM", "2024-03-25T22:15:22", "2024-03-25T19:15:22Z"),
        ("25/3/2024 12:05 AM", "2024-03-25T00:05", "2024-03-24T21:05Z"),
        ("٢٥/٣/٢٠٢٤ ١٠:١٥:٢٢ م", "2024-03-25T22:15:22", "2024-03-25T19:15:22Z"),
        ("٢٥/٣/٢٠٢٤، ١٠:١٥ ص", "2024-03-25T10:15", "2024-03-25T07:15Z"),
        ("25/3/2024 24:00", "2024-03-26T00:00", "2024-03-25T21:00Z"),
        ("25.3.2024 10.15.22", "2024-03-25T10:15:22", "2024-03-25T07:15:22Z"),
        ("20240325101522", "2024-03-25T10:15:22", "2024-03-25T07:15:22Z"),
        ("Mon Mar 25 10:15:00 2024", "2024-03-25T10:15:00", "2024-03-25T07:15:00Z"),
        ("10:15 25/3/2024", "2024-03-25T10:15", "2024-03-25T07:15Z"),
    ],
)
def test_a_time_without_zone_stays_local_until_somebody_states_one(text: str, local: str, utc: str) -> None:
    assert DATE.clean(text, PLAIN) == (local, "zone-missing")
    assert DATE.clean(text, BAGHDAD) == (utc, None)


@pytest.mark.parametrize(
    "text",
    [
        "2024-03-25T07:15:00Z",
        "2024-03-25 10:15:00+03:00",
        "2024-03-25T10:15:00+0300",
        "2024-03-25 07:15:00 UTC",
        "Mon, 25 Mar 2024 10:15:00 +0300",
        "25/3/2024 10:15:00 GMT+3",
        "2024-03-25T07:15:00.999Z",
    ],
)
def test_a_stated_offset_wins_over_the_context(text: str) -> None:
    assert DATE.clean(text, PLAIN) == ("2024-03-25T07:15:00Z", None)
    assert DATE.clean(text, Context(now=NOW, zone="America/New_York")) == ("2024-03-25T07:15:00Z", None)


def test_clock_changes_are_noted_not_guessed() -> None:
    berlin = Context(now=NOW, zone="Europe/Berlin")
    assert DATE.clean("2024-10-27 02:30", berlin) == ("2024-10-27T00:30Z", "time-ambiguous")
    assert DATE.clean("2024-03-31 02:30", berlin).note == "time-nonexistent"
    assert DATE.clean("2007-07-01 10:00", BAGHDAD).value == "2007-07-01T06:00Z", (
        "Iraq had summer time until 2007"
    )
    with pytest.raises(WrongUse) as caught:
        DATE.clean("2024-03-31 02:30", Context(zone="Mars/Olympus"))
    assert caught.value.code == "unknown-zone"


def test_order_is_judged_over_the_whole_column() -> None:
    assert DATE.clean_many(["3/4/2024", "25/4/2024"], PLAIN).values == ["2024-04-03", "2024-04-25"]
    month_first = DATE.clean_many(["3/4/2024", "4/25/2024"], PLAIN)
    assert month_first.values == ["2024-03-04", "2024-04-25"]
    assert month_first.notes == [None, None]
    mixed = DATE.clean_many(["3/4/2024", "4/25/2024", "25/4/2024"], PLAIN)
    assert mixed.values == ["2024-04-03", "2024-04-25", "2024-04-25"]
    assert mixed.notes == ["date-order-assumed", None, None]


def test_a_stated_order_wins_and_contradictions_are_noted() -> None:
    stated = Context(now=NOW, date_order="mdy")
    assert DATE.clean("3/4/2024", stated) == ("2024-03-04", None)
    assert DATE.clean("25/4/2024", stated) == ("2024-04-25", "date-order-contradicts")
    assert DATE.clean("24/3/5", Context(now=NOW, date_order="ymd")).note == "date-invalid"
    assert DATE.clean("24/03/05", Context(now=NOW, date_order="ymd")).value == "2024-03-05"
    assert date_order(["85/03/01"]) == "ymd"
    assert date_order(["03/13/24", "13/03/24"]) is None


def test_serial_numbers_only_where_the_context_says_so() -> None:
    assert DATE.clean("45352", Context(serials="excel1900")).value == "2024-03-01"
    assert (
        DATE.clean("45352.4375", Context(serials="excel1900", zone="Asia/Baghdad")).value
        == "2024-03-01T07:30:00Z"
    )
    assert DATE.clean("43890", Context(serials="excel1904")).value == "2024-03-01"
    assert DATE.clean("1709288100", Context(serials="unix")).value == "2024-03-01T10:15:00Z"
    assert DATE.clean("1709288100000", Context(serials="unix-ms")).value == "2024-03-01T10:15:00Z"
    assert DATE.clean("2024-03-02", Context(serials="excel1900")).value == "2024-03-02"


def test_hijri_columns() -> None:
    hijri = Context(now=NOW, calendar="hijri", date_order="dmy")
    assert DATE.clean("12/9/1445", hijri) == ("2024-03-22", "date-hijri-tabular")
    assert DATE.clean("2024-03-22", hijri) == ("2024-03-22", None)
    assert DATE.clean("30/12/1446", hijri).note == "date-invalid"


@given(st.dates(date(1700, 1, 1), date(2150, 1, 1)))
@settings(max_examples=60)
def test_hijri_there_and_back(day: date) -> None:
    year, month, number = from_gregorian(day)
    assert to_gregorian(year, month, number) == day
    following = to_gregorian(*from_gregorian(day + timedelta(days=1)))
    assert following - day == timedelta(days=1)


def test_hijri_known_days() -> None:
    assert to_gregorian(1400, 1, 1) == date(1979, 11, 21)
    assert to_gregorian(1421, 1, 1) == date(2000, 4, 6)
    with pytest.raises(ValueError, match="Hijri"):
        to_gregorian(1445, 2, 30)


@given(
    st.datetimes(datetime(1700, 1, 1), datetime(2150, 1, 1)),
    st.sampled_from(["%d/%m/%Y %H:%M:%S", "%Y-%m-%d %H:%M:%S", "%d %B %Y %I:%M:%S %p"]),
)
@settings(max_examples=60)
def test_written_moments_come_back(moment: datetime, form: str) -> None:
    context = Context(now=NOW, zone="UTC", date_order="dmy")
    assert DATE.clean(moment.strftime(form), context).value == moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def test_comparison_knows_weak_days_and_exchanged_ones() -> None:
    assert DATE.compare("1985", "1985-03-04") == 0.9
    assert DATE.compare("1985-03-04", "1985-04-03") == 0.8
    assert DATE.compare("1985-01-01", "1985-04-03") == 0.6
    assert DATE.compare("1985-02-02", "1985-04-03") == 0.0
    assert DATE.compare("1985-01-01", "1986-04-03") == 0.0
    assert is_default_day("1985-07-01")
    assert not is_default_day("1985-07")


def test_display_in_the_words_of_the_reader() -> None:
    assert DATE.display("2024-01-03", "ar") == "٣ كانون الثاني ٢٠٢٤"
    assert DATE.display("2024-01", "en") == "January 2024"
