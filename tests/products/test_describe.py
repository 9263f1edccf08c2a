"""Values as JSON, with what to know about them."""

import pytest

from tahqiq.model.place import Place
from tahqiq.model.statement import Statement
from tahqiq.products.describe import statement_json


@pytest.mark.parametrize(
    ("prop", "value", "caution"),
    [
        ("birthDate", "1985-07-01", "date-default-day"),
        ("birthDate", "1985-01-01", "date-default-day"),
        ("birthDate", "1985-07-02", None),
        ("birthDate", "1985", None),
        ("date", "2024-01-01", None),
    ],
)
def test_a_birth_on_a_default_day_is_shown_as_weak(prop: str, value: str, caution: str | None) -> None:
    statement = Statement(
        b"e" * 16,
        b"s" * 16,
        "Person",
        prop,
        value,
        value,
        "",
        None,
        1,
        "ab" * 32,
        "sheet.csv",
        Place(),
        "case",
        "",
        "open",
        None,
        "who",
        "delimited/1",
        "2026-01-01T00:00:00Z",
        None,
    )
    assert statement_json(statement)["caution"] == caution
