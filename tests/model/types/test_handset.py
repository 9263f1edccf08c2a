"""IMEI in its three lengths, lost digits, MEID."""

import pyarrow as pa
import pytest

from tahqiq.model.types import Context, property_type
from tahqiq.model.types.handset import tac

IMEI = property_type("imei")
GOOD = "490154203237518"


@pytest.mark.parametrize(
    ("text", "value", "note"),
    [
        (GOOD, GOOD, None),
        ("49-015420-323751-8", GOOD, None),
        ("٤٩٠١٥٤٢٠٣٢٣٧٥١٨", GOOD, None),
        ("'490154203237518", GOOD, None),
        ("490154203237518.0", GOOD, None),
        ("49015420323751", "49015420323751", None),
        ("490154203237510", "490154203237510", None),
        ("4901542032375101", "4901542032375101", None),
        ("490154203237519", "490154203237519", "imei-check-digit"),
        ("A1000017A3B5C7", "A1000017A3B5C7", None),
        ("49015420323751812", "49015420323751812", "imei-invalid"),
        ("Nokia", "Nokia", "imei-invalid"),
        ("4901542032375", None, "imei-digit-lost"),
        ("3.5E+14", None, "number-in-scientific-notation"),
        ("3.52099E+14", None, "number-in-scientific-notation"),
        ("000000000000000", None, "placeholder"),
        ("N/A", None, "placeholder"),
        ("", None, None),
    ],
)
def test_table(text: str, value: str | None, note: str | None) -> None:
    assert IMEI.clean(text) == (value, note)
    cleaned, notes = IMEI.clean_array(pa.array([text]), Context())
    assert (cleaned[0].as_py(), notes[0].as_py()) == (value, note)


def test_three_forms_of_one_handset_have_one_key() -> None:
    assert IMEI.key(GOOD) == IMEI.key("49015420323751") == IMEI.key("4901542032375101") == "49015420323751"
    assert IMEI.compare(GOOD, "490154203237510") == 1.0
    assert IMEI.compare(GOOD, "490154203237527") == 0.0


def test_type_allocation_code_and_display() -> None:
    assert tac(GOOD) == "49015420"
    assert tac("A1000017A3B5C7") == ""
    assert IMEI.display(GOOD, "en") == "49015420 323751 8"
    assert IMEI.display("49015420323751", "en") == "49015420 323751"
