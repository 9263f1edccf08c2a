"""Telephone numbers: Iraqi forms, foreign ones, short codes, sender names, and what must never be used."""

import re

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tahqiq.model.types import Context, property_type
from tahqiq.model.types.columns import compact

PHONE = property_type("phone")
NUMBER = "+9647701234567"


@pytest.mark.parametrize(
    "text",
    [
        "07701234567",
        "7701234567",
        "9647701234567",
        "+9647701234567",
        "009647701234567",
        "00964 0770 123 4567",
        "+964 (0)770-123-4567",
        "٠٧٧٠١٢٣٤٥٦٧",
        "۰۷۷۰ ۱۲۳ ۴۵۶۷",
        "\u200f0770\u202c 123 4567",
        "\u202a+964 770 123 4567\u202c",
        "'07701234567",
        '="07701234567"',
        "0770.123.4567",
        "9647701234567.0",
        "0770\u00a0123\u20114567",
        "tel:+9647701234567",
        "9647701234567@s.whatsapp.net",
        "++9647701234567",
    ],
)
def test_all_ways_to_write_an_iraqi_mobile_are_one_number(text: str) -> None:
    assert PHONE.clean(text) == (NUMBER, None)
    assert PHONE.clean_array(pa.array([text]), Context())[0].to_pylist() == [NUMBER]


@pytest.mark.parametrize(
    ("text", "value", "note"),
    [
        ("017654321", "+96417654321", None),
        ("+964 1 765 4321", "+96417654321", None),
        ("0662123456", "+964662123456", None),
        ("07012345678", "+9647012345678", "phone-unassigned"),
        ("309", "309", "phone-short-code"),
        ("١٠٤", "104", "phone-short-code"),
        ("*100#", "*100#", "phone-service-code"),
        ("Asiacell", "Asiacell", "phone-alphanumeric"),
        ("مصرف الرافدين", "مصرف الرافدين", "phone-alphanumeric"),
        ("12", "12", "phone-invalid"),
        ("123456789012345678", "123456789012345678", "phone-invalid"),
        ("07701234567 / 07801234567", "07701234567 / 07801234567", "phone-several"),
        ("07701234567 ext 12", NUMBER, "phone-extension"),
        ("+44 20 7946 0958", "+442079460958", None),
        ("+44 (0)20 7946 0958", "+442079460958", None),
        ("989121234567", "+989121234567", None),
        ("00989121234567", "+989121234567", None),
        ("+999123", "+999123", "phone-invalid"),
        ("9.64771E+11", None, "number-in-scientific-notation"),
        ("9,64771E+11", None, "number-in-scientific-notation"),
        ("9.64771e+11", None, "number-in-scientific-notation"),
        ("UNKNOWN", None, "placeholder"),
        ("مجهول", None, "placeholder"),
        ("-", None, "placeholder"),
        ("#N/A", None, "placeholder"),
        ("رقم خاص", None, "number-withheld"),
        ("Private number", None, "number-withheld"),
        ("  ", None, None),
    ],
)
def test_everything_else_in_a_phone_column(text: str, value: str | None, note: str | None) -> None:
    assert PHONE.clean(text) == (value, note)
    cleaned, notes = PHONE.clean_array(pa.array([text, "07701234567"]), Context())
    assert (cleaned[0].as_py(), notes[0].as_py()) == (value, note)


def test_national_forms_belong_to_the_country_of_the_context() -> None:
    german = Context(country="DE")
    assert PHONE.clean("030 901820", german).value == "+4930901820"
    assert PHONE.clean("07701234567", german).value != NUMBER
    assert PHONE.clean_array(pa.array(["07701234567", "9647701234567"]), german)[0].to_pylist()[1] == NUMBER


def test_display_groups_and_comparison_forgives_a_missing_beginning() -> None:
    assert PHONE.display(NUMBER, "ar") == "+964 770 123 4567"
    assert PHONE.display("309", "ar") == "309"
    assert PHONE.compare(NUMBER, NUMBER) == 1.0
    assert PHONE.compare(NUMBER, "01234567") == 0.0
    assert PHONE.compare(NUMBER, "701234567") == 0.8
    assert PHONE.compare(NUMBER, "+9647701234568") == 0.0
    assert PHONE.key("AsiaCell") == PHONE.key("ASIACELL")


def test_compact_folds_bytes_without_breaking_other_letters() -> None:
    texts = ["٠٩", "۰۹", "a-b c", "علي ١", "🔥-1", None, "", "\u2066+1\u2069", "\ufeff7", "ـ5"]
    assert compact(pa.array(texts)).to_pylist() == ["09", "09", "abc", "علي1", "🔥1", "", "", "+1", "7", "5"]


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(["", "0", "00", "+", "964", "00964", "+964", "+44", "+1", "+39", "+98", "00962"]),
    st.from_regex(r"[0-9]{5,15}", fullmatch=True),
)
def test_what_is_refused_quickly_is_what_phonenumbers_refuses(prefix: str, digits: str) -> None:
    quick = PHONE.clean(prefix + digits, Context(country="IQ"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tahqiq.model.types.phone._thinkable", lambda number: True)
        patch.setattr("tahqiq.model.types.phone._HOME", re.compile(".*"))
        assert PHONE.clean(prefix + digits, Context(country="IQ")) == quick
