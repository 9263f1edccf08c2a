"""A name as somebody begins to type it."""

import pytest

from tahqiq.names.typed import typed


@pytest.mark.parametrize("name", ["عبدالرحمن فاضل جاسم", "عبد الرحمن فاضل", "Abdulrahman Fadhil"])
@pytest.mark.parametrize(
    "text", ["عبد الرحمن", "عبد الرحمان", "عبد الرحمان فاضل", "عبدالرحمن", "Abdul Rahman"]
)
def test_a_compound_is_found_however_it_is_written(text: str, name: str) -> None:
    assert typed(text)(name)


@pytest.mark.parametrize(
    ("text", "fits"),
    [("فا", True), ("جاسم عبد", True), ("", False), ("-", False), ("علي", False), ("عبد الكريم", False)],
)
def test_parts_begin_in_any_order_and_others_stay_out(text: str, fits: bool) -> None:
    assert typed(text)("عبدالرحمن فاضل جاسم") is fits
