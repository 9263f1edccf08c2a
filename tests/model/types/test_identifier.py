"""Identifiers, accounts, cells, IBAN."""

import pytest

from tahqiq.model.types import Context, property_type
from tahqiq.model.types.iban import LENGTH_OF, iban_ok
from tahqiq.model.types.identifier import hex_cell

GOOD = "IQ98NBIQ850123456789012"


@pytest.mark.parametrize(
    ("text", "value", "note"),
    [
        ("00012345", "00012345", None),
        ("'00012345", "00012345", None),
        ("A-123/٤٥", "A-123/45", None),
        ("  ١٩٧٨ / ج ", "1978 / ج", None),
        ("12E5", "12E5", None),
        ("1.2E+11", None, "number-in-scientific-notation"),
        ("12345678901234500000", "12345678901234500000", "digits-perhaps-rounded"),
        ("x" * 300, "x" * 300, "value-too-long"),
        ("غير معروف", None, "placeholder"),
        ("NA", None, "placeholder"),
        ("'", None, "placeholder"),
    ],
)
def test_identifier_table(text: str, value: str | None, note: str | None) -> None:
    assert property_type("identifier").clean(text) == (value, note)


def test_key_has_neither_signs_nor_case() -> None:
    kind = property_type("identifier")
    assert kind.key("A 123-45/6") == kind.key("a123456") == "a123456"
    assert kind.key("///") == "///"


def test_accounts_belong_to_their_bank_and_ibans_to_nobody() -> None:
    account, context = property_type("account"), Context(bank="RAFB")
    assert account.clean("0012-345", context).value == "0012-345"
    assert account.namespace("0012345", context) == "RAFB"
    assert account.clean("iq98 nbiq 8501 2345 6789 012").value == GOOD
    assert account.namespace(GOOD, context) == ""
    assert property_type("cell").namespace("418-05-1-2", Context(operator="Zain")) == "Zain"
    assert property_type("phone").namespace("+9647901234567", Context(operator="Zain", bank="RAFB")) == ""


def test_short_numbers_belong_to_their_operator_or_else_to_their_original() -> None:
    space = property_type("phone").namespace
    assert space("309", Context(operator="Zain", origin="3fa29c01b2d4")) == "Zain"
    assert space("309", Context(origin="3fa29c01b2d4")) == "file:3fa29c01b2d4"
    assert space("*100#", Context(operator="Zain")) == "Zain"
    assert space("Asiacell", Context(operator="Zain")) == ""


@pytest.mark.parametrize(
    ("text", "value", "note"),
    [
        ("iq98 nbiq 8501 2345 6789 012", GOOD, None),
        ("IBAN: IQ98NBIQ850123456789012", "IBAN: IQ98NBIQ850123456789012", "iban-invalid"),
        ("IBAN IQ98NBIQ850123456789012", GOOD, None),
        ("IQ98NBIQ850123456789013", "IQ98NBIQ850123456789013", "iban-invalid"),
        ("IQ98NBIQ85012345678901", "IQ98NBIQ85012345678901", "iban-invalid"),
        ("DE89 3704 0044 0532 0130 00", "DE89370400440532013000", None),
        ("GB82 WEST 1234 5698 7654 32", "GB82WEST12345698765432", None),
        ("12345", "12345", "iban-invalid"),
        ("-", None, "placeholder"),
    ],
)
def test_iban_table(text: str, value: str | None, note: str | None) -> None:
    assert property_type("iban").clean(text) == (value, note)


def test_iraqi_iban_has_23_signs_and_four_letters() -> None:
    assert LENGTH_OF["IQ"] == len(GOOD) == 23
    assert not iban_ok("IQ981234850123456789012")
    assert property_type("iban").display(GOOD, "en") == "IQ98 NBIQ 8501 2345 6789 012"


def test_hexadecimal_cells() -> None:
    assert hex_cell("1A2B") == "6699"
    assert hex_cell("0x00FF") == "255"
    assert hex_cell("") is None
    assert hex_cell("12G") is None
