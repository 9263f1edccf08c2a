"""The table of locales."""

import json
from decimal import Decimal

import pytest

from tahqiq.kit.locale import collation_key, format_date, format_number, locale, locales, to_json
from tahqiq.kit.messages import LOCALES


def test_the_four_languages_are_whole() -> None:
    assert tuple(locales()) == LOCALES
    for item in locales().values():
        assert len(set(item.months)) == len(item.months) == len(item.months_short) == 12
        assert len(set(item.weekdays)) == len(item.weekdays) == 7
        assert item.direction == ("ltr" if item.script == "Latn" else "rtl")
        signs = "".join(item.alphabet)
        assert len(signs) == len(set(signs)), "a letter stands twice in the alphabet"
    assert locale("ar").months[0] == "كانون الثاني"
    assert locale("ar").months[10] == "تشرين الثاني"


@pytest.mark.parametrize(
    ("tag", "found"),
    [
        ("ar-IQ", "ar"),
        ("ar_SY", "ar"),
        ("ku-Arab-IQ", "kmr-Arab"),
        ("KMR", "kmr-Arab"),
        ("ckb-IQ", "ckb"),
        ("en-US", "en"),
        ("fr", "en"),
        ("", "en"),
    ],
)
def test_aliases(tag: str, found: str) -> None:
    assert locale(tag).tag == found


@pytest.mark.parametrize(
    ("count", "arabic", "kurdish"),
    [
        (0, "zero", "other"),
        (1, "one", "one"),
        (2, "two", "other"),
        (3, "few", "other"),
        (10, "few", "other"),
        (11, "many", "other"),
        (99, "many", "other"),
        (100, "other", "other"),
        (102, "other", "other"),
        (103, "few", "other"),
        (111, "many", "other"),
    ],
)
def test_plurals(count: int, arabic: str, kurdish: str) -> None:
    assert locale("ar").plural(count) == arabic
    assert (
        locale("ckb").plural(count)
        == locale("kmr-Arab").plural(count)
        == locale("en").plural(count)
        == kurdish
    )


def test_alphabetical_order() -> None:
    assert sorted(["زيد", "علي", "أحمد", "بكر", "5", "Ali"], key=collation_key("ar")) == [
        "5",
        "أحمد",
        "بكر",
        "زيد",
        "علي",
        "Ali",
    ]
    assert sorted(["علي", "Éva", "Ali", "zoo"], key=collation_key("en")) == ["Ali", "Éva", "zoo", "علي"]
    assert sorted("ێیەهۆوکچڕرڵلڤف", key=collation_key("ckb")) == list("چرڕفڤکلڵوۆهەیێ")
    assert collation_key("ar")("أحمد")[0] == collation_key("ar")("احمد")[0]
    assert sorted(["ڤ", "ف"], key=collation_key("kmr-Arab")) == ["ف", "ڤ"]


def test_numbers() -> None:
    assert format_number(1234567, "en") == "1,234,567"
    assert format_number("-1234567.50", "ar") == "-١٬٢٣٤٬٥٦٧٫٥٠"
    assert format_number(Decimal("1500"), "ckb", "latn") == "1,500"
    assert format_number("many", "en") == "many"
    assert format_number("NaN", "en") == "NaN"


@pytest.mark.parametrize(
    ("value", "tag", "shown"),
    [
        ("2024", "en", "2024"),
        ("2024-11", "ar", "تشرين الثاني ٢٠٢٤"),
        ("2024-11-03", "en", "3 November 2024"),
        ("2024-11-03", "ckb", "٣ی تشرینی دووەمی ٢٠٢٤"),
        ("2024-11-03T10:15", "en", "3 November 2024, 10:15"),
        ("2024-11-03T10:15:09Z", "en", "3 November 2024, 10:15:09 UTC"),
        ("2024-11-03T10Z", "en", "3 November 2024, 10:00 UTC"),
        ("2024-13-03", "en", "2024-13-03"),
        ("soon", "ar", "soon"),
    ],
)
def test_dates(value: str, tag: str, shown: str) -> None:
    assert format_date(value, tag) == shown


def test_times_move_to_the_zone_of_the_reader() -> None:
    assert format_date("2024-11-24T22:30:05Z", "en", "Asia/Baghdad") == "25 November 2024, 01:30:05"
    assert format_date("2024-11-24T22:30Z", "en", "Asia/Baghdad") == "25 November 2024, 01:30"
    assert format_date("2024-11-24T22:30", "en", "Asia/Baghdad") == "24 November 2024, 22:30", (
        "a local time is not moved"
    )


def test_the_page_gets_plain_json() -> None:
    table = json.loads(json.dumps(to_json()))
    assert [item["tag"] for item in table] == list(LOCALES)
    assert table[1]["direction"] == "rtl"
    assert table[2]["months"][0] == "کانوونی دووەم"
    assert set(table[0]) >= {
        "tag",
        "name",
        "script",
        "direction",
        "digits",
        "plural",
        "week",
        "months",
        "weekdays",
        "alphabet",
        "reviewed",
    }
