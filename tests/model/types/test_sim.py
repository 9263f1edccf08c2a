"""IMSI and ICCID."""

import pyarrow as pa
import pytest

from tahqiq.model.types import Context, property_type
from tahqiq.model.types.codes import luhn, rounded
from tahqiq.model.types.sim import network

IMSI, ICCID = property_type("imsi"), property_type("iccid")


@pytest.mark.parametrize(
    ("text", "value", "note"),
    [
        ("418050123456789", "418050123456789", None),
        ("418 05 0123456789", "418050123456789", None),
        ("٤١٨٠٥٠١٢٣٤٥٦٧٨٩", "418050123456789", None),
        ("41805012345678", "41805012345678", None),
        ("118050123456789", "118050123456789", "imsi-invalid"),
        ("4180501234567890", "4180501234567890", "imsi-invalid"),
        ("SIM 2", "SIM 2", "imsi-invalid"),
        ("4180501234", None, "imsi-digit-lost"),
        ("4.1805E+14", None, "number-in-scientific-notation"),
        ("000000000000000", None, "placeholder"),
    ],
)
def test_imsi_table(text: str, value: str | None, note: str | None) -> None:
    assert IMSI.clean(text) == (value, note)
    cleaned, notes = IMSI.clean_array(pa.array([text]), Context())
    assert (cleaned[0].as_py(), notes[0].as_py()) == (value, note)


def test_network_is_a_hint_for_iraqi_cards_only() -> None:
    assert network("418400123456789") == "Korek"
    assert network("418990123456789") == ""
    assert network("432110123456789") == ""
    assert IMSI.display("418050123456789", "ar") == "418 05 0123456789"


@pytest.mark.parametrize(
    ("text", "value", "note"),
    [
        ("8996405012345678905", "8996405012345678905", None),
        ("8996 4050 1234 5678 905F", "8996405012345678905", None),
        ("8996405012345678901", "8996405012345678901", "iccid-check-digit"),
        ("899640501234567890", "899640501234567890", None),
        ("8996405012345670000", None, "digits-rounded"),
        ("8.9964E+18", None, "number-in-scientific-notation"),
        ("1234", "1234", "iccid-invalid"),
        ("abc", "abc", "iccid-invalid"),
    ],
)
def test_iccid_table(text: str, value: str | None, note: str | None) -> None:
    assert ICCID.clean(text) == (value, note)


def test_iccid_with_and_without_check_digit_is_one_card() -> None:
    assert ICCID.compare("8996405012345678905", "899640501234567890") == 1.0
    assert luhn("8996405012345678905")
    assert not luhn("8996405012345678906")
    assert not rounded("490154203237500")
