"""Names and texts."""

import pytest

from tahqiq.model.types import property_type


@pytest.mark.parametrize(
    ("text", "value", "note"),
    [
        ("  محمد   علي\u200f حسن ", "محمد علي حسن", None),
        ("\u202eمحمد", "محمد", None),
        ("Cafe\u0301", "Caf\u00e9", None),
        ("نێچیرڤان بارزانی", "نێچیرڤان بارزانی", None),
        ("می\u200cخواهم", "می\u200cخواهم", None),
        ("عبد\nالله", "عبد الله", None),
        ("أحمد ١", "أحمد ١", None),
        ("🔥🔥", "🔥🔥", None),
        ("Test", None, "placeholder"),
        ("UNKNOWN", None, "placeholder"),
        ("مجهول الهوية", None, "placeholder"),
        ("نەزانراو", None, "placeholder"),
        ("N/A", None, "placeholder"),
        ("---", None, "placeholder"),
        ("؟؟", None, "placeholder"),
        ("\u200f", None, None),
        ("x" * 501, "x" * 501, "value-too-long"),
    ],
)
def test_name_table(text: str, value: str | None, note: str | None) -> None:
    assert property_type("name").clean(text) == (value, note)


def test_text_keeps_lines_and_loses_controls() -> None:
    text = property_type("text")
    assert text.clean("a\r\nb\rc\u202e\x00\n  d ").value == "a\nb\nc\n  d"
    assert text.key("A\n b") == "a b"
    assert text.clean("N/A").value == "N/A"
    assert property_type("string").clean("a\n b").value == "a b"


def test_address_is_one_line_without_loose_commas() -> None:
    address = property_type("address")
    assert address.clean("بغداد،\n الكرادة ، م ٩٠٣،").value == "بغداد، الكرادة ، م ٩٠٣"
    assert address.clean("،") == (None, "placeholder")
    assert address.clean("غير معروف") == (None, "placeholder")
